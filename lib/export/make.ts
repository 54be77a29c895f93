import { createWriteStream } from 'node:fs'
import { chmod, mkdir, symlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { feedHtml } from '#components/article-body/feed-html.ts'
import { copySteadily, dataIn, type LeftOut, listContent, type Place, reasonOf } from '#lib/backup/content.ts'
import type { Article, Page } from '#lib/content/article.ts'
import type { Context } from '#lib/context.ts'
import { enquiriesAsCsv } from '#lib/enquiries/csv.ts'
import { everyEnquiry } from '#lib/enquiries/queries.ts'
import { messageOf } from '#lib/errors.ts'
import { repliesAsCsv } from '#lib/replies/csv.ts'
import { everyReply } from '#lib/replies/queries.ts'
import type { DeskReply } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { type WxrItem, wordpressXml } from './wxr.ts'

export type Exported = {
  files: number
  articles: number
  pages: number
  replies: number
  enquiries: number
  /** Of the content folder. */
  leftOut: LeftOut[]
  /** Not in `wordpress.xml`, with the reason. */
  unwritten: { file: string; reason: string }[]
  /** Whose article is not there any more: not in `wordpress.xml`. */
  homeless: number
}

type ExportDeps = Pick<Context, 'db' | 'now' | 'library'> & { place: Place; siteUrl: string }

/** @param folder there is nothing in it yet, or it is not there @throws when something cannot be read or written */
export async function makeExport(deps: ExportDeps, folder: string): Promise<Exported> {
  await mkdir(folder, { recursive: true })
  const content = await copyContent(deps.place, join(folder, 'content'))
  const written = { articles: 0, pages: 0, replies: 0, inWordpress: 0, enquiries: 0 }
  const unwritten: Exported['unwritten'] = []
  const write = (name: string, text: Iterable<string> | AsyncIterable<string>) =>
    pipeline(Readable.from(text), createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }))

  await write('replies.json', jsonOf(counted(repliesFor(deps), () => written.replies++)))
  await write(
    'replies.csv',
    repliesAsCsv(everyReply(deps), site.timeZone, (reply) => addressOf(reply, deps)),
  )
  await write('enquiries.json', jsonOf(counted(enquiriesFor(deps), () => written.enquiries++)))
  await write('enquiries.csv', [await enquiriesAsCsv(deps, { filter: 'all' }, '', site.timeZone)])
  const items = counted(itemsOf(deps, unwritten), ({ item, replies }) => {
    written['topics' in item ? 'articles' : 'pages']++
    written.inWordpress += replies.length
  })
  const place = { ...siteNow(), siteUrl: deps.siteUrl, now: deps.now() }
  await write('wordpress.xml', wordpressXml(place, deps.library.authors(), items))

  const { inWordpress, ...counts } = written
  return { ...content, ...counts, unwritten, homeless: counts.replies - inWordpress }
}

function siteNow() {
  const { name, description, lang, timeZone } = site
  return { name, description, lang, timeZone }
}

async function copyContent(place: Place, to: string): Promise<Pick<Exported, 'files' | 'leftOut'>> {
  const { files, folders, links, leftOut } = await listContent(place.contentDir, await dataIn(place))
  for (const { path } of folders) await mkdir(join(to, path), { recursive: true })
  const failed: LeftOut[] = []
  for (const name of files) {
    const target = join(to, name)
    try {
      const { mode, mtime } = await copySteadily(join(place.contentDir, name), target)
      await chmod(target, mode)
      await utimes(target, mtime, mtime)
    } catch (error) {
      failed.push({ name, reason: reasonOf(error), isLoss: true })
    }
  }
  for (const { path, to: target } of links) {
    await mkdir(dirname(join(to, path)), { recursive: true })
    await symlink(target, join(to, path))
  }
  return { files: files.length - failed.length, leftOut: [...leftOut, ...failed] }
}

/** Times as ISO 8601 in UTC, the address of the article as it is now. */
async function* repliesFor(deps: ExportDeps): AsyncGenerator<object> {
  for await (const reply of everyReply(deps)) {
    const { id, status, name, email, website, comment, createdAt, decidedAt, decidedBy, reasons } = reply
    yield {
      ...{ id, article: addressOf(reply, deps), status, name, email, website, comment, reasons },
      ...{ createdAt: iso(createdAt), decidedAt: iso(decidedAt), decidedBy },
      answers: reply.answers.map(({ id, text, by, createdAt }) => ({
        ...{ id, text, by, createdAt: iso(createdAt) },
      })),
      history: reply.history.map(({ at, ...event }) => ({ at: iso(at), ...event })),
    }
  }
}

async function* enquiriesFor(deps: ExportDeps): AsyncGenerator<object> {
  for await (const { createdAt, dueAt, answeredAt, decidedAt, history, version, ...own } of everyEnquiry(
    deps,
  ))
    yield {
      ...own,
      ...{ createdAt: iso(createdAt), dueAt: iso(dueAt) },
      ...{ answeredAt: iso(answeredAt), decidedAt: iso(decidedAt) },
      history: history.map(({ at, ...event }) => ({ at: iso(at), ...event })),
    }
}

function addressOf({ article }: Pick<DeskReply, 'article'>, { library }: ExportDeps): string {
  return library.keeping(article)?.path ?? `/articles/${article}`
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}

/** Articles newest first, then pages. What cannot be rendered is told, and all others are written. */
async function* itemsOf(deps: ExportDeps, unwritten: Exported['unwritten']): AsyncGenerator<WxrItem> {
  const { library } = deps
  const states = new Map<Article | Page, WxrItem['state']>(
    library.everything().map(({ article, state }) => [article, state]),
  )
  const files = library.files()
  const pages = files.flatMap(({ item }) => (item && !('topics' in item) ? item : []))
  for (const page of pages) states.set(page, page.draft ? 'draft' : 'here')
  for (const { file, item } of files)
    if (!item && /\.mdx?$/.test(file))
      unwritten.push({ file, reason: 'it has errors: npm run article -- check' })
  for (const [item, state] of states) {
    const rendered = await feedHtml(await library.body(item), item.lang).then(
      (html) => ({ html }),
      (error: unknown) => ({ reason: messageOf(error) }),
    )
    if ('reason' in rendered) unwritten.push({ file: item.path, reason: rendered.reason })
    else yield { item, state, html: rendered.html, replies: await repliesUnder(item, deps) }
  }
}

async function repliesUnder(item: Article | Page, deps: ExportDeps): Promise<WxrItem['replies']> {
  if (!('topics' in item)) return []
  const replies: DeskReply[] = []
  for await (const reply of everyReply(deps, deps.library.identity(item).keys)) replies.push(reply)
  return replies.sort((one, other) => one.createdAt - other.createdAt)
}

async function* jsonOf(items: AsyncIterable<object>): AsyncGenerator<string> {
  yield '['
  let before = '\n'
  for await (const item of items) {
    yield before + JSON.stringify(item, null, 1)
    before = ',\n'
  }
  yield '\n]\n'
}

async function* counted<Item>(items: AsyncIterable<Item>, count: (item: Item) => void): AsyncGenerator<Item> {
  for await (const item of items) {
    count(item)
    yield item
  }
}
