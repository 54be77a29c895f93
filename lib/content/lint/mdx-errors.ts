import { componentRule, components } from '../components.ts'
import { elementNames, elementRule, insteadOfElement } from '../elements.ts'
import { distance, nearest } from '../nearest.ts'
import { lineAt } from '../source.ts'
import { tooDeep } from './bounds.ts'
import { leftoverWords } from './leftovers.ts'
import type { RuleId } from './rules.ts'
import { indentedCode } from './typed-signs.ts'

type Range = readonly [from: number, to: number]

type Explained = {
  ruleId: RuleId
  offset: number
  /** Undefined for an echo of an earlier error. */
  message: string | undefined
  cover: readonly Range[]
}

/** The tag that begins at `offset` is covered where nothing else is said. */
type Found = { offset: number; message: string | undefined; cover?: readonly Range[] }

type Point = { offset?: number | undefined }
type MdxError = {
  ruleId?: string
  source?: string
  reason: string
  place?: (Point & { start?: Point }) | undefined
}

/** @param text with earlier errors covered. @param typed of the same length, without */
export function explain(error: unknown, text: string, typed: string, inTrouble: Set<string>): Explained {
  if (!isMdxError(error)) return { ruleId: 'article-limit', offset: 0, message: tooDeep, cover: [] }
  const at = Math.min(error.place?.offset ?? error.place?.start?.offset ?? 0, text.length)
  const code = indentedBlock(text, at)
  if (code) return { ruleId: 'indented-block', offset: code[0], message: indentedCode, cover: [code] }
  if (error.source === 'micromark-extension-mdxjs-esm') return esm(text, at)
  if (error.source === 'micromark-extension-mdx-expression') return expression(error, text, at)
  const isPairing = error.source === 'mdast-util-mdx-jsx'
  const found = isPairing ? pairing(error, text, at, inTrouble) : tag(error, text, typed, at, inTrouble)
  const { offset, message, cover = [tagAt(text, offset)] } = found
  return { ruleId: isPairing ? 'tag-pairing' : 'tag-syntax', offset, message, cover }
}

function isMdxError(error: unknown): error is MdxError {
  return error instanceof Error && 'reason' in error && 'ruleId' in error
}

function esm(text: string, at: number): Explained {
  let offset = lineAt(text, at).start
  while (offset > 0 && !/^(?:import|export)\b/.test(text.slice(offset)))
    offset = lineAt(text, offset - 1).start
  const word = /^\w*/.exec(text.slice(offset))?.[0] ?? ''
  const blank = text.slice(offset).search(/\r?\n[ \t]*(?:\r?\n|$)/)
  const message = `a paragraph that begins with "${word}" in small letters is read as program code, which an article cannot hold: begin it with another word, or with "${word.charAt(0).toUpperCase()}${word.slice(1)}"`
  const cover: Range = [offset, blank === -1 ? text.length : offset + blank]
  return { ruleId: 'program-code', offset, message, cover: [cover] }
}

function expression(error: MdxError, text: string, at: number): Explained {
  const offset = unclosedBrace(text, at)
  const found = (ruleId: RuleId, message: string, to: number, from = offset ?? at): Explained => ({
    ruleId,
    offset: offset ?? at,
    message,
    cover: [[from, to]],
  })
  if (offset === undefined)
    return found('program-code', `this cannot be read as an article: ${error.reason}`, lineEnd(text, at))
  const isEnded = error.ruleId !== 'unexpected-eof' && error.ruleId !== 'unexpected-lazy'
  const end = isEnded ? braceEnd(text, offset) : undefined
  const tagStart = Math.max(0, text.lastIndexOf('<', offset))
  const attribute = /^<[\w.:-]+\s[^<>]*?([\w:-]+)\s*=\s*$/.exec(text.slice(tagStart, offset))?.[1]
  if (attribute) {
    const message = `the value of ${attribute} must be a text in quotes, not program code: write ${attribute}="…"`
    return found('program-code', message, tagEnd(text, tagStart), tagStart)
  }
  if (text.startsWith('{/*', offset) && end === undefined)
    return found('braces', 'the comment that {/* opens is never closed: end it with */}', offset + 3)
  if (end === undefined) {
    const message = 'the brace { opens something that is never closed: write \\{ for a brace in the text'
    return found('braces', message, offset + 1)
  }
  const left = leftoverWords(text.slice(offset, end))
  if (left) return found('template-code', left, end)
  const message =
    'what stands between { and } is read as program code, which an article cannot hold: write \\{ and \\} for braces in the text'
  return found('program-code', message, end)
}

