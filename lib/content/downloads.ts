import { textFiles } from './file-paths.ts'
import type { Files } from './snapshot.ts'

const linked = new WeakMap<Files, ReadonlySet<string>>()

/** What stands beside texts is served when one of them links to it: it may be a work in progress. */
export function isLinked(files: Files, place: string): boolean {
  // Most are linked by the text whose folder they are in.
  const own = textFiles(place.split('/').slice(0, 2).join('/'))
  if (own.some((text) => files.get(text)?.references.includes(`file:${place}`))) return true
  const known = linked.get(files) ?? linkedIn(files)
  linked.set(files, known)
  return known.has(place)
}

export function linkedIn(files: Files): Set<string> {
  const all = new Set<string>()
  for (const { references } of files.values())
    for (const one of references) if (one.startsWith('file:')) all.add(one.slice('file:'.length))
  return all
}

/** In bytes. */
export function downloadSize(files: Files, place: string): number | undefined {
  const document = files.get(place)?.document
  return document?.kind === 'download' ? document.size : undefined
}

export function isDownload(files: Files, place: string): boolean {
  return files.get(place)?.document.kind === 'download'
}
