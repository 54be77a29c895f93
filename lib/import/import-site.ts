import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { topicSlug } from '#lib/content/topic.ts'
import type { MovedReply } from '#lib/replies/reply.ts'
import { site as ownSite } from '#lib/site.ts'
import { type Files, openFiles, type Written } from './files.ts'
import { toMarkdown } from './html.ts'
import { languageTag } from './language.ts'
import type { Tell } from './local.ts'
import { rewritten } from './markdown.ts'
import { openMedia } from './media.ts'
import type { AuthorItem, Source, TextItem } from './model.ts'
import { oneLine } from './plain-text.ts'
import { makePlan, type Plan, type PlannedText } from './plan.ts'
import type { ImportRecord } from './record.ts'
import { deaf, type Report } from './report.ts'
import { siteFile } from './site-file.ts'
import { firstSentences, instantOf, textFile, written } from './text-file.ts'
import { flat } from './threads.ts'

export type Options = {
  contentDir: string
  record: ImportRecord
  report: Report
  isDry: boolean
  pictures?: string | undefined
  isFetching: boolean
  /** IANA name, of the old site; else as the export says or lets see, else this site's. */
  timeZone?: string | undefined
  takeReplies: (replies: readonly MovedReply[]) => Promise<void>
  /** Called now and then. */
  onProgress: (done: number, all: number) => void
}

/** So many texts, or replies, are written together; of a large site more, as the record is written whole each time. */
function atOnceOf(all: number): number {
  return Math.max(200, Math.ceil(all / 20))
}

export async function importSite(source: Source, options: Options): Promise<void> {
  const { contentDir, record, isDry } = options
  const plan = await makePlan(source, options)
  // A run that is killed leaves texts behind: the next one finds them by this.
  if (!isDry) record.save()
  const zone = options.timeZone ?? plan.site.timeZone ?? ownSite.timeZone
  const files = openFiles(contentDir, record, isDry)
  const lang = writeSite(plan, zone, files, options)
  const media = openMedia({ ...options, plan, files, locate: source.locate })
  const context = { ...options, plan, files, zone, lang, media }
  await writeAuthors(context)

  const replies: (MovedReply & { key: string })[] = []
  const texts: (() => void)[] = []
  const done = new Set<string>()
  const atOnce = atOnceOf(plan.texts.size)
  /** First the replies: no page of a running site is made without them. */
  const flush = async () => {
    const some = replies.splice(0)
    await options.takeReplies(some)
    for (const { key } of some) record.replies.add(`${plan.name}:${key}`)
    for (const write of texts.splice(0)) write()
    if (!isDry) record.save()
    options.onProgress(done.size, plan.texts.size)
  }
  for await (const item of source.items(deaf)) {
    if ((item.kind !== 'article' && item.kind !== 'page') || done.has(item.key)) continue
    const text = plan.texts.get(item.key)
    if (!text) continue
    done.add(item.key)
    replies.push(...repliesOf(item, text, context))
    texts.push(await prepared(item, text, context))
    if (replies.length >= 5 * atOnce || texts.length >= atOnce) await flush()
  }
  await flush()
  writeRedirects(context, { isBeside: plan.name !== source.name })
  if (!isDry) record.save()
}

type Context = Options & {
  plan: Plan
  files: Files
  zone: string
  /** Of this site. */
  lang: string
  media: ReturnType<typeof openMedia>
}

/** @returns the language of the site as it is then */
function writeSite(
  { site }: Plan,
  zone: string,
  files: Files,
  { contentDir, report, timeZone }: Options,
): string {
  const known = files.state('site.yml')
  if (existsSync(join(contentDir, 'site.yml')) || known === 'removed') {
    report.add('left-out', 'name, language and time zone of the old site: there is a site.yml already')
    return ownSite.lang
  }
  const isSure = timeZone !== undefined || site.timeZone !== undefined
  const text = siteFile(site, isSure ? zone : undefined, report)
  if (!text) return ownSite.lang
  files.write('site.yml', text)
  report.add(
    'taken',
    'site.yml, from what the old site says of itself',
    undefined,
    text.trim().split('\n').join(', '),
  )
  if (!timeZone && site.timeZone)
    report.add(
      'to-do',
      'time zone, as the dates of the old site let see: see that site.yml has the right one',
      undefined,
      zone,
    )
  return /^lang: "?([\w-]+)/m.exec(text)?.[1] ?? ownSite.lang
}

