import { isOfTheSite, subjectOf } from '#lib/routes.ts'
import { addressAt, placesAt } from '../file-places.ts'
import { reservedIds } from '../headings.ts'
import { didYouMean, nearest } from '../nearest.ts'
import { decoded, encodedPath, plainPath } from '../path.ts'
import { schemeOf } from './links.ts'

/** The ids on a page: few links ask for one. */
type Anchors = () => readonly string[]

export const noAnchors: Anchors = () => []

export type Standing =
  | { state: 'here'; anchors: Anchors }
  | { state: 'draft' | 'scheduled' | 'expired' | 'broken' }
  | { state: 'moved'; to: string }

export type Addresses = {
  /** @param path as `plainPath` writes it */
  at(path: string): Standing | undefined
  known(): Iterable<string>
  /** @param path below `/pictures/` */
  hasPicture(path: string): boolean
  downloads(): Iterable<string>
  isDownload(place: string): boolean
}

type Target = {
  path: string
  /** A feed belongs to its topic or article, a further page to the first one. */
  subject: string
  /** Below `/pictures/`, its letters as typed. */
  picture: string | undefined
  /** Whole, and decoded, of an address below `/files/`. */
  file: string | undefined
  anchor: string
}

/** Undefined for a link that leads out of the site. */
export function insideTarget(to: string, from: string): Target | undefined {
  if (schemeOf(to) || to.trim().startsWith('//')) return undefined
  const base = new URL(from, 'http://site.invalid')
  if (!URL.canParse(to, base)) return undefined
  const url = new URL(to, base)
  const path = plainPath(url.pathname)
  const typed = decoded(url.pathname).normalize('NFC')
  const picture = path.startsWith('/pictures/') ? typed.slice('/pictures/'.length) : undefined
  const file = path.startsWith('/files/') ? `/files/${typed.slice('/files/'.length)}` : undefined
  return { path, subject: subjectOf(path), picture, file, anchor: decoded(url.hash.slice(1)) }
}

/** Undefined when it leads somewhere. @param own ids on the page that it stands on */
export function deadLink(to: string, from: string, own: Anchors, addresses: Addresses): string | undefined {
  const target = insideTarget(to, from)
  if (!target) return undefined
  const { path, subject, picture, file, anchor } = target
  const isHere = path === plainPath(from)
  if (isHere && to.trim().startsWith('#')) return deadAnchor(anchor, own(), '')
  if (picture !== undefined)
    return addresses.hasPicture(picture) ? undefined : `there is no picture at /pictures/${picture}`
  if (file !== undefined) {
    const places = placesAt(file)
    if (places.some((place) => addresses.isDownload(place))) return undefined
    const folder = (places.at(-1) ?? 'files/').replace(/[^/]+$/, '')
    return `there is no file at ${file}: put it in content/${folder}.${fileMeant(file, '', addresses.downloads())}`
  }
  if (isOfTheSite(path)) return undefined
  const standing = addresses.at(subject)
  if (standing?.state === 'here') return anchor ? deadAnchor(anchor, standing.anchors(), path) : undefined
  if (standing?.state === 'moved') return `the page ${path} has moved: write ${standing.to}`
  if (standing) return `${path} ${unshown[standing.state]}`
  // Files of public/ have an ending; which of them exist is not known here.
  if (/\.[a-z0-9]{1,5}$/.test(path) && !/\.html?$/.test(path)) return undefined
  return `there is no page at ${path}.${suggestion(path, from, addresses)}`
}

const unshown = {
  draft: 'is a draft: readers would find nothing there until it is published',
  scheduled: 'has not appeared yet: readers would find nothing there until its date',
  expired: 'has expired: readers find nothing there',
  broken: 'is not on the site because its file has faults: mend that first',
}

export function suggestion(path: string, from: string, addresses: Addresses): string {
  const section = /^\/(?:articles|topics|authors)\//.exec(path)?.[0] ?? ''
  const bySlug = new Map<string, string>()
  for (const known of addresses.known())
    if (known !== from) bySlug.set(known.slice(known.lastIndexOf('/') + 1), known)
  const slug = path.slice(path.lastIndexOf('/') + 1)
  const inSection = [...bySlug.keys()].filter((name) => bySlug.get(name)?.startsWith(section))
  const name = bySlug.has(slug) ? slug : nearest(slug, inSection)
  return name === undefined ? '' : ` Did you mean "${bySlug.get(name)}"?`
}

/** @param own its folder, within which a name alone is enough */
export function fileMeant(name: string, own: string, downloads: Iterable<string>): string {
  const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  const byName = new Map<string, string>()
  for (const place of downloads)
    if (!byName.get(baseOf(place))?.startsWith(own) || place.startsWith(own)) byName.set(baseOf(place), place)
  const base = baseOf(name)
  const found = byName.has(base) ? base : nearest(base, byName.keys())
  const place = found === undefined ? undefined : byName.get(found)
  if (found === undefined || place === undefined) return ''
  const isOwn = own !== '' && place === `${own}${found}`
  return ` Did you mean "${isOwn ? encodedPath(found) : addressAt(place)}"?`
}

function deadAnchor(anchor: string, ids: readonly string[], path: string): string | undefined {
  if (anchor === '' || anchor.startsWith('note-') || ids.includes(anchor) || reservedIds.has(anchor))
    return undefined
  const hint = didYouMean(anchor, ids)
  const where = path ? ` on ${path}` : ' in this file'
  return `there is no heading "#${anchor}"${where}.${hint.replace('"', '"#')}`
}
