import type { Article, Page } from '#lib/content/article.ts'
import { stateOf } from '#lib/content/article-state.ts'
import { anchorsOf, type Document, type Mention } from '#lib/content/document.ts'
import { isDownload } from '#lib/content/downloads.ts'
import { addressOf, slugIn, textFiles } from '#lib/content/file-paths.ts'
import { placesAt } from '#lib/content/file-places.ts'
import { futureDates } from '#lib/content/future-dates.ts'
import { isOfTheSite } from '#lib/routes.ts'
import { redirectByQuery, redirectFrom } from '../organisation/redirects.ts'
import { plainPath } from '../path.ts'
import { slugify } from '../slug.ts'
import type { Snapshot } from '../snapshot.ts'
import { labelKey, topicSlug } from '../topic.ts'
import { type Addresses, deadLink, noAnchors, type Standing } from './dead-links.ts'
import { type Diagnostic, diagnostic } from './diagnostic.ts'
import { fileLink } from './file-links.ts'
import { frontProblem } from './front-problem.ts'

type AddressBook = {
  movedTo(path: string): string | undefined
  movedByQuery(path: string, query: string): { to: string; query: string } | undefined
  /** Warnings only: otherwise the removal of one page would take others with it. */
  crossFileDiagnostics(path: string, document: Document): Diagnostic[]
}

type Label = { label: string; slug: string }

type World = Pick<
  Snapshot,
  | 'now'
  | 'documents'
  | 'pictures'
  | 'authors'
  | 'articles'
  | 'pages'
  | 'listings'
  | 'redirects'
  | 'organisation'
> & { shown: (path: string) => string }

