import { dedent } from './dedent.ts'
import { isLogic, logic, outputOf } from './liquid.ts'
import { maskCode } from './mask.ts'
import { type Call, type Made, shortcode } from './shortcodes.ts'
import { readArgs } from './template-args.ts'
import type { Texts } from './texts.ts'

/** Signs of Hugo, Zola, Jekyll, Hexo, Eleventy: what they stood for, as Markdown or HTML; none is left but in code. */
export function replaceTemplates(typed: string, texts: Texts): string {
  const masked = maskCode(listings(withoutRaw(typed)))
  const tokens = tokensIn(masked.text)
  if (!tokens.length) return shownInCode(masked.unmask(masked.text))
  pair(tokens)
  const render = (from: number, to: number, first: number, last: number): string => {
    let text = ''
    let at = from
    for (let index = first; index < last; index++) {
      const token = tokens[index]
      if (!token) break
      text += masked.text.slice(at, token.start)
      at = token.end
      if (token.isClose) continue
      const closing = token.closing === undefined ? undefined : tokens[token.closing]
      const inner = () =>
        closing && token.closing !== undefined
          ? render(token.end, closing.start, index + 1, token.closing)
          : undefined
      const line = masked.lineAt(token.start)
      const made = makeOf(token, inner, masked.unmask, { ...texts, line })
      const before = text.slice(text.lastIndexOf('\n') + 1)
      text += isInLink(text) && typeof made !== 'string' && made.inline ? made.inline : placed(made, before)
      if (closing && token.closing !== undefined) {
        at = closing.end
        index = token.closing
      }
    }
    return text + masked.text.slice(at, to)
  }
  return shownInCode(masked.unmask(render(0, masked.text.length, 0, tokens.length)))
}

/** What Hugo shows of a shortcode that is to be seen as such. */
function shownInCode(text: string): string {
  return text.replace(/\{\{([<%])\/\*([\s\S]*?)\*\/([>%])\}\}/g, '{{$1$2$3}}')
}

type Token = {
  kind: 'shortcode' | 'tag' | 'output' | 'literal' | 'comment'
  start: number
  end: number
  name: string
  rest: string
  isClose: boolean
  closing?: number
}

function makeOf(
  token: Token,
  inner: () => string | undefined,
  unmask: (text: string) => string,
  texts: Texts & { line: number },
): Made {
  const rest = unmask(token.rest)
  if (token.kind === 'comment') return ''
  if (token.kind === 'literal') return `\`${rest}\``
  if (token.kind === 'output') {
    const called = /^\s*([\w.]+)\s*\(([\s\S]*)\)\s*(?:\|[\s\S]*)?$/.exec(rest)
    if (called?.[1])
      return shortcode({ name: called[1], args: readArgs(called[2] ?? ''), inner: undefined, texts })
    return outputOf(rest, texts)
  }
  if (token.kind === 'tag' && isLogic(token.name)) return logic({ name: token.name, rest, inner, texts })
  const call: Call = { name: token.name, args: readArgs(rest), inner: inner(), texts }
  return shortcode(call)
}

