import { textFiles } from './file-paths.ts'
import type { Files } from './snapshot.ts'

/** A picture is as much of a draft as the article it belongs to. */
export function isDraft(path: string, files: Files): boolean {
  const [folder, name, below] = path.split('/')
  const texts = below === undefined ? [path] : textFiles(`${folder}/${name}`)
  return texts.some((text) => {
    const document = files.get(text)?.document
    return document && 'isDraft' in document && document.isDraft
  })
}
