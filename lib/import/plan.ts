import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf } from '#lib/content/file-paths.ts'
import { plainPath } from '#lib/content/path.ts'
import { schemas } from '#lib/content/schema.ts'
import { slugify } from '#lib/content/slug.ts'
import { topicSlug } from '#lib/content/topic.ts'
import { isOfTheSite, isReserved } from '#lib/routes.ts'
import type { AuthorItem, FileItem, Item, RedirectItem, SiteItem, Source, TextItem } from './model.ts'
import { nameInRecord, signOf } from './name-in-record.ts'
import { ownCopy } from './own-copy.ts'
import type { Place } from './place.ts'
import type { ImportRecord } from './record.ts'
import type { Report } from './report.ts'
import { placeTranslations } from './translations.ts'

/** What is known of a text before any is written. */
export type PlannedText = {
  slug: string
  /** Below CONTENT_DIR. */
  path: string
  /** Encoded. */
  address: string
  redirectFrom: string[]
  /** By language: addresses of the same text in others. */
  translations?: Readonly<Record<string, string>>
}

export type Plan = {
  /** Of the source, as the record has it. */
  name: string
  site: SiteItem
  texts: ReadonlyMap<string, PlannedText>
  authors: ReadonlyMap<string, AuthorItem & { id: string }>
  files: ReadonlyMap<string, FileItem>
  redirects: readonly RedirectItem[]
  /** @param address of a link in the old site. @returns the new one, or undefined where it is not of what came along */
  moved: (address: string) => string | undefined
  isOwn: (address: string) => boolean
  /** Whose page the address was. */
  attachment: (address: string) => FileItem | undefined
}

/** Bytes: as the longest that the site's own commands take. */
const longestSlug = 200

type Seen = Pick<
  TextItem,
  'kind' | 'key' | 'title' | 'date' | 'slug' | 'draft' | 'oldPaths' | 'place' | 'lang' | 'translationKey'
> & {
  topics: string[]
}