function pairing(error: MdxError, text: string, at: number, inTrouble: Set<string>): Found {
  const { reason } = error
  const isEcho = (...names: string[]) => {
    const isKnown = names.some((name) => inTrouble.has(name))
    for (const name of names) inTrouble.add(name)
    return isKnown
  }
  if (error.ruleId === 'unexpected-closing-slash') {
    const offset = text.lastIndexOf('<', at)
    const name = nameAt(text, offset)
    if (voids.test(name)) return { offset, message: `</${name}> closes nothing: write <${name} />` }
    const message = `</${name}> closes a tag that was never opened: remove it, or write <${name}> before it`
    return { offset, message: inTrouble.has(name) ? undefined : message }
  }

  const [first, second] = [...reason.matchAll(/\((\d+):(\d+)/g)].map((m) =>
    offsetOf(text, Number(m[1]), Number(m[2])),
  )
  if (reason.startsWith('Expected a closing tag') && first !== undefined) {
    const name = nameAt(text, first)
    if (voids.test(name) || componentRule(name)?.content === 'none') return selfClosed(name, text, first)
    if (isEcho(name)) return { offset: first, message: undefined }
    return { offset: first, message: neverClosed(name, text, first, / of `(\w+)`/.exec(reason)?.[1]) }
  }
  if (reason.startsWith('Unexpected closing tag') && first !== undefined) {
    const opened = nameAt(text, first)
    const closes = nameAt(text, at)
    if (voids.test(opened)) return selfClosed(opened, text, first)
    const isTypo = distance(opened, closes) <= 2 && opened.length > 3
    const message = isTypo
      ? `</${closes}> closes nothing. Did you mean </${opened}>?`
      : `</${closes}> stands where </${opened}> is expected: tags close in the reverse order of opening`
    const cover = [tagAt(text, first), tagAt(text, at)]
    return { offset: at, message: isEcho(opened, closes) ? undefined : message, cover }
  }
  if (reason.startsWith('Expected the closing tag') && second !== undefined) {
    const name = nameAt(text, at)
    const message = `</${name}> must stand in the same paragraph, list item or emphasis as <${name}>`
    return { offset: at, message: isEcho(name) ? undefined : message }
  }
  return { offset: Math.max(0, text.lastIndexOf('<', at)), message: `the tag cannot be read: ${reason}` }
}

const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i

const ends: Readonly<Record<string, string>> = {
  paragraph: 'paragraph',
  listItem: 'list item',
  blockQuote: 'quotation',
  emphasis: 'emphasis',
  strong: 'emphasis',
  heading: 'heading',
  link: 'link',
  tableCell: 'cell',
}

function selfClosed(name: string, text: string, offset: number): Found {
  const typed = text.slice(...tagAt(text, offset))
  const plain = voids.test(name) ? name.toLowerCase() : name
  const closed = typed.length > 80 ? `<${plain} … />` : typed.replace(/\s*>$/, ' />').replace(name, plain)
  return { offset, message: `<${name}> must close itself: write ${closed}` }
}

function neverClosed(name: string, text: string, start: number, within: string | undefined): string {
  const container = within && ends[within]
  const end = tagEnd(text, start)
  const closedLater = text.includes(`</${name}>`, end)
  if (!closedLater && !isNearTag(name)) {
    const typed = text.slice(start, Math.min(end, start + 60))
    return `${typed} reads as a tag that is never closed: for pointed brackets in the text write ${typed.replace('<', '&lt;').replace(/>$/, '&gt;')}`
  }
  if (closedLater && container === 'paragraph' && !/^[a-z]/.test(name))
    return `<${name}> and </${name}> must each stand on a line of their own when there is more than one paragraph between them`
  if (closedLater && container)
    return `<${name}> is closed outside the ${container} it is opened in: close it in the same ${container}`
  if (container) return `<${name}> is opened here and not closed in this ${container}: add </${name}>`
  return `<${name}> is opened here and never closed: add </${name}>`
}

function tag(error: MdxError, text: string, typed: string, at: number, inTrouble: Set<string>): Found {
  const isUnended = error.ruleId === 'unexpected-eof'
  const quoted = isUnended ? unclosedValue(text, at) : undefined
  if (quoted) {
    const { offset, name, quote } = quoted
    inTrouble.add(name)
    const message = `the value that ${quote} opens in <${name}> is never closed: add ${quote} at its end`
    return { offset, message, cover: [[offset, lineEnd(text, offset)]] }
  }
  const offset = Math.max(0, text.lastIndexOf('<', isUnended ? at : at - 1))
  const covering = (length: number): Range[] => [[offset, offset + length]]
  const rest = text.slice(offset)
  if (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->')
    const message = 'a comment is written {/* … */} in an .mdx file, not <!-- … -->'
    return { offset, message, cover: covering(end === -1 ? rest.length : end + 3) }
  }
  const [all, address, mailbox] =
    /^<(?:((?:https?|ftp|mailto|tel):[^\s<>]*)>?|([^\s<>@]+@[^\s<>@]+)>)/i.exec(rest) ?? []
  if (all) {
    const right = address ? `[text](${address})` : `[${mailbox}](mailto:${mailbox})`
    const message = `an address does not stand in pointed brackets: write ${right}`
    return { offset, message, cover: covering(all.length) }
  }
  if (!/^<\/?[\p{L}$_>]/u.test(rest)) {
    const found = /^<[^\s<*_`|\]]*(?:[ \t]+[^\s<*_`|\]]+)?/.exec(typed.slice(offset))?.[0] ?? '<'
    const said = found.replace(/(?<=\w)[.,;:!?)]+$/, '')
    const message = `"${said}" reads as the beginning of a tag: write ${said.replace('<', '&lt;')}`
    return { offset, message, cover: covering(1) }
  }

  const name = nameAt(text, offset)
  const closing = text.indexOf(`</${name}>`, tagEnd(text, offset))
  const cover = [tagAt(text, offset)]
  if (closing !== -1) cover.push([closing, closing + name.length + 3])
  inTrouble.add(name)
  const attribute = /([\w:-]+)\s*=\s*$/.exec(text.slice(offset, at))?.[1]
  if (/attribute value/.test(error.reason) && attribute) {
    const value = /^(?:[“”„«][^“”»>]*[“”»]?|[^\s>]*)/.exec(text.slice(at))?.[0].replace(/[“”„«»]/g, '')
    const message = `the value of ${attribute} must stand in quotes: write ${attribute}="${value || '…'}"`
    return { offset: at, message, cover }
  }
  if (isUnended || /lazy/.test(error.ruleId ?? '')) {
    const message = `the tag <${name} is not ended: add > in the same paragraph; for a mere "less than" write &lt;`
    return { offset, message, cover: covering(1) }
  }
  const found = text[at] ?? ''
  const message = `the tag <${name}> cannot be read at "${found}": a tag is a name, then attributes as name="value"; for a mere "less than" write &lt;`
  return { offset: at, message, cover }
}

