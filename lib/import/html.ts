import type { Root } from 'hast'
import type { Root as Markdown, RootContent } from 'mdast'
import { toString as wordsOf } from 'mdast-util-to-string'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { cleaned } from './clean.ts'
import { addressesIn, showLinkedPictures } from './html-addresses.ts'
import { handlers, inlineHtml } from './html-handlers.ts'
import { withMarkedParagraphs, withParagraphs } from './lines.ts'
import type { Finder, Found, Tell } from './local.ts'
import { withHeadings, withLinkedAddresses } from './markdown-tree.ts'
import { takeNotes } from './notes.ts'

const parser = unified().use(rehypeParse, { fragment: true }).freeze()

const toTree = unified().use(rehypeRemark, { document: true, handlers }).freeze()

const style = { bullet: '-', emphasis: '_', rule: '-', listItemIndent: 'one', fences: true } as const

const writer = unified()
  .use(remarkGfm, { singleTilde: false, tablePipeAlign: false })
  .use(remarkStringify, style)
  .freeze()

/** Signs that this site, or a template, would take for its own. */
const literalWriter = unified()
  .use(remarkGfm, { singleTilde: false, tablePipeAlign: false })
  .use(remarkStringify, {
    ...style,
    unsafe: [
      { character: '{', after: String.raw`[{%#:.\w]`, inConstruct: 'phrasing' },
      { character: '<', after: '%', inConstruct: 'phrasing' },
      { character: ':', atBreak: true },
      // WordPress shows these four as the smileys that they name.
      {
        character: ':',
        before: '^|[^a-zA-Z0-9:/]',
        after: '(?!(?:cry|grin|smile|wink):)[a-z\\d_+-]+:',
        inConstruct: 'phrasing',
      },
      { character: '!', after: '!!', atBreak: true },
      { character: 'i', after: String.raw`mport\s[^\n]+\sfrom\s+["']`, atBreak: true },
    ],
  })
  .freeze()

export type Converted = { markdown: string; lead: string }

type HtmlText = {
  html: string
  /** Paragraphs and breaks are those of the lines, as old editors wrote them. */
  isLines?: boolean | undefined
  notes?: readonly { key: string; html: string }[] | undefined
  isLiteral?: boolean | undefined
  /** A heading that only repeats it is dropped. */
  title: string
}

/** Markdown, with HTML only where Markdown has no sign for it; and the words of its first paragraph. */
export async function toMarkdown(
  text: HtmlText,
  { find, tell }: { find: Finder; tell: Tell },
): Promise<Converted> {
  const main = parse(text.html, text.isLines)
  const all = [
    ...(text.notes ?? []).map(({ key, html }) => ({ key, tree: parse(html, false) })),
    ...takeNotes(main),
  ]
  showLinkedPictures(main)
  const trees = [main, ...all.map(({ tree }) => tree)]
  const found = await find(addressesIn(trees))
  const [body, ...notes] = trees.map((tree) => converted(tree, found, tell))
  if (!body) return { markdown: '', lead: '' }
  const definitions = all.map(({ key }, index): RootContent => {
    const children = (notes[index]?.children ?? []) as Extract<
      RootContent,
      { type: 'footnoteDefinition' }
    >['children']
    return { type: 'footnoteDefinition', identifier: key, label: key, children }
  })
  const tree: Markdown = {
    ...body,
    children: [...withHeadings(body.children, text.title, tell), ...definitions],
  }
  if (text.isLiteral) escapeHtmlSigns(tree)
  return { markdown: (text.isLiteral ? literalWriter : writer).stringify(tree).trim(), lead: leadOf(tree) }
}

/** Lint tells them of any system: lib/content/lint/leftovers.ts. */
const bracketed =
  /(?<=@)\[|\[(?=[[!]|\/?(?:audio|caption|contact-form-7|embed|gallery|playlist|toc|video|vimeo|youtube)\b)/gi

function escapeHtmlSigns(node: Markdown | RootContent): void {
  // The braces of a component are its own.
  if (node.type === 'html' && !node.value.startsWith('::'))
    node.value = node.value.replace(/\{(?=[{%#:.\w])/g, '&#123;').replace(bracketed, '&#91;')
  if ('children' in node) for (const child of node.children) escapeHtmlSigns(child)
}

function parse(html: string, isLines: boolean | undefined): Root {
  const tree = parser.parse(html)
  return isLines ? withParagraphs(tree) : withMarkedParagraphs(tree)
}

function converted(tree: Root, found: Found, tell: Tell): Markdown {
  const mdast = toTree.runSync(cleaned(tree, found, tell)) as unknown as Markdown
  return withLinkedAddresses(inlineHtml(mdast))
}

/** Long enough to say something; else the longest there is. */
export function leadOf({ children }: Markdown): string {
  const texts = children.filter(
    (node) => node.type === 'paragraph' || node.type === 'blockquote' || node.type === 'list',
  )
  const all = texts.map((node) =>
    wordsOf(node)
      .replace(/<[^>]*>/g, '')
      .trim(),
  )
  return all.find((text) => text.length > 40) ?? all.sort((a, b) => b.length - a.length)[0] ?? ''
}
