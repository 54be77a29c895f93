import { type Root, startOf, walk } from '#lib/content/mdx-tree.ts'
import type { Unplaced } from './diagnostic.ts'

/** React renders a part in some 25 µs. Tables and marks are counted before the parser runs, in whose time they count squared. */
const mostParts = 5000
const mostLetters = 400_000
const mostMarks = 2000
const mostLevels = 50

const ruleId = 'article-limit'
const split = 'write it as several articles'
const tooMany = `the article has more than ${mostParts.toLocaleString('en')} parts (paragraphs, links, words in bold, cells), the last of which stands here: ${split}`
export const tooDeep =
  'the article is nested too deeply to be read: use fewer levels of lists, quotations or brackets'

export function outOfBounds(text: string, format: 'mdx' | 'md' = 'mdx'): Unplaced | undefined {
  if (text.length > mostLetters) {
    const message = `the article is longer than ${mostLetters.toLocaleString('en')} letters, which ends here: ${split}`
    return { ruleId, offset: mostLetters, message }
  }
  let parts = 0
  for (const block of blocksOf(text)) {
    if (block.levels > mostLevels) return { ruleId, offset: block.offset, message: tooDeep }
    if (block.cells > mostParts) {
      const message = `this table has more than ${mostParts.toLocaleString('en')} cells: make several tables of it, or offer it as a file`
      return { ruleId, offset: block.offset, message }
    }
    const isHtml = format === 'md' && htmlBlock.test(text.slice(block.offset, block.offset + 20))
    if (block.marks > mostMarks && !isHtml) {
      const message = `this paragraph holds more than ${mostMarks.toLocaleString('en')} signs such as * _ [ < {: divide it by empty lines, or put code between lines of three backticks`
      return { ruleId, offset: block.offset, message }
    }
    parts += 1 + block.cells
    if (parts > mostParts) return { ruleId, offset: block.offset, message: tooMany }
  }
  return undefined
}

export function outOfPage(tree: Root): Unplaced | undefined {
  let parts = 0
  let problem: Unplaced | undefined
  walk(tree, (node, around) => {
    if (node.type !== 'text') parts++
    if (problem) return
    if (around.length > 2 * mostLevels) problem = { ruleId, offset: startOf(node), message: tooDeep }
    if (parts > mostParts) problem = { ruleId, offset: startOf(node), message: tooMany }
  })
  return problem
}

/** Counted before it is parsed: tags that never end are opened again in each paragraph, attributes compared with each other. */
export function tooMuchHtml(parts: readonly { value: string; offset: number }[]): Unplaced | undefined {
  let tags = 0
  let open = 0
  let marks = 0
  for (const { value, offset } of parts) {
    for (const [tag, slash, name = '', inside = ''] of value.matchAll(aTag)) {
      tags++
      if (tags > mostParts) return { ruleId, offset, message: tooMany }
      const bare = inside.replace(/=\s*(?:"[^"]*"|'[^']*')/g, '')
      if (bare.length > mostOfATag) return { ruleId, offset, message: longTag(name) }
      if (isSingle.test(name) || tag.endsWith('/')) continue
      const step = slash ? -1 : 1
      open = Math.max(0, open + step)
      if (open > mostLevels) return { ruleId, offset, message: deepTags(mostLevels) }
      if (!isMark.test(name)) continue
      marks = Math.max(0, marks + step)
      if (marks > mostOpenMarks) return { ruleId, offset, message: deepTags(mostOpenMarks) }
    }
  }
  return undefined
}

const mostOfATag = 4000
/** Those are opened again in each paragraph. */
const mostOpenMarks = 10
const isMark = /^(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/i
const aTag = /<(\/?)([a-z][^\s/>]*)((?:[^>=]+|=\s*(?:"[^"]*"|'[^']*')|=)*)/gi
/** They hold nothing, or end by themselves. */
const isSingle =
  /^(?:area|base|br|col|embed|hr|img|input|li|link|meta|option|p|param|source|td|th|tr|dt|dd|tbody|thead|tfoot|track|wbr)$/i
const longTag = (name: string) =>
  `the tag <${name.slice(0, 20)}> is longer than ${mostOfATag.toLocaleString('en')} letters: leave its attributes out`
const deepTags = (most: number) =>
  `more than ${most} tags are opened within each other, or never closed: close each with </…>, or leave them out`

/** Where the most marks are: the likely reason why a text takes long to read. */
export function heaviestPlace(text: string): number {
  let heaviest = { offset: 0, marks: -1 }
  for (const { offset, marks, cells } of blocksOf(text)) {
    const weight = marks + cells
    if (weight > heaviest.marks) heaviest = { offset, marks: weight }
  }
  return heaviest.offset
}

/** Read as it is up to an empty line: its tags are counted by themselves. */
const htmlBlock =
  /^ {0,3}<\/?(?:blockquote|caption|center|dd|details|div|dl|dt|fig(?:ure|caption)|h[1-6]|li|ol|p|summary|t(?:able|body|d|foot|h|head|r)|ul)[\s/>]/i

type Block = { offset: number; marks: number; cells: number; levels: number }

const mark = /[*_~[\]`<>{}!&@$\\]/g
const before = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/

function* blocksOf(text: string): Generator<Block> {
  let block: Block | undefined
  let fence: string | undefined
  let columns = 0
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    const line = text.slice(start, end)
    const lead = before.exec(line)?.[0] ?? ''
    const rest = line.slice(lead.length).trimEnd()
    const levels = lead.replace(/[ \t]/g, '').length + (lead.match(/^[ \t]*/)?.[0].length ?? 0) / 2
    const mayFence = /^(?:`{3,}|~{3,})/.exec(rest)?.[0]
    const isCode = fence !== undefined
    if (fence === undefined) fence = mayFence
    else if (mayFence?.startsWith(fence) && rest === mayFence) fence = undefined
    const isRule = /^-{3,}$/.test(rest)
    const isNew =
      !rest || isRule || isCode || mayFence !== undefined || /[^ \t>]/.test(lead) || /^#{1,6}[ \t]/.test(rest)
    if (block && isNew) {
      yield block
      block = undefined
      columns = 0
    }
    if (rest && !isRule && !isCode && !mayFence) {
      block ??= { offset: start, marks: 0, cells: 0, levels: 0 }
      block.levels = Math.max(block.levels, levels)
      if (/^[|:\- \t]*$/.test(rest) && rest.includes('-') && rest.includes('|'))
        columns = rest.split('|').length - 1
      // Each row of a table is a paragraph of its own to the parser.
      const marks = line.match(mark)?.length ?? 0
      block.marks = columns ? Math.max(block.marks, marks) : block.marks + marks
      block.cells += columns
    }
    start = end + 1
  }
  if (block) yield block
}