export function createAddressBook(world: World): AddressBook {
  const { documents, articles, pages, authors, redirects, now } = world
  const topics = world.listings.topic
  const namesTopic = (slug: string) => topics.get(slug)?.at(-1)

  const addresses: Addresses = {
    at(path) {
      const standing = ownStanding(path)
      if (standing && standing.state !== 'broken') return standing
      const to = leadsTo(path)
      return to ? { state: 'moved', to } : standing
    },
    *known() {
      for (const slug of articles.keys()) yield `/articles/${slug}`
      for (const slug of pages.keys()) yield `/${slug}`
      for (const id of authors.keys()) yield `/authors/${id}`
      for (const slug of topics.keys()) yield `/topics/${slug}`
    },
    hasPicture: (path) => world.pictures.has(path),
    *downloads() {
      for (const path of documents.keys()) if (isDownload(documents, path)) yield path
    },
    isDownload: (place) => isDownload(documents, place),
  }

  function ownStanding(path: string): Standing | undefined {
    const [, section = '', name = '', ...more] = path.split('/')
    if (more.length) return undefined
    if (section === 'articles' && name) return textStanding(`articles/${name}`, articles.get(name))
    if (section === 'topics' && name)
      return topics.has(name) ? { state: 'here', anchors: noAnchors } : undefined
    if (section === 'authors' && name)
      return authors.has(name) ? { state: 'here', anchors: noAnchors } : undefined
    return name || !section ? undefined : textStanding(`pages/${section}`, pages.get(section))
  }

  function textStanding(stem: string, item: Article | Page | undefined): Standing | undefined {
    if (!item) return textFiles(stem).some((path) => documents.has(path)) ? { state: 'broken' } : undefined
    const state = stateOf(item, now)
    return state === 'here' ? { state, anchors: () => anchorsOf(item.body) } : { state }
  }

  function movedTo(path: string, passed: readonly string[] = []): string | undefined {
    for (const by of redirects.get(path) ?? []) {
      if (by.startsWith('pages/')) {
        const page = pages.get(slugIn(by))
        if (page && !page.draft && `/${page.slug}` !== path) return `/${page.slug}`
      } else {
        const article = articles.get(slugIn(by))
        // One that has its first address again claims that one too.
        if (`/articles/${slugIn(by)}` === path) continue
        if (article && ['here', 'expired'].includes(stateOf(article, now))) return `/articles/${article.slug}`
      }
    }
    const [, slug = '', below = ''] = /^\/topics\/([^/]+)(\/.+)?$/.exec(path) ?? []
    const topic = slug && topicMeant(slug)
    if (topic) return `/topics/${topic}${below}`
    const to = redirectFrom(world.organisation.redirects, path)
    return to && !passed.includes(path) ? inOneStep(to, [...passed, path]) : undefined
  }

  /** One that comes back to itself leads nowhere: browsers would keep that answer for good. */
  function leadsTo(path: string): string | undefined {
    const to = movedTo(path)
    return to !== undefined && plainPath(to) === path ? undefined : to
  }

  /** Where an address leads that may itself be one of before. */
  function inOneStep(to: string, passed: readonly string[] = []): string {
    const path = plainPath(to)
    return ownStanding(path) ? to : (movedTo(path, passed) ?? to)
  }

  /** Spelled otherwise, or as it was when signs were left out. */
  function topicMeant(slug: string): string | undefined {
    if (namesTopic(slug)) return undefined
    const typed = topicSlug(slug)
    if (namesTopic(typed)) return typed
    for (const key of [...topics.keys()].sort()) {
      const label = namesTopic(key)?.topics.find((topic) => topic.slug === key)?.label
      if (label && /[+#♯.]/.test(label) && slugify(label) === slug) return key
    }
    return undefined
  }

  function redirectProblem(from: string, path: string, document: Document): string | undefined {
    const own = addressOf(path)
    if (from === plainPath(own) && !isRenamedBack(own, document))
      return `"${from}" is this page's own address: it would lead to itself for ever`
    const file = placesAt(from).find((place) => isDownload(documents, place))
    if (file)
      return `"${from}" is the address of the file ${world.shown(file)}: a redirect from there is never reached`
    if (isOfTheSite(from) && !placesAt(from).length)
      return `"${from}" belongs to the site itself: a redirect from there is never reached`
    if (from === plainPath(own) || isNewer(from, document)) return undefined
    if (ownStanding(from))
      return `"${from}" is the address of a page that stands here: a redirect would hide it`
    const [first] = redirects.get(from) ?? []
    if (first && first !== path)
      return `"${from}" leads to ${world.shown(first)} already: an old address can lead to one page only`
    return undefined
  }

  /** Labels that look different and have one address would be one topic without a word. */
  function labelProblem({ label, slug }: Label, path: string, others: readonly Label[]): string | undefined {
    const differs = (other: string | undefined): other is string =>
      other !== undefined && labelKey(other) !== labelKey(label)
    const beside = others.find((other) => other.slug === slug && differs(other.label))
    if (beside)
      return `the topics "${beside.label}" and "${label}" have one address, /topics/${slug}: keep one of them, or tell them apart in words`
    const first = namesTopic(slug)
    const theirs = first?.topics.find((topic) => topic.slug === slug)?.label
    if (!first || first.file === path || !differs(theirs)) return undefined
    return `the topic "${label}" has the address /topics/${slug} of "${theirs}" in ${world.shown(first.file)}, and is one topic with it: write "${theirs}" here too, or tell the two apart in words`
  }

  /** Back at its first address an article lists it too: feeds know it by the first of the list. */
  function isRenamedBack(own: string, document: Document): boolean {
    const named = document.kind === 'article' ? (document.named?.redirectFrom ?? []) : []
    return named.some(({ to }) => to.startsWith('/articles/') && !ownStanding(to) && movedTo(to) === own)
  }

  /** A later article has been given the address, which this one had before it. */
  function isNewer(from: string, document: Document): boolean {
    const slug = /^\/articles\/([^/]+)$/.exec(from)?.[1] ?? ''
    const there = articles.get(slug)?.date.at
    const own = document.kind === 'article' ? document.fields?.date.at : undefined
    return own !== undefined && there !== undefined && own < there
  }

  return {
    movedTo: leadsTo,
    movedByQuery(path, query) {
      const found = redirectByQuery(world.organisation.redirects, path, query)
      return found && { ...found, to: inOneStep(found.to) }
    },
    crossFileDiagnostics(path, document) {
      if (document.kind === 'site' || document.kind === 'redirects' || document.kind === 'front')
        return [
          ...(document.links ?? []).flatMap(({ to, ...place }) => {
            const message = deadLink(to, '/', noAnchors, addresses)
            return message ? [diagnostic('dead-link', place, message)] : []
          }),
          ...(document.named ?? []).flatMap(({ kind, to, ...place }) => {
            const message = frontProblem({ kind, to }, { addresses, listings: world.listings })
            const rule = document.kind === 'front' ? 'front-section' : 'dead-link'
            return message ? [diagnostic(rule, place, message)] : []
          }),
        ]
      if (document.kind !== 'article' && document.kind !== 'page') return []
      const { body, named } = document
      const diagnostics: Diagnostic[] = futureDates(document, now)
      const anchors = body ? () => anchorsOf(body) : noAnchors
      const link = ({ to, ...place }: Mention) => {
        const file = fileLink(to, path, { addresses, pictures: world.pictures })
        const message = file ? file.problem : deadLink(to, addressOf(path), anchors, addresses)
        if (message) diagnostics.push(diagnostic('dead-link', place, message))
      }
      for (const mention of body?.links ?? []) link(mention)
      const old = new Set<string>()
      for (const { to, ...place } of named?.redirectFrom ?? []) {
        const message = old.has(to) ? `"${to}" stands here twice` : redirectProblem(to, path, document)
        if (message) diagnostics.push(diagnostic('redirect', place, message))
        old.add(to)
      }
      for (const mention of named?.translations ?? []) link(mention)
      const labels: Label[] = []
      for (const { to, ...place } of named?.topics ?? []) {
        const label = { label: to, slug: topicSlug(to) }
        const message = labelProblem(label, path, labels)
        if (message) diagnostics.push(diagnostic('topic-label', place, message))
        labels.push(label)
      }
      return diagnostics
    },
  }
}
