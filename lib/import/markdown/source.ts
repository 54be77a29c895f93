import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { escapeHtml } from '#lib/escape.ts'
import type { AuthorItem, Body, Item, Source, TextItem } from '../model.ts'
import { plainLine } from '../plain-text.ts'
import type { Outcome, Report } from '../report.ts'
import { translationKeyOf } from './addresses.ts'
import { type Doc, readDocuments } from './documents.ts'
import { oneText, type Person } from './fields.ts'
import { takeFrontMatter } from './front-matter.ts'
import { toHtml } from './html.ts'
import { type Links, linksOf } from './links.ts'
import { type OldSite, openSite, settingOf } from './old-site.ts'
import { keyOf, readPeople } from './people.ts'
import { type Assets, assetsOf } from './pictures.ts'
import type { Tool } from './tool.ts'

/** A folder of Markdown, whatever made a site of it. */
export function markdownSource(folder: string, from: Tool | undefined): Source {
  const site = openSite(folder, from)
  const assets = assetsOf(site)
  const people = readPeople(site)
  /** Of the first look; what is told of bodies comes with the second, which nobody hears. */
  let report: Report | undefined
  let known: { docs: readonly Doc[]; links: Links } | undefined
  const tell = (outcome: Outcome, what: string, file: string, line: number, detail?: string) =>
    report?.add(outcome, what, { file, line }, detail)
  return {
    // Each old site has its own `posts/hello.md`.
    name: site.address ? `markdown ${new URL(site.address).host}` : 'markdown',
    async *items(given) {
      report ??= withPlaces(given, site)
      yield {
        kind: 'site',
        addresses: site.address ? [site.address] : [],
        title: site.title,
        tagline: site.tagline,
        lang: site.lang,
        timeZone: site.timeZone,
      }
      if (!known) {
        const docs = readDocuments(site, report)
        known = { docs, links: linksOf(docs, site, assets.find) }
      }
      const { docs, links } = known
      const authors = new Map<string, AuthorItem>()
      for (const doc of docs) {
        const { expires } = doc.fields
        if (expires && doc.kind === 'article')
          given.add(
            'converted',
            'articles that the old site withdraws at a date, and this one too (expires)',
            {
              file: join(site.root, doc.file),
              line: 1,
            },
          )
        if (doc.draft)
          given.add('converted', `drafts (${doc.draft} in the old site)`, {
            file: join(site.root, doc.file),
            line: 1,
          })
        const named = doc.fields.authors.map((person) => authorOf(person, people, join(site.root, doc.file)))
        for (const author of named)
          if (!authors.has(author.key)) {
            authors.set(author.key, author)
            yield author
          }
        yield textOf(doc, [...new Set(named.map(({ key }) => key))], { site, assets, people, links, tell })
      }
    },
    locate(address, { key }) {
      const found = assets.find(address, key)
      return found && join(site.root, found)
    },
  }
}

function withPlaces({ add }: Report, { root }: OldSite): Report {
  return {
    add: (outcome, what, place, detail) =>
      add(outcome, what, place && { ...place, file: join(root, place.file) }, detail),
  }
}

type Old = {
  site: OldSite
  assets: Assets
  people: ReadonlyMap<string, Person>
  links: Links
  tell: (outcome: Outcome, what: string, file: string, line: number, detail?: string) => void
}

function authorOf(person: Person, people: ReadonlyMap<string, Person>, file: string): AuthorItem {
  const key = keyOf(person.name)
  const known = people.get(key)
  const { name, role, bio, link, picture } = { ...person, ...known }
  return {
    kind: 'author',
    key,
    place: { file },
    name: plainLine(name),
    slug: key,
    role: role && plainLine(role),
    bio: bio && plainLine(bio),
    picture,
    links: link ? [link] : [],
  }
}

function textOf(doc: Doc, authors: string[], old: Old): Item {
  const { fields } = doc
  const item: TextItem = {
    kind: doc.kind,
    key: doc.file,
    place: { file: join(old.site.root, doc.file), line: 1 },
    title: plainLine(doc.title),
    slug: doc.slug,
    date: doc.date,
    updated: fields.updated,
    expires: doc.kind === 'article' ? fields.expires : undefined,
    draft: doc.draft,
    description: fields.description,
    authors,
    topics: fields.topics.map(plainLine),
    image: fields.image && {
      address: pictureOf(fields.image.address, doc, old),
      alt: plainLine(fields.image.alt ?? '') || undefined,
    },
    body: () => bodyOf(doc, old),
    oldPaths: doc.oldPaths,
    lang: doc.lang,
    translationKey: fields.translationKey ?? translationKeyOf(doc.named),
    canonical: fields.canonical,
    series: fields.series,
    featured: fields.featured,
    repliesClosed: fields.repliesClosed,
    replies: [],
  }
  return item
}

/** Read again: no more than one text is held. */
function bodyOf(doc: Doc, old: Old): Body {
  const { data, body, line } = takeFrontMatter(readFileSync(join(old.site.root, doc.file), 'utf8'))
  const variables = new Map<string, string>()
  const variable = (name: string): string | undefined => {
    const bare = name.replace(/^(?:this|frontmatter|frontMatter)\./, 'page.')
    if (variables.has(bare)) return variables.get(bare)
    if (/(?:^|\.)base_?url$/i.test(bare)) return basePath(old.site)
    if (
      /^(?:(?:site|config)\.)?(?:url|relativepermalink|root)$|^(?:rootpath|relroot|pathprefix|get_url)$/i.test(
        bare,
      )
    )
      return ''
    if (/^(?:page|metadata)?\.?title$/i.test(bare)) return doc.title
    const inPage = /^(?:page\.|params\.)?([\w-]+)$/i.exec(bare)?.[1]
    const own = inPage && oneText(data[inPage])
    return own || settingOf(old.site, bare)
  }
  const format = /\.mdx$/i.test(doc.file) ? 'mdx' : /\.html?$/i.test(doc.file) ? 'html' : 'md'
  const html = toHtml(body, format, {
    title: doc.title,
    variable,
    setVariable: (name, value) => void variables.set(name, value),
    refer: (target) => old.links.refer(target, doc),
    person: (key) => old.people.get(keyOf(key))?.name,
    tell: (outcome, what, at, detail) => old.tell(outcome, what, doc.file, line + at - 1, detail),
    link: (href) => old.links.link(href, doc),
    picture: (src) => pictureOf(src, doc, old),
  })
  if (html.html.trim() || doc.kind === 'page') return html
  const { link, description } = doc.fields
  const parts = [
    description && escapeHtml(description),
    link && `<a href="${escapeHtml(link)}">${escapeHtml(doc.title)}</a>`,
  ]
  const shown = parts.filter(Boolean).map((part) => `<p>${part}</p>`)
  old.tell(
    shown.length ? 'converted' : 'to-do',
    'articles without a text',
    doc.file,
    line,
    shown.length ? 'its description and link stand in' : 'write one',
  )
  return { html: shown.join('\n') }
}

function basePath({ address }: OldSite): string {
  return address ? new URL(`${address}/`).pathname.replace(/\/$/, '') : ''
}

/** Each file has an address of its own, so that two articles may each have a `cover.jpg`. */
function pictureOf(address: string, doc: Doc, { site, assets }: Old): string {
  const found = assets.find(address, doc.file)
  if (found) return encodeURI(`/${found}`)
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return address
  if (!site.address) return address
  const base = address.startsWith('/')
    ? new URL(site.address).origin
    : site.address + (doc.oldPaths[0] ?? '/')
  try {
    return new URL(address, base).href
  } catch {
    return address
  }
}
