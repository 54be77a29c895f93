import { textFiles } from './file-paths.ts'
import type { Snapshot } from './snapshot.ts'

/** A picture is as much of a draft as the article it belongs to. */
export function isDraft(path: string, documents: Snapshot['documents']): boolean {
  const [folder, name, below] = path.split('/')
  const texts = below === undefined ? [path] : textFiles(`${folder}/${name}`)
  return texts.some((text) => {
    const document = documents.get(text)
    return document && 'isDraft' in document && document.isDraft
  })
}
