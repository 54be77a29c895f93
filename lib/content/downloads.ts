import { textFiles } from './file-paths.ts'
import type { Snapshot } from './snapshot.ts'

type References = Snapshot['references']
type Documents = Snapshot['documents']

const linked = new WeakMap<References, ReadonlySet<string>>()

/** What stands beside texts is served when one of them links to it: it may be a work in progress. */
export function isLinked(references: References, place: string): boolean {
  // Most are linked by the text whose folder they are in.
  const own = textFiles(place.split('/').slice(0, 2).join('/'))
  if (own.some((text) => references.get(text)?.includes(`file:${place}`))) return true
  const known = linked.get(references) ?? linkedIn(references)
  linked.set(references, known)
  return known.has(place)
}

export function linkedIn(references: References): Set<string> {
  const all = new Set<string>()
  for (const some of references.values())
    for (const one of some) if (one.startsWith('file:')) all.add(one.slice('file:'.length))
  return all
}

/** In bytes. */
export function downloadSize(documents: Documents, place: string): number | undefined {
  const document = documents.get(place)
  return document?.kind === 'download' ? document.size : undefined
}

export function isDownload(documents: Documents, place: string): boolean {
  return documents.get(place)?.kind === 'download'
}
