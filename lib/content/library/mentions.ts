import type { Document } from '#lib/content/document.ts'
import { picturePlaces } from '#lib/content/pictures.ts'
import { topicSlug } from '../topic.ts'
import { insideTarget } from './addresses.ts'
import { thingsLinked } from './file-links.ts'
import { addressOf } from './paths.ts'

/** Which files mention a thing outside of themselves: an author, a picture, an address. */
export type Mentions = {
  note(path: string, document: Document): void
  forget(path: string, document: Document): void
  of(thing: Thing): ReadonlySet<string>
}

export type Thing = `author:${string}` | `picture:${string}` | `address:${string}` | `topic:${string}`

const nobody: ReadonlySet<string> = new Set()

export function createMentions(): Mentions {
  const byThing = new Map<Thing, Set<string>>()
  return {
    note(path, document) {
      for (const thing of mentionedIn(path, document)) {
        const files = byThing.get(thing) ?? new Set()
        byThing.set(thing, files.add(path))
      }
    },
    forget(path, document) {
      for (const thing of mentionedIn(path, document)) {
        const files = byThing.get(thing)
        files?.delete(path)
        if (!files?.size) byThing.delete(thing)
      }
    },
    of: (thing) => byThing.get(thing) ?? nobody,
  }
}

function mentionedIn(path: string, document: Document): Set<Thing> {
  const things = new Set<Thing>()
  const picture = (name: string | undefined) => {
    for (const place of name ? picturePlaces(path, name) : []) things.add(`picture:${place}`)
  }
  if (document.kind === 'author') picture(document.picture?.to)
  if (document.kind !== 'article' && document.kind !== 'page') return things

  const own = addressOf(path)
  const address = (to: string) => {
    const target = insideTarget(to, own)
    if (target) things.add(`address:${target.subject}`)
    const linked = thingsLinked(to, path)
    for (const place of linked.pictures) things.add(`picture:${place}`)
    for (const meant of linked.addresses) things.add(`address:${meant}`)
  }
  for (const { to } of document.body?.pictures ?? []) picture(to)
  for (const { to } of document.body?.links ?? []) address(to)
  for (const { to } of document.named?.redirectFrom ?? []) things.add(`address:${to}`)
  if (document.kind === 'page') return things
  for (const { to } of document.named?.author ?? []) things.add(`author:${to}`)
  for (const { to } of document.named?.topics ?? []) things.add(`topic:${topicSlug(to)}`)
  picture(document.named?.image?.to)
  for (const { to } of document.named?.translations ?? []) address(to)
  return things
}
