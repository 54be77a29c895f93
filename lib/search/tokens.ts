import { fold } from '#lib/fold.ts'

/** A word, or two letters of a script that has no spaces between words, and where it stands in its text. */
export type Token = {
  from: number
  to: number
  /** Folded. */
  term: string
  isPair?: true
}

const unspaced =
  '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}ー\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}'
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u')
const parts = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')
const notOfWords = /[^\p{L}\p{M}\p{N}]/gu

/** Letters of a word beyond which nobody tells two apart. */
const longest = 40

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const to = endOfWord(text, at)
    if (to > at) addWord(tokens, text.slice(at, to), at)
    at = Math.max(to, at + 1)
  }
  return tokens
}

const hyphens = /[-\u2010\u2011]/

/** Between the end of one word and the beginning of the next. */
export function isHyphened(text: string, to: number, from: number): boolean {
  return from === to + 1 && hyphens.test(text.charAt(to))
}

/**
 * Of a text with spaces: of the words that begin with two letters of ASCII those that begin as is asked for, all others,
 * and what follows them behind a hyphen.
 *
 * @param starts as `startOf` tells them
 */
export function tokensStarting(text: string, starts: ReadonlySet<number>): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    const to = code < 128 && !isPlain[code] ? at : endOfWord(text, at)
    if (to === at) {
      at++
      continue
    }
    const next = text.charCodeAt(at + 1)
    const isOther = code >= 128 || next >= 128
    const before = tokens.at(-1)
    if (
      isOther ||
      starts.has(((code | 32) << 16) | (isPlain[next] ? next | 32 : 0)) ||
      (before && isHyphened(text, before.to, at))
    )
      add(tokens, text.slice(at, to), at)
    at = to
  }
  return tokens
}

/** Its first two letters. */
export function startOf(term: string): number {
  return (term.charCodeAt(0) << 16) | term.charCodeAt(1)
}

/** Letters and digits of ASCII: lower by one bit. */
const isPlain = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[a-z0-9]/i.test(String.fromCharCode(code))),
)
const wordThere = /[\p{L}\p{M}\p{N}]+/uy

function endOfWord(text: string, from: number): number {
  let to = from
  while (isPlain[text.charCodeAt(to)]) to++
  if (to >= text.length || text.charCodeAt(to) < 128) return to
  wordThere.lastIndex = from
  return from + (wordThere.exec(text)?.[0].length ?? 0)
}

export function isUnspaced(text: string): boolean {
  return hasUnspaced.test(text)
}

function addWord(tokens: Token[], found: string, from: number): void {
  // Most are of ASCII alone, and need no look.
  if (isAscii(found))
    tokens.push({ from, to: from + found.length, term: found.slice(0, longest).toLowerCase() })
  else if (!hasUnspaced.test(found)) add(tokens, found, from)
  else
    for (const { 0: part, index: within } of found.matchAll(parts))
      if (hasUnspaced.test(part)) addPairs(tokens, part, from + within)
      else add(tokens, part, from + within)
}

function isAscii(found: string): boolean {
  for (let at = 0; at < found.length; at++) if (found.charCodeAt(at) >= 128) return false
  return true
}

function add(tokens: Token[], found: string, from: number): void {
  const term = termOf(found)
  if (term) tokens.push({ from, to: from + found.length, term })
}

function termOf(found: string): string {
  return fold(found.slice(0, 4 * longest))
    .replace(notOfWords, '')
    .slice(0, longest)
}

/** The last letter stands alone, so that each one begins a term. */
function addPairs(tokens: Token[], run: string, start: number): void {
  let from = start
  let before: { letter: string; from: number } | undefined
  const add = (term: string, begin: number, to: number) =>
    tokens.push({ from: begin, to, term, isPair: true })
  for (const sign of run) {
    const letter = sign.normalize('NFKC').toLowerCase()
    if (before) add(before.letter + letter, before.from, from + sign.length)
    before = { letter, from }
    from += sign.length
  }
  if (before) add(before.letter, before.from, from)
}
