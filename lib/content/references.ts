import type { Document } from './document.ts'
import { addressOf } from './file-paths.ts'
import { filePlaces } from './file-places.ts'
import { insideTarget } from './lint/dead-links.ts'
import { thingsLinked } from './lint/file-links.ts'
import { picturePlaces } from './pictures.ts'
import { shared } from './share-parts.ts'
import { topicSlug } from './topic.ts'

export type Reference =
  | `author:${string}`
  | `picture:${string}`
  | `file:${string}`
  /** How large a file is. */
  | `size:${string}`
  | `address:${string}`
  | `topic:${string}`
  | 'series'
  /** An address may be that of a topic, spelled otherwise. */
  | 'topics'
  /** What is near to a file's name may change with any other. */
  | 'files'

/** @param documents versions of one file */
export function referencesIn(path: string, ...documents: (Document | undefined)[]): readonly Reference[] {
  const things = new Set<Reference>()
  for (const document of documents) if (document) addReferences(things, path, document)
  return shared(`references\n${[...things].join('\n')}`, [...things])
}

function addReferences(things: Set<Reference>, path: string, document: Document): void {
  const picture = (name: string | undefined) => {
    for (const place of name ? picturePlaces(path, name) : []) things.add(`picture:${place}`)
  }

  const own = addressOf(path)
  const address = (to: string) => {
    const target = insideTarget(to, own)
    if (target) things.add(`address:${target.subject}`)
    if (target?.picture !== undefined) things.add(`picture:${target.picture}`)
    if (target?.subject.startsWith('/topics/')) things.add('topics')
    const { places } = filePlaces(path, to)
    for (const place of places) things.add(`file:${place}`)
    if (places.length) things.add('files')
    const linked = thingsLinked(to, path)
    for (const place of linked.pictures) things.add(`picture:${place}`)
    for (const meant of linked.addresses) things.add(`address:${meant}`)
  }
  if (document.kind === 'author') picture(document.picture?.to)
  if (document.kind === 'site' || document.kind === 'redirects')
    for (const { to } of document.links ?? []) address(to)
  if (document.kind === 'front' || document.kind === 'site')
    for (const { kind, to } of document.named ?? [])
      if (kind === 'article') things.add(`address:/articles/${to}`)
      else things.add(kind === 'topic' ? `address:/topics/${topicSlug(to)}` : 'series')
  if (document.kind !== 'article' && document.kind !== 'page') return

  for (const { to } of document.body?.pictures ?? []) picture(to)
  for (const { to, isSized } of document.body?.links ?? []) {
    address(to)
    if (isSized) for (const place of filePlaces(path, to).places) things.add(`size:${place}`)
  }
  for (const { to } of document.named?.redirectFrom ?? []) things.add(`address:${to}`)
  for (const { to } of document.named?.author ?? []) things.add(`author:${to}`)
  for (const { to } of document.named?.reviewedBy ?? []) things.add(`author:${to}`)
  for (const { to } of document.named?.topics ?? []) things.add(`topic:${topicSlug(to)}`)
  picture(document.named?.image?.to)
  for (const { to } of document.named?.translations ?? []) address(to)
}