/** `[{% image a.png %}](https://…)`: a block would end the link. */
function isInLink(before: string): boolean {
  return /(?<!\\)\[\s*$/.test(before)
}

/** A block stands between empty lines, as far in as the line it was in. */
function placed(made: Made, before: string): string {
  if (typeof made === 'string') return made
  if (/^\s*\|/.test(before)) return made.inline ?? made.block.replace(/\s*\n\s*/g, ' ')
  const [, quoted = '', marker = ''] = /^([ \t>]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?/.exec(before) ?? []
  const indent = quoted + ' '.repeat(marker.length)
  const lines = made.block.replace(/^\n+|\n+$/g, '').split('\n')
  const block = lines.map((line) => (line ? indent + line : indent.trimEnd())).join('\n')
  const isFirst = before === quoted + marker
  return isFirst && marker
    ? `${block.slice(indent.length)}\n${indent.trimEnd()}\n${indent}`
    : `\n${indent.trimEnd()}\n${block}\n${indent.trimEnd()}\n${indent}`
}

/** Within code the tags that keep templates from being run say nothing to readers. */
function withoutRaw(text: string): string {
  if (!/\{%-?\s*(?:raw|verbatim)\b/.test(text)) return text
  const masked = maskCode(text, (code) =>
    code.replace(
      /^[ \t]*\{%-?\s*(raw|verbatim)\s*-?%\}[ \t]*\n([\s\S]*?)^[ \t]*\{%-?\s*end\1\s*-?%\}[ \t]*\n|\{%-?\s*(raw|verbatim)\s*-?%\}([\s\S]*?)\{%-?\s*end\3\s*-?%\}/gm,
      (_, _block, lines?: string, _inline?: string, words?: string) => lines ?? words ?? '',
    ),
  )
  return masked.unmask(masked.text)
}

/** Listings by tags become listings between three backticks before anything else is looked at. */
function listings(text: string): string {
  const listed = (head: string, code: string, indent = '') => {
    const bare = dedent(code.replace(/^[ \t]*\n|\n[ \t]*$/g, ''))
    const sign = '`'.repeat(Math.max(3, ...[...bare.matchAll(/`+/g)].map(([run]) => run.length + 1)))
    const lines = bare.split('\n').map((line) => (line ? indent + line : line))
    return `\n\n${indent}${sign}${head}\n${lines.join('\n')}\n${indent}${sign}\n\n`
  }
  const langOf = (rest: string) =>
    /(?:lang[:=]\s*)?["']?([\w+#.-]+)/.exec(rest.replace(/^\s*(?:title|caption)[:=]\S*/, ''))?.[1] ?? ''
  if (!/\{[{%]/.test(text)) return text
  return text
    .replace(
      /(?<![ \t])([ \t]*)\{%-?\s*(highlight|codeblock|code)\b([^%]*?)-?%\}([\s\S]*?)\{%-?\s*end\2\s*-?%\}/g,
      (_, indent: string, _name, rest: string, code: string) =>
        listed(langOf(rest), code.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, ''), indent),
    )
    .replace(
      /(?<![ \t])([ \t]*)\{\{[<%]\s*(highlight|code|codeblock|mermaid)\b([^>%]*?)[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*\2\s*[>%]\}\}/g,
      (_, indent: string, name: string, rest: string, code: string) =>
        listed(name === 'mermaid' ? 'mermaid' : langOf(rest), code, indent),
    )
    .replace(
      /\{%-?\s*(?:raw|verbatim)\s*-?%\}([\s\S]*?)\{%-?\s*end(?:raw|verbatim)\s*-?%\}/g,
      (_, raw: string) => {
        const masked = maskCode(raw)
        return masked.unmask(masked.text.replace(/\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}/g, '`$&`'))
      },
    )
}

const longest = 6000

function tokensIn(text: string): Token[] {
  const tokens: Token[] = []
  const opening = /\{\{[<%]|\{\{\{?|\{%|\{#(?=[\s-])|<%/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [sign] = match
    const start = match.index
    const closer = sign === '{{<' ? '>}}' : sign === '{{%' ? '%}}' : closers[sign]
    const end = closer ? endOf(text, start + sign.length, closer) : -1
    // Two braces behind `=` are an object of a component.
    if (!closer || end === -1 || /[\\=]/.test(text[start - 1] ?? '')) continue
    const inside = text.slice(start + sign.length, end)
    const token = tokenOf(sign, inside)
    if (!token) continue
    tokens.push({ ...token, start, end: end + closer.length })
    opening.lastIndex = end + closer.length
  }
  return tokens
}

const closers: Readonly<Record<string, string>> = {
  '{{': '}}',
  '{{{': '}}}',
  '{%': '%}',
  '{#': '#}',
  '<%': '%>',
}

function endOf(text: string, from: number, closer: string): number {
  const plain = text.indexOf(closer, from)
  if (plain === -1 || plain - from > longest) return -1
  let quote = ''
  for (let at = from; at < Math.min(text.length, from + longest); at++) {
    const sign = text[at] ?? ''
    if (quote) {
      if (sign === '\\') at++
      else if (sign === quote) quote = ''
    } else if (sign === '"') quote = sign
    else if (text.startsWith(closer, at)) return at
  }
  return plain
}

function tokenOf(sign: string, inside: string): Omit<Token, 'start' | 'end'> | undefined {
  if (sign === '{#') return { kind: 'comment', name: '', rest: '', isClose: false }
  if (sign === '<%') return { kind: 'output', name: '', rest: inside.replace(/^[=-]/, ''), isClose: false }
  if (sign === '{{' || sign === '{{{') {
    if (/^-?\s*\/\*[\s\S]*\*\/\s*-?$/.test(inside))
      return { kind: 'comment', name: '', rest: '', isClose: false }
    // Two braces also stand in formulas and in code that nobody marked as such.
    if (!/^-?\s*(?:["'.$\w\uE000]|[-\s]*$)/.test(inside) || /\n\s*\n/.test(inside)) return undefined
    return { kind: 'output', name: '', rest: inside.replace(/^-|-$/g, ''), isClose: false }
  }
  const shown = /^\s*\/\*([\s\S]*)\*\/\s*$/.exec(inside)
  if (shown && sign !== '{%') {
    const other = sign === '{{<' ? '>}}' : '%}}'
    return { kind: 'literal', name: '', rest: `${sign}${shown[1]}${other}`, isClose: false }
  }
  const read = /^-?\s*(\/)?\s*([\w./-]+)([\s\S]*?)-?$/.exec(inside.replace(/\/\s*$/, ''))
  if (!read) return { kind: 'comment', name: '', rest: '', isClose: false }
  const [, slash, name = '', rest = ''] = read
  if (sign !== '{%') return { kind: 'shortcode', name, rest, isClose: Boolean(slash) }
  const isClose = name === 'end' || (name.startsWith('end') && name.length > 3)
  return { kind: 'tag', name: isClose ? name.slice(3) : name, rest, isClose }
}

/** Each closing one belongs to the nearest of its name that is still open. */
function pair(tokens: Token[]): void {
  const open: number[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'shortcode' && token.kind !== 'tag') continue
    if (!token.isClose) {
      open.push(index)
      continue
    }
    const at = open.findLastIndex((one) => {
      const other = tokens[one]
      return other?.kind === token.kind && (other.name === token.name || token.name === '')
    })
    const opener = tokens[open[at] ?? -1]
    if (!opener) continue
    opener.closing = index
    open.length = at
  }
}
