import type { BlockContent, PhrasingContent, Root } from 'mdast'
import rehypeParse from 'rehype-parse'
import rehypeRemark, { type Options } from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { plainPath } from '#lib/pictures/widths.ts'
import { formatDay } from '#lib/time/format.ts'
import type { Moment } from '#lib/time/moment.ts'
import { words } from '#lib/words/words.ts'
import type { Article, Page } from './article.ts'
import { outsideHtml } from './feed-text.ts'
import { reviewIn } from './review.ts'

/** What opens by a click stands open; its line is set off from the text. */
const handlers: NonNullable<Options>['handlers'] = {
  summary: (state, node) => ({
    type: 'paragraph',
    children: [{ type: 'strong', children: state.all(node) as PhrasingContent[] }],
  }),
}

const reader = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark, { document: true, handlers })
  .freeze()

const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: '-', emphasis: '_', rule: '-', listItemIndent: 'one', fences: true })
  .freeze()

type Place = {
  siteUrl: string
  /** Canonical. */
  url: string
}

/** An article without front matter: title, standfirst, byline, address, picture and text. @param html of its feed */
export function articleMarkdown(article: Article, html: string, { siteUrl, url }: Place): string {
  const { title, image, path } = article
  const picture: PhrasingContent[] = image
    ? [{ type: 'image', url: siteUrl + plainPath(image.path), alt: image.alt }]
    : []
  const head = [standfirst(article), [text(byline(article))], [address(url)], picture]
  return written(title, head, outsideHtml(html, siteUrl + path))
}

/** A page in the same form. */
export function pageMarkdown(page: Page, html: string, { siteUrl, url }: Place): string {
  return written(page.title, [standfirst(page), [address(url)]], outsideHtml(html, siteUrl + page.path))
}

function written(title: string, head: readonly PhrasingContent[][], html: string): string {
  const body = reader.runSync(reader.parse(html)) as unknown as Root
  const paragraphs = head
    .filter((children) => children.length)
    .map((children): BlockContent => ({ type: 'paragraph', children }))
  const heading: BlockContent = { type: 'heading', depth: 1, children: [text(title)] }
  return writer.stringify({ type: 'root', children: [heading, ...paragraphs, ...body.children] })
}

/** Not one that is made of the first sentences: they follow. */
function standfirst({ description, isOpening }: Article | Page): PhrasingContent[] {
  return description && !isOpening ? [text(description)] : []
}

function byline(article: Article): string {
  const { authors, date, updated, lang } = article
  const t = words(lang)
  const listed = (people: readonly { name: string }[]) => t.list(people.map(({ name }) => name)).join('')
  const names = listed(authors)
  const on = (moment: Moment) => ({ day: () => formatDay(moment.day, t.lang) })
  const review = reviewIn(article, t, { people: listed, day: ({ day }) => formatDay(day, t.lang) })
  const parts = [
    ...(names ? [t.rich('byline.by', { authors: () => names })] : []),
    [formatDay(date.day, t.lang)],
    ...(updated ? [t.rich('byline.updated', on(updated))] : []),
    ...(review ? [review] : []),
  ]
  return parts.map((part) => part.join('')).join(' · ')
}

function text(value: string): PhrasingContent {
  return { type: 'text', value }
}

function address(url: string): PhrasingContent {
  return { type: 'link', url, children: [text(url)] }
}
