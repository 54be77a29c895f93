import { escapeHtml } from '#lib/escape.ts'
import { inLanguage } from '#lib/lang.ts'
import { keptSpaces } from '#lib/paragraphs.ts'
import { cleanLine } from './sanitize.ts'

export type Letter = {
  lang: string
  subject: string
  /** None above a person's own words. */
  head?: string | undefined
  blocks: Block[]
}

export type Block =
  | { paragraph: string }
  /** One with an address of ours, or of a mail or a telephone, leads there. */
  | { facts: Fact[] }
  | { action: string; href: string }
  | { text: string }
  /** A visitor's: last in the plain part, so that nothing typed can pass for words or a link of ours. */
  | { quote: string; heading: string }

/** Each part of a value runs as its own first letter does; `lang` is BCP 47, where it is not the letter's. */
export type Fact = [
  term: string,
  value: string | readonly string[],
  href?: string | undefined,
  lang?: string | undefined,
]

export function fact(term: string, value: string | undefined, href?: string): Fact[] {
  return value ? [[term, value, href]] : []
}

const columns = 76
const longestFact = 2_000

/** A visitor's words are not wrapped. */
export function letterAsText(letter: Letter): string {
  const quotes = letter.blocks.filter((block) => 'quote' in block)
  const ours = letter.blocks.filter((block) => !('quote' in block))
  const parts = [...ours, ...quotes].map(blockAsText)
  return `${(letter.head === undefined ? parts : [wrap(letter.head), ...parts]).join('\n\n')}\n`
}

function blockAsText(block: Block): string {
  if ('paragraph' in block) return wrap(block.paragraph)
  if ('text' in block) return plainLines(block.text)
  if ('action' in block) return `${block.action}:\n${block.href}`
  if ('quote' in block) return `${block.heading}:\n\n${plainLines(block.quote)}`
  const width = Math.max(...block.facts.map(([term]) => term.length)) + 2
  return block.facts
    .map(([term, value]) => `${`${term}:`.padEnd(width)}${cleanLine([value].flat().join(''), longestFact)}`)
    .join('\n')
}

function wrap(paragraph: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && longer.length > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].join('\n')
}

function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cc}--[\n\t]]/gv, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Only addresses that we have made or checked become links, and no colour is set that a dark background swallows. */
export function letterAsHtml(letter: Letter): string {
  return `<!doctype html>
<html lang="${escapeHtml(letter.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(letter.subject)}</title>
</head>
<body style="margin:0;padding:24px 16px">
<div style="max-width:36em;margin:0 auto;font:16px/1.5 Georgia,'Times New Roman',serif;overflow-wrap:anywhere">
${[...headAsHtml(letter.head), ...letter.blocks.map(blockAsHtml)].join('\n')}
</div>
</body>
</html>
`
}

function headAsHtml(head: string | undefined): string[] {
  if (head === undefined) return []
  const style =
    'margin:0 0 20px;border-bottom:1px solid #8a8a8a;padding:0 0 8px;font-size:20px;font-weight:bold'
  return [`<p style="${style}">${escapeHtml(head)}</p>`]
}

const button =
  'display:inline-block;padding:10px 18px;border:2px solid currentColor;border-radius:6px;font-weight:bold;color:inherit;text-decoration:none'

function blockAsHtml(block: Block): string {
  if ('paragraph' in block) return `<p style="margin:0 0 16px">${escapeHtml(block.paragraph)}</p>`
  if ('text' in block)
    return `<div dir="auto" style="margin:0 0 24px;unicode-bidi:plaintext">${brokenLines(block.text)}</div>`
  if ('action' in block)
    return `<p style="margin:24px 0"><a href="${escapeHtml(block.href)}" style="${button}">${escapeHtml(block.action)}</a></p>`
  if ('quote' in block)
    return `<p style="margin:24px 0 8px;font-weight:bold">${escapeHtml(block.heading)}</p>
<blockquote dir="auto" style="margin:0;padding:0 16px;border-left:3px solid #8a8a8a;unicode-bidi:plaintext">${brokenLines(block.quote)}</blockquote>`
  const facts = block.facts.map(
    ([term, value, href, lang]) =>
      `<dt style="font-weight:bold">${escapeHtml(term)}</dt>\n<dd style="margin:0 0 8px">${linked(
        [value]
          .flat()
          .map((part) => isolated(part, lang))
          .join(''),
        href,
      )}</dd>`,
  )
  return `<dl style="margin:0 0 16px">\n${facts.join('\n')}\n</dl>`
}

function isolated(part: string, lang?: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? []
  const { lang: other, dir } = lang === undefined ? {} : inLanguage(lang)
  const attributes = other === undefined ? '' : ` lang="${escapeHtml(other)}" dir="${dir}"`
  return `${before}<bdi${attributes}>${escapeHtml(cleanLine(text, longestFact))}</bdi>${after}`
}

function linked(html: string, href: string | undefined): string {
  return href === undefined ? html : `<a href="${escapeHtml(href)}" style="color:inherit">${html}</a>`
}

function brokenLines(text: string): string {
  return plainLines(text)
    .split('\n')
    .map((line) => escapeHtml(keptSpaces(line)))
    .join('<br>\n')
}
