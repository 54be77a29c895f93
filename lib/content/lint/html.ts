import type { Parents } from '#lib/content/mdx-tree.ts'
import { insteadOfElement } from '../elements.ts'

/** Plain Markdown lets HTML through unchecked: only comments may stand, and they are left out of the page. */
export function htmlProblem(
  html: string,
  around: readonly Parents[],
  mayRename: () => boolean,
): string | undefined {
  const rest = html.replace(/<!--[\s\S]*?-->/g, '').trim()
  if (rest === '') return undefined
  const tag = /^<\/?([a-z][\w-]*)/i.exec(rest)?.[1]
  if (!tag)
    return rest.startsWith('<!--')
      ? 'the comment that <!-- opens is never closed: end it with -->'
      : `the text "${firstWords(rest)}" on the line of a comment would be lost: put it on a line of its own`
  if (tag.toLowerCase() === 'br') return breakProblem(around)
  const rename = mayRename() ? ', or rename the file to .mdx, where it may stand' : ''
  return `HTML does not stand in an .md file, found ${firstWords(rest)}: ${asMarkdown(tag)}${rename}`
}

function breakProblem(around: readonly Parents[]): string {
  const is = (type: Parents['type']) => around.some((one) => one.type === type)
  const what = 'HTML does not stand in an .md file:'
  if (is('tableCell'))
    return `${what} a cell is one line, so write a comma in place of <br>, or a row for each`
  if (is('heading')) return `${what} a heading is one line, so leave <br> out`
  return `${what} for a line break write a backslash (\\) in place of <br>, and go on in the next line`
}

function asMarkdown(tag: string): string {
  const name = tag.toLowerCase()
  if (Object.hasOwn(inMarkdown, name)) return inMarkdown[name] ?? ''
  return insteadOfElement(name) ?? 'leave the tags out and keep the text'
}

const picture = 'write ![what it shows](picture.jpg)'
const emphasis = 'write *text*'
const strong = 'write **text**'
const code = 'write `text`'
const table = 'write a table with | between its cells, and | --- | below its head'

const inMarkdown: Readonly<Record<string, string>> = {
  a: 'write [text](address)',
  b: strong,
  strong,
  em: emphasis,
  i: emphasis,
  cite: emphasis,
  code,
  kbd: code,
  samp: code,
  tt: code,
  del: 'write ~~text~~',
  s: 'write ~~text~~',
  strike: 'write ~~text~~',
  hr: 'write --- between two empty lines',
  img: picture,
  figure: picture,
  figcaption: 'write the caption as a paragraph below the picture',
  picture,
  ul: 'begin each entry with a hyphen and a space',
  li: 'begin each entry with a hyphen and a space',
  ol: 'begin each entry with 1. and a space',
  blockquote: 'begin each line with > and a space',
  pre: 'put it between lines of three backticks (```)',
  table,
  thead: table,
  tbody: table,
  tr: table,
  td: table,
  th: table,
  svg: 'save the drawing as a PNG beside the article and write ![what it shows](drawing.png)',
}

export function firstWords(text: string): string {
  const line = text.trim().split(/\r?\n/)[0] ?? ''
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
