import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Element, ElementContent, Root as Page, RootContent } from 'hast'
import { isTag, type Nodes, type Root, textOf, valueIn, walk } from './mdx-tree.ts'

/** What a search looks through. */
export type PlainText = {
  /** As a reader reads it, a line for each block. */
  text: string
  /** What stands beside it: programs, and what is said of pictures and boxes. */
  aside: string
}

const blocks: ReadonlySet<string> = new Set([
  ...['paragraph', 'heading', 'tableCell', 'break', 'defListTerm', 'defListDescription', 'mdxJsxFlowElement'],
])
/** What components show of their attributes. */
const shown = ['title', 'caption', 'alt', 'cite', 'credit']

/** @param page where HTML stands in the text: what it is as a page */
export function plainText(tree: Root, page?: Page): PlainText {
  const text: string[] = []
  const aside: string[] = []
  if (page) for (const child of page.children) readPage(child, text, aside)
  else walk(tree, (node) => readNode(node, text, aside))
  return { text: tidy(text.join('')), aside: tidy(aside.join('\n')) }
}

function readNode(node: Nodes, text: string[], aside: string[]): void {
  if (blocks.has(node.type)) text.push('\n')
  if (isTag(node))
    for (const one of node.attributes)
      if (one.type === 'mdxJsxAttribute' && shown.includes(one.name)) aside.push(String(valueIn(one) ?? ''))
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'mdxTextExpression':
    case 'mdxFlowExpression':
      text.push(textOf(node))
      return
    case 'code':
      aside.push(node.value)
      return
    case 'image':
    case 'imageReference':
      aside.push(node.alt ?? '')
  }
}

function readPage(node: ElementContent | RootContent, text: string[], aside: string[]): void {
  if (node.type === 'text') text.push(node.value)
  if (node.type !== 'element' || isOfNotes(node)) return
  const { tagName, properties, children } = node
  if (tagName === 'img') aside.push(String(properties.alt ?? ''))
  if (tagName === 'pre') {
    const code: string[] = []
    for (const child of children) readPage(child, code, aside)
    aside.push(code.join(''))
    return
  }
  const isBlock = !phrases.test(tagName)
  if (isBlock) text.push('\n')
  for (const child of children) readPage(child, text, aside)
  if (isBlock) text.push('\n')
}

const phrases =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|ruby|rb|rt|rp|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/

/** Marks of notes say nothing. */
export function isOfNotes({ properties }: Element): boolean {
  return (
    properties.dataFootnoteBackref !== undefined ||
    properties.dataFootnoteRef !== undefined ||
    properties.id === 'footnote-label'
  )
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** Others may follow it: see `unpackedAll`. */
export function packed({ text, aside }: PlainText): Uint8Array {
  const plain = [text, aside].map((part) => `${part.replaceAll(end, ' ')}${end}`).join('')
  // A copy: what zlib gives is a view of a much larger buffer.
  return new Uint8Array(deflateRawSync(plain, { level: 9, finishFlush }))
}

export function unpacked(bytes: Uint8Array): PlainText {
  const [plain = { text: '', aside: '' }] = unpackedAll([bytes])
  return plain
}

/** At once: what zlib needs for each takes longer to make than the text, and outlives the small collections. */
export function unpackedAll(some: readonly Uint8Array[]): PlainText[] {
  const parts = inflateRawSync(Buffer.concat(some), { finishFlush, chunkSize }).toString().split(end)
  return some.map((_, at) => ({ text: parts[2 * at] ?? '', aside: parts[2 * at + 1] ?? '' }))
}

const end = '\0'
/** Whole bytes, and no mark of an end. */
const finishFlush = constants.Z_SYNC_FLUSH
/** The last piece outlives the small collections as well. */
const chunkSize = 2_048
