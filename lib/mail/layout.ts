import { contrast, leastContrast, seenOnBoth } from '#lib/contrast.ts'
import { escapeHtml } from '#lib/escape.ts'
import { directionOf, inLanguage } from '#lib/lang.ts'
import { keptSpaces } from '#lib/paragraphs.ts'
import { defaultTheme, theme } from '#lib/theme.ts'
import type { Words } from '#lib/words/words.ts'
import { cleanLine } from './sanitize.ts'

export type Block =
  /** None stands above a person's own words. */
  | { head: string }
  | { paragraph: string }
  /** One with an address of ours, or of a mail or a telephone, leads there. */
  | { facts: Fact[] }
  | { action: string; href: string }
  | { text: string }
  /** A visitor's: last in the plain part, so that nothing typed can pass for words or a link of ours. */
  | { quote: string; heading: string; note?: string | undefined; lang?: string }

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

const longestFact = 2_000

const button =
  'display:inline-block;padding:10px 18px;border:2px solid currentColor;border-radius:6px;font-weight:bold;color:inherit;text-decoration:none'
const letterhead =
  'margin:0 0 20px;border-bottom:1px solid #8a8a8a;padding:0 0 8px;font-size:20px;font-weight:bold'

/** In the organisation's accent: nobody knows whether the mail is read on white or on black. */
function accented(style: string): string {
  const { accent } = theme().light
  if (accent === defaultTheme.light.accent) return style
  const label = contrast(accent, '#ffffff') >= leastContrast ? '#ffffff' : '#000000'
  return style
    .replace('currentColor', seenOnBoth(accent))
    .replace('color:inherit', `background:${accent};color:${label}`)
    .replace('1px solid #8a8a8a', `3px solid ${seenOnBoth(accent)}`)
}

/** Only addresses that we have made or checked become links, and no colour is set that a dark background swallows. */
export function letterOf(t: Words, subject: string, blocks: readonly Block[]): Shown {
  const lang = escapeHtml(t.lang)
  const dir = directionOf(t.lang)
  const parts = blocks.map((block) => ({ isTheirs: 'quote' in block, ...shown(block, t) }))
  const plain = [...parts.filter(({ isTheirs }) => !isTheirs), ...parts.filter(({ isTheirs }) => isTheirs)]
  return {
    text: `${plain.map(({ text }) => text).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${lang}"${dir === 'rtl' ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px">
<div lang="${lang}" dir="${dir}" style="max-width:36em;margin:0 auto;font:16px/1.5 Georgia,'Times New Roman',serif;overflow-wrap:anywhere">
${parts.map(({ html }) => html).join('\n')}
</div>
</body>
</html>
`,
  }
}

type Shown = { text: string; html: string }

/** A visitor's words are not wrapped. */
function shown(block: Block, t: Words): Shown {
  if ('head' in block)
    return {
      text: wrap(block.head),
      html: `<p style="${accented(letterhead)}">${escapeHtml(block.head)}</p>`,
    }
  if ('paragraph' in block) {
    const { paragraph } = block
    return { text: wrap(paragraph), html: `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>` }
  }
  if ('text' in block) {
    const html = `<div dir="auto" style="margin:0 0 24px;unicode-bidi:plaintext">${brokenLines(block.text)}</div>`
    return { text: plainLines(block.text), html }
  }
  if ('action' in block) {
    const [action, href] = [escapeHtml(block.action), escapeHtml(block.href)]
    const html = `<p style="margin:24px 0"><a href="${href}" style="${accented(button)}">${action}</a></p>`
    return { text: `${labelled(block.action, t)}\n${block.href}`, html }
  }
  if ('facts' in block) return factsShown(block.facts, t)
  const start = directionOf(t.lang) === 'rtl' ? 'right' : 'left'
  const { note } = block
  return {
    text: `${labelled(block.heading, t)}\n\n${note ? `${wrap(note)}\n\n` : ''}${plainLines(block.quote)}`,
    html: `<p style="margin:24px 0 8px;font-weight:bold">${escapeHtml(block.heading)}</p>
${note ? `<p style="margin:0 0 8px">${escapeHtml(note)}</p>\n` : ''}<blockquote${inTongue(block.lang)} dir="auto" style="margin:0;padding:0 16px;border-${start}:3px solid #8a8a8a;unicode-bidi:plaintext">${brokenLines(block.quote)}</blockquote>`,
  }
}

/** `Name:`, and in French `Nom :`. */
function labelled(label: string, t: Words): string {
  return t.rich('mail.label', { label: () => label }).join('')
}

function inTongue(lang: string | undefined): string {
  return lang === undefined ? '' : ` lang="${escapeHtml(lang)}"`
}

function factsShown(facts: readonly Fact[], t: Words): Shown {
  const labels = facts.map(([term]) => labelled(term, t))
  const width = Math.max(...labels.map(({ length }) => length)) + 1
  const lines = facts.map(
    ([, value], index) =>
      `${(labels[index] ?? '').padEnd(width)}${cleanLine([value].flat().join(''), longestFact)}`,
  )
  const items = facts.map(([term, value, href, lang]) => {
    const parts = [value].flat().map((part) => isolated(part, lang))
    return `<dt style="font-weight:bold">${escapeHtml(term)}</dt>\n<dd style="margin:0 0 8px">${linked(parts.join(''), href)}</dd>`
  })
  return { text: lines.join('\n'), html: `<dl style="margin:0 0 16px">\n${items.join('\n')}\n</dl>` }
}

/** A word that is longer than a line has one to itself. */
function wrap(paragraph: string): string {
  return paragraph.replace(/(.{1,76})(?: |$)/g, '$1\n').replace(/\n$/, '')
}

function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cc}--[\n\t]]/gv, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
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