async function writeAuthors({ plan, files, report, media }: Context): Promise<void> {
  for (const author of plan.authors.values()) {
    const path = `authors/${author.id}.yml`
    const state = files.state(path)
    if (state === 'edited' || state === 'removed') {
      count(report, 'authors', state)
      continue
    }
    const picture = author.picture ? await authorPicture(author, { media }) : undefined
    count(report, 'authors', files.write(path, authorFile(author, picture)))
  }
}

async function authorPicture(
  author: AuthorItem & { id: string },
  { media }: Pick<Context, 'media'>,
): Promise<string | undefined> {
  const { place, key, picture = '' } = author
  const item: TextItem = {
    ...{ kind: 'page', key, place, title: author.name },
    ...{ authors: [], topics: [], oldPaths: [], replies: [] },
    body: () => ({ html: '' }),
  }
  const text = { slug: author.id, path: `authors/${author.id}.md`, address: '', redirectFrom: [] }
  const { src } = await media.picture(picture, item, text)
  return /^(?:https?:)?\/\//.test(src) || !src ? undefined : `${author.id}/${src}`
}

function authorFile({ name, role, bio, links = [] }: AuthorItem, picture: string | undefined): string {
  const good = links.filter((link) => URL.canParse(link) && /^https?:/.test(link))
  const fields = {
    name: oneLine(name) || 'Author',
    ...(role && { role: oneLine(role) }),
    ...(bio && { bio: oneLine(bio) }),
    ...(picture && { picture }),
    ...(good.length && {
      links: Object.fromEntries(good.map((link) => [new URL(link).host.replace(/^www\./, ''), link])),
    }),
  }
  return stringify(fields, { lineWidth: 0 })
}

/** @returns what writes it */
async function prepared(item: TextItem, text: PlannedText, context: Context): Promise<() => void> {
  const { files, report, media } = context
  const what = item.kind === 'article' ? 'articles' : 'pages'
  const state = files.state(text.path)
  if (state === 'edited' || state === 'removed') {
    return () => count(report, what, state, item.title)
  }
  const tell: Tell = (outcome, kind, detail) => report.add(outcome, kind, item.place, detail)
  const find = media.find(item, text)
  const body = item.body(tell)
  const { markdown, lead } =
    'html' in body
      ? await toMarkdown({ ...body, title: item.title }, { find, tell })
      : await rewritten(body.markdown, { find })
  const fields = await fieldsOf(item, text, lead, context)
  const draft = item.draft ?? (markdown.trim() ? undefined : 'texts without words, now drafts')
  if (draft && draft !== item.draft) report.add('converted', draft, item.place, item.title)
  const file = textFile({ ...fields, ...(draft && { draft: true }) }, markdown)
  return () => count(report, what, files.write(text.path, file), item.title)
}