export async function makePlan(
  source: Source,
  { contentDir, record, report }: { contentDir: string; record: ImportRecord; report: Report },
): Promise<Plan> {
  const seen = new Map<string, Seen>()
  const named = new Map<string, AuthorItem>()
  const used = new Map<string, Place>()
  const files = new Map<string, FileItem>()
  const redirects: RedirectItem[] = []
  let site: SiteItem = { kind: 'site', addresses: [] }
  for await (const item of source.items(report))
    take(item.kind === 'article' || item.kind === 'page' ? item : ownCopy(item))

  function take(item: Item): void {
    if (item.kind === 'site') site = item
    else if (item.kind === 'author') {
      if (!named.has(item.key)) named.set(item.key, item)
    } else if (item.kind === 'file') files.set(plainAddress(item.address), item)
    else if (item.kind === 'redirect') redirects.push(item)
    else if (seen.has(item.key))
      report.add('left-out', 'texts that stand in the export twice', item.place, item.title)
    else {
      const { kind, key, title, date, slug, draft, oldPaths, place, topics, lang, translationKey } = item
      const slugs = draft ? [] : topics.map(topicSlug)
      seen.set(
        ...ownCopy<[string, Seen]>([
          key,
          { kind, key, title, date, slug, draft, oldPaths, place, lang, translationKey, topics: slugs },
        ]),
      )
      for (const author of item.authors) if (!used.has(author)) used.set(ownCopy(author), place)
    }
  }

  const hosts = site.addresses.map(hostOf)
  const attached = new Map(
    [...files.values()].flatMap((file) => file.oldPaths.map((path) => [oldPath(path), file] as const)),
  )
  const name = nameInRecord(source.name, seen.values(), record)
  if (name !== source.name)
    report.add(
      'converted',
      'old sites with the address and the numbers of one that was imported before, kept beside it',
      undefined,
      site.addresses[0],
    )
  const texts = withSlugs([...seen.values()], {
    ...{ name, contentDir, record, report },
    mainLang: site.lang,
  })
  const { byOldPath, queries } = withOldPaths(seen, texts, report)
  placeTranslations(seen.values(), texts, site, report)
  const topics = new Set([...seen.values()].flatMap((text) => text.topics))
  const lists = redirects.filter(
    ({ from, to }) =>
      !isOfTheSite(plainPath(from)) &&
      plainPath(from) !== plainPath(to) &&
      (!to.startsWith('/topics/') || topics.has(plainPath(to).split('/')[2] ?? '')),
  )
  for (const { from, to } of lists) if (!byOldPath.has(oldPath(from))) byOldPath.set(oldPath(from), to)

  const authors = withIds(named, used, { name, contentDir, record, host: hosts[0] ?? '' })
  const people = [...authors.values()].flatMap(({ id, oldPaths = [] }) =>
    oldPaths.map((from): RedirectItem => ({ kind: 'redirect', from, to: encodeURI(`/authors/${id}`) })),
  )
  for (const { from, to } of people) if (!byOldPath.has(oldPath(from))) byOldPath.set(oldPath(from), to)

  // The page that all of it began with.
  for (const address of site.addresses) {
    const home = oldPath(pathIn(address))
    if (!byOldPath.has(home)) byOldPath.set(home, '/')
  }

  const isOwn = (address: string) => /^\/(?!\/)/.test(address) || hosts.includes(hostOf(address))
  return {
    name,
    site,
    texts,
    authors,
    files,
    redirects: [...lists, ...people, ...queries],
    isOwn,
    attachment: (address) => (isOwn(address) ? attached.get(oldPath(pathIn(address))) : undefined),
    moved(address) {
      if (!isOwn(address)) return undefined
      const path = pathIn(address)
      const behind = /#.*$/.exec(address)?.[0] ?? ''
      const to = byOldPath.get(oldPath(path || '/')) ?? byOldPath.get(oldPath(path.replace(/\?.*$/, '')))
      return to === undefined ? undefined : to + (/^#(?:comment|respond|more)/.test(behind) ? '' : behind)
    },
  }
}

function pathIn(address: string): string {
  return address.replace(/^(?:https?:)?\/\/[^/?#]*/i, '').replace(/#.*$/, '') || '/'
}

function hostOf(address: string): string {
  const typed = address.replace(/^\/\//, 'https://')
  return URL.canParse(typed) ? new URL(typed).host.replace(/^www\./, '') : ''
}

/** Without scheme, size and letters' case: as one file is named in many ways. */
export function plainAddress(address: string): string {
  const [path = ''] = address.split(/[?#]/)
  return plainPath(path.replace(/^(?:https?:)?\/\/(?:www\.)?/i, '')).replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '')
}

/** With its query where that alone tells a text from another. */
function oldPath(path: string): string {
  const [plain = '', query = ''] = path.split('?')
  const number = /(?:^|&)((?:p|page_id|attachment_id|cat|tag|author|feed)=[^&]+)(?:&|$)/.exec(query)?.[1]
  const folded = plainPath(plain || '/')
  return number ? `${folded}?${number}` : folded
}

function withSlugs(
  all: readonly Seen[],
  {
    name,
    contentDir,
    record,
    report,
    mainLang,
  }: {
    name: string
    contentDir: string
    record: ImportRecord
    report: Report
    mainLang: string | undefined
  },
): Map<string, PlannedText> {
  const own = new Set(record.texts.values())
  const taken = new Set<string>()
  for (const folder of ['articles', 'pages'] as const)
    for (const file of namesIn(join(contentDir, folder)))
      if (/\.mdx?$/.test(file)) taken.add(`${folder}/${file.replace(/\.mdx?$/, '')}`.normalize('NFC'))
  const kept = new Set<string>()
  /** Where the record was lost, as after a restore: what came from the same old address is the same text. */
  const isHere = (path: string, { oldPaths }: Seen) => {
    const file = join(contentDir, path)
    if (!existsSync(file)) return false
    const lines = new Set(readFileSync(file, 'utf8').split('\n'))
    return oldPaths.some((old) => lines.has(`  - ${oldPath(old)}`))
  }
  const texts = new Map<string, PlannedText>()
  const keep = (text: Seen, slug: string) => {
    const { kind, key } = text
    const path = `${kind}s/${slug}.md`
    taken.add(`${kind}s/${slug}`)
    kept.add(`${kind}s/${slug}`)
    record.texts.set(`${name}:${key}`, path)
    record.signs.set(`${name}:${key}`, signOf(text))
    texts.set(key, { slug, path, address: encodeURI(addressOf(path)), redirectFrom: [] })
  }
  const fresh = all.filter((text) => {
    const path = record.texts.get(`${name}:${text.key}`)
    const [, slug] = /^\w+\/(.+)\.md$/.exec(path ?? '') ?? []
    if (!slug || !path?.startsWith(`${text.kind}s/`)) return true
    keep(text, slug)
    return false
  })
  // What everyone could read has the first right to its address, and of that what is in the language of the site.
  const isOther = ({ lang }: Seen) => lang !== undefined && lang !== mainLang
  const claim = (text: Seen) => 2 * Number(Boolean(text.draft)) + Number(isOther(text))
  for (const text of [...fresh].sort((a, b) => claim(a) - claim(b))) {
    const { kind, title, slug = '' } = text
    const meant =
      short(slugify(slug)) ||
      short(slugify(title)) ||
      `${kind}-${/\d+$/.exec(text.key)?.[0] ?? fresh.indexOf(text) + 1}`
    const isSites = isReserved(addressOf(`${kind}s/${meant}.md`))
    const base = isSites ? `${meant}-page` : meant
    if (isSites)
      report.add(
        'converted',
        'addresses that the site itself has, now ending in -page',
        text.place,
        `/${meant}`,
      )
    const isTaken = (name: string) => {
      const path = `${kind}s/${name}`
      return taken.has(path) && (kept.has(path) || own.has(`${path}.md`) || !isHere(`${path}.md`, text))
    }
    let free = base
    for (let number = 2; isTaken(free); number++) free = `${base}-${number}`
    if (free !== base)
      report.add('converted', 'addresses that two texts had, one now with a number', text.place, free)
    keep(text, free)
  }
  return texts
}

function short(slug: string): string {
  const bytes = Buffer.from(slug)
  return bytes.length <= longestSlug ? slug : slugify(bytes.subarray(0, longestSlug).toString())
}

/** Each leads to one text: of several the first that everyone could read. */
function withOldPaths(
  seen: ReadonlyMap<string, Seen>,
  texts: Map<string, PlannedText>,
  report: Report,
): { byOldPath: Map<string, string>; queries: RedirectItem[] } {
  const queries: RedirectItem[] = []
  const addresses = new Set([...texts.values()].map(({ address }) => plainPath(address)))
  const byOldPath = new Map<string, string>()
  const field = schemas('UTC').inPages
  const inOrder = [...seen.values()].sort((a, b) => Number(Boolean(a.draft)) - Number(Boolean(b.draft)))
  for (const { key, oldPaths, place, draft } of inOrder) {
    const text = texts.get(key)
    if (!text) continue
    for (const typed of oldPaths) {
      const path = oldPath(typed)
      const isOther = byOldPath.has(path)
      // What was never public had no address that anybody knows.
      if (draft && typed.includes('?') && isOther) continue
      if (!isOther) byOldPath.set(path, text.address)
      if (path === plainPath(text.address)) continue
      if (typed.includes('?')) {
        if (!draft && !isOther) queries.push({ kind: 'redirect', from: path, to: text.address })
      } else if (isOther) {
        if (byOldPath.get(path) !== text.address)
          report.add('left-out', 'old addresses that lead to another text already', place, typed)
      } else if (addresses.has(path) || isOfTheSite(path))
        report.add('left-out', 'old addresses that stand for something else here', place, typed)
      else if (field.safeParse({ redirectFrom: [path] }).success) text.redirectFrom.push(path)
      else report.add('left-out', 'old addresses that no site may have', place, typed)
    }
  }
  return { byOldPath, queries }
}

function withIds(
  named: ReadonlyMap<string, AuthorItem>,
  used: ReadonlyMap<string, Place>,
  {
    name,
    contentDir,
    record,
    host,
  }: { name: string; contentDir: string; record: ImportRecord; host: string },
): Map<string, AuthorItem & { id: string }> {
  const taken = new Set(
    namesIn(join(contentDir, 'authors')).map((file) => file.replace(/\.yml$/, '').normalize('NFC')),
  )
  const authors = new Map<string, AuthorItem & { id: string }>()
  for (const [key, place] of used) {
    const item: AuthorItem = named.get(key) ?? {
      kind: 'author',
      key,
      place,
      name: key.replace(/^([^\s@]+)@\S+\.\S+$/, '$1'),
    }
    // Each old site has its own `admin`.
    const kept = `${name}:author ${[host, key, item.slug].filter(Boolean).join(' ')}`
    const known = /^authors\/(.+)\.yml$/.exec(record.texts.get(kept) ?? '')?.[1]
    const base = short(slugify(item.name)) || short(slugify(item.slug ?? '')) || `author-${authors.size + 1}`
    // One that is there already under this name is most likely the same person.
    const isSame = (id: string) =>
      taken.has(id) && nameIn(join(contentDir, 'authors', `${id}.yml`)) === item.name
    let id = known ?? base
    if (!known)
      for (
        let number = 2;
        (taken.has(id) && !isSame(id)) || [...authors.values()].some((one) => one.id === id);
        number++
      )
        id = `${base}-${number}`
    record.texts.set(kept, `authors/${id}.yml`)
    authors.set(key, { ...item, id })
  }
  return authors
}

function nameIn(file: string): string | undefined {
  return existsSync(file) ? /^name:\s*["']?(.*?)["']?\s*$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
