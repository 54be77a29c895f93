import type { Parents } from '#lib/content/mdx-tree.ts'
import { insteadOfElement } from '../elements.ts'
import { byName } from '../nearest.ts'

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
  return inMarkdown.get(name) ?? insteadOfElement(name) ?? 'leave the tags out and keep the text'
}

const inMarkdown = byName({
  'write [text](address)': 'a',
  'write **text**': 'b strong',
  'write *text*': 'em i cite',
  'write `text`': 'code kbd samp',
  'write ~~text~~': 'del s',
  'write --- between two empty lines': 'hr',
  'write ![what it shows](picture.jpg)': 'img figure',
  'write the caption as a paragraph below the picture': 'figcaption',
  'begin each entry with a hyphen and a space': 'ul li',
  'begin each entry with 1. and a space': 'ol',
  'begin each line with > and a space': 'blockquote',
  'put it between lines of three backticks (```)': 'pre',
  'write a table with | between its cells, and | --- | below its head': 'table thead tbody tr td th',
})

export function firstWords(text: string): string {
  const line = text.trim().split(/\r?\n/)[0] ?? ''
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