async function fieldsOf(
  item: TextItem,
  text: PlannedText,
  lead: string,
  { plan, zone, lang, media, report }: Context,
): Promise<Record<string, unknown>> {
  const date = instantOf(item.date, zone) ?? statSync(item.place.file).mtimeMs
  const updated = instantOf(item.updated, zone)
  const expires = instantOf(item.expires, zone)
  const title =
    oneLine(item.title) || firstWords(lead) || `${item.kind === 'page' ? 'Page' : 'Article'} without a title`
  if (!item.title)
    report.add('converted', 'texts without a title, now called by their first words', item.place, title)
  const own = languageTag(item.lang) ?? languageTag(plan.site.lang) ?? lang
  const common = {
    title,
    description: item.description || firstSentences(lead || title, own),
  }
  const after = {
    redirectFrom: text.redirectFrom,
    ...(own !== lang && { lang: own }),
  }
  const isLater = updated !== undefined && updated - date > 86_400_000 && updated <= Date.now()
  const updatedField = isLater ? { updated: written(updated, zone) } : {}
  if (item.kind === 'page') return { ...common, ...updatedField, ...after }
  const image = item.image && (await media.picture(item.image.address, item, text))
  const hasImage = image !== undefined && image.src !== '' && !/^(?:https?:)?\/\//.test(image.src)
  const authors = item.authors.flatMap((key) => plan.authors.get(key)?.id ?? [])
  const topics = [...new Map(item.topics.map((label) => [topicSlug(label), oneLine(label)])).entries()]
  const alt = item.image?.alt || image?.alt
  if (hasImage && !alt)
    report.add(
      'to-do',
      'pictures of articles that are described by the title alone: write imageAlt',
      item.place,
      title,
    )
  return {
    ...common,
    date: written(date, zone),
    ...updatedField,
    author: authors.length > 1 ? [...new Set(authors)] : authors[0],
    topics: topics.filter(([slug]) => slug).map(([, label]) => label),
    ...(hasImage && { image: image.src, imageAlt: oneLine(alt ?? '') || title }),
    ...(item.featured && { featured: true }),
    canonical: item.canonical,
    series: item.series,
    ...(item.repliesClosed && { replies: 'closed' }),
    ...(expires !== undefined && { expires: written(expires, zone) }),
    ...after,
    ...(text.translations && { translations: text.translations }),
  }
}

function repliesOf(item: TextItem, { slug }: PlannedText, { plan, record, report, zone }: Context) {
  if (item.kind === 'page') {
    for (const { place } of item.replies)
      report.add('left-out', 'comments on pages, which take no replies here', place, item.title)
    return []
  }
  const all = flat(item.replies, { article: slug, zone, source: plan.name })
  const fresh = all.filter(({ key }) => !record.replies.has(`${plan.name}:${key}`))
  for (const { key } of all) {
    const place = item.replies.find((reply) => reply.key === key)?.place
    const isKnown = record.replies.has(`${plan.name}:${key}`)
    report.add(
      'taken',
      isKnown ? 'replies that an earlier import brought, as they are now' : 'replies',
      isKnown ? undefined : place,
      isKnown ? undefined : item.title,
    )
  }
  return fresh
}

/** Of lists: those of texts stand in the texts. @param isBeside another old site of this address had them first */
function writeRedirects(
  { plan, files, report, contentDir }: Context,
  { isBeside }: { isBeside: boolean },
): void {
  if (!plan.redirects.length) return
  const state = files.state('redirects.yml')
  if (
    state === 'edited' ||
    state === 'removed' ||
    (state === 'free' && existsSync(join(contentDir, 'redirects.yml')))
  ) {
    report.add('left-out', 'old addresses of lists: there is a redirects.yml of your own')
    return
  }
  const there: unknown =
    state === 'ours' ? parse(readFileSync(join(contentDir, 'redirects.yml'), 'utf8')) : {}
  const all = new Map(Object.entries(typeof there === 'object' && there !== null ? there : {}))
  for (const { from, to } of plan.redirects) {
    const known: unknown = all.get(from)
    if (isBeside && known !== undefined && known !== to)
      report.add('left-out', 'old addresses that lead to another text already', undefined, from)
    else {
      all.set(from, to)
      report.add(
        'taken',
        'old addresses of lists, and those with a query (redirects.yml)',
        undefined,
        `${from} → ${to}`,
      )
    }
  }
  files.write('redirects.yml', stringify(Object.fromEntries(all), { lineWidth: 0 }))
}

const outcomes: Readonly<Record<Written, string>> = {
  new: '',
  same: ', here already and the same',
  changed: ', written anew as the export has changed',
  edited: ', changed here since and left as they are',
  removed: ', removed here since and left away',
}

function count(report: Report, what: string, state: Written | 'edited' | 'removed', detail?: string): void {
  const isLeft = state === 'edited' || state === 'removed'
  report.add(isLeft ? 'left-out' : 'taken', what + outcomes[state], undefined, isLeft ? detail : undefined)
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/\s+\S*$/, '')}…`
}