function indentedBlock(text: string, at: number): Range | undefined {
  const isIndented = (line: string) => /^(?: {4}|\t)/.test(line)
  let { text: line, start: from } = lineAt(text, at)
  if (!isIndented(line)) return undefined
  let end = lineEnd(text, from)
  let isApart = false
  let first = from
  for (let start = from; start > 0; ) {
    ;({ text: line, start } = lineAt(text, start - 1))
    if (isIndented(line)) first = start
    else if (line.trim() && !isApart) return undefined
    else if (/^\s*(?:[-*+<>]|\d{1,9}[.)]\s)/.test(line)) return undefined
    else if (/^\S/.test(line)) break
    isApart = !line.trim()
  }
  from = first
  for (let next = end + 1; next < text.length; next = lineEnd(text, next) + 1) {
    const { text: below } = lineAt(text, next)
    if (!isIndented(below) && below.trim()) break
    if (below.trim()) end = lineEnd(text, next)
  }
  return [from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0), end]
}

function unclosedValue(
  text: string,
  end: number,
): { offset: number; name: string; quote: string } | undefined {
  const opened = /^<[^"'{>]*(?:(?:"[^"]*"|'[^']*')[^"'{>]*)*=\s*(["'])(?:(?!\1)[\s\S])*$/
  for (
    let offset = text.lastIndexOf('<', end);
    offset !== -1;
    offset = offset ? text.lastIndexOf('<', offset - 1) : -1
  ) {
    const quote = opened.exec(text.slice(offset, end))?.[1]
    if (quote) return { offset, name: nameAt(text, offset), quote }
    if (/\n\s*\n/.test(text.slice(offset, end))) return undefined
  }
  return undefined
}

function isNearTag(name: string): boolean {
  const lower = name.toLowerCase()
  if (elementRule(lower) || insteadOfElement(lower) || componentRule(name)) return true
  const all = [...Object.keys(components), ...(/^[A-Z]/.test(name) ? [] : elementNames)]
  const long = all.filter((one) => one.length > 3)
  return nearest(name, long) !== undefined
}

function nameAt(text: string, offset: number): string {
  return /^<\/?\s*([^\s/>]*)/.exec(text.slice(offset, offset + 200))?.[1] ?? ''
}

/** Past its `>`, quotes and braces skipped; the line's end when it has none. */
function tagEnd(text: string, offset: number): number {
  const whole = /^<(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^"'{>])*>/.exec(text.slice(offset))
  return whole ? offset + whole[0].length : lineEnd(text, offset)
}

function tagAt(text: string, offset: number): Range {
  return [offset, tagEnd(text, offset)]
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1
  return start + column - 1
}

/** The `{` that a reading of braces up to `end` left open; the outermost, as MDX counts. */
function unclosedBrace(text: string, end: number): number | undefined {
  const seen = withoutCode(text.slice(0, end))
  const open: number[] = []
  for (let at = 0; at < seen.length; at++) {
    if (seen[at] === '\\') at++
    else if (seen[at] === '{') open.push(at)
    else if (seen[at] === '}') open.pop()
  }
  return open[0]
}

function braceEnd(text: string, offset: number): number | undefined {
  let depth = 0
  for (let at = offset; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at + 1
  }
  return undefined
}

/** Blocks and spans of code are no braces of the article: blanked, every place kept. */
function withoutCode(text: string): string {
  const blank = (code: string) => code.replace(/[^\r\n]/g, ' ')
  return text
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm, blank)
    .replace(/(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\1(?!`)/g, blank)
}
