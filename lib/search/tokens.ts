import { fold } from '#lib/fold.ts'

/** A word, or two letters of a script that has no spaces between words, and where it stands in its text. */
export type Token = {
  from: number
  to: number
  /** Folded. */
  term: string
  isPair?: true
}

const wordThere = /[\p{L}\p{M}\p{N}]+|[\u{1F1E6}-\u{1F1FF}]{2}|\p{Extended_Pictographic}/uy
const isLetter = /[\p{L}\p{M}\p{N}]/u
/** Before it stand ©, ™ and the like, which are signs of a text and no pictures. */
const firstPicture = 0x231a
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
    const to = endOf(text, at)
    if (to > at) addWord(tokens, text, at, to)
    at = Math.max(to, at + 1)
  }
  return tokens
}

const hyphens = /[-\u2010\u2011]/
const apostrophes = /['’‘ʼ＇]/
const joints = /[-\u2010\u2011.'’‘ʼ＇]/
/** What English shortens so would be another word: `I’ll`, `we’re`. */
const shortened = /^(?:d|ll|m|re|s|ve)$/
const figures = /^\d+$/

/** As one word, which many write it as: `e-mail`, `node.js`, `don’t`. */
export function joinedTerm(text: string, { term, to }: Token, next: Token | undefined): string | undefined {
  if (next?.from !== to + 1 || next.isPair) return undefined
  const sign = text.charAt(to)
  const isOne = hyphens.test(sign)
    ? !(figures.test(term) && figures.test(next.term))
    : sign === '.'
      ? !/\d/.test(term + next.term)
      : apostrophes.test(sign) &&
        !shortened.test(next.term) &&
        (next.term === 't' || term.length > 3 || next.term.length > 3)
  return isOne ? term + next.term : undefined
}

/**
 * Of a text with spaces: of the words that begin with two letters of ASCII those that begin as is asked for, all others,
 * and what is joined to them.
 *
 * @param starts as `startOf` tells them
 */
export function tokensStarting(text: string, starts: ReadonlySet<number>): Token[] {
  const tokens: Token[] = []
  const firsts = new Uint8Array(128)
  for (const start of starts) if (start >>> 16 < 128) firsts[start >>> 16] = 1
  let last = -1
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    const to = endOf(text, at)
    if (to === at) {
      at++
      continue
    }
    const next = text.charCodeAt(at + 1)
    const isOther =
      code >= 128 || next >= 128 || next === plus || next === sharp || text.charCodeAt(at - 1) === dot
    if (
      isOther ||
      (firsts[code | 32] === 1 && starts.has(((code | 32) << 16) | (isPlain[next] ? next | 32 : 0))) ||
      (last === at - 1 && joints.test(text.charAt(at - 1)))
    ) {
      add(tokens, text, at, to)
      last = tokens.at(-1)?.to ?? -1
    }
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

function endOf(text: string, from: number): number {
  let to = from
  while (isPlain[text.charCodeAt(to)]) to++
  if (to >= text.length || text.charCodeAt(to) < 128) return to
  wordThere.lastIndex = from
  return from + (wordThere.exec(text)?.[0].length ?? 0)
}

export function isUnspaced(text: string): boolean {
  return hasUnspaced.test(text)
}

const [plus, sharp, dot] = [0x2b, 0x23, 0x2e]

function addWord(tokens: Token[], text: string, from: number, to: number): void {
  const found = text.slice(from, to)
  if (isAscii(found) || !hasUnspaced.test(found)) add(tokens, text, from, to)
  else
    for (const { 0: part, index } of found.matchAll(parts))
      if (hasUnspaced.test(part)) addPairs(tokens, part, from + index)
      else add(tokens, text, from + index, from + index + part.length)
}

function add(tokens: Token[], text: string, from: number, to: number): void {
  const term = termOf(text.slice(from, to))
  if (!term) return
  const next = text.charCodeAt(to)
  const isPlainly = next < 128 && next !== plus && next !== sharp && text.charAt(from - 1) !== '.'
  const token = { from, to, term }
  tokens.push((isPlainly ? undefined : named(text, token)) ?? token)
}

/** Names of programs that their signs are part of, as they are said: `C++`, `C#`, `.NET`. */
function named(text: string, { from, to, term }: Token): Token | undefined {
  if (/^[+＋]{2}/.test(text.slice(to, to + 2))) return { from, to: to + 2, term: `${term}plusplus` }
  if (/^[a-z]$/.test(term) && /[#＃♯]/.test(text.charAt(to)) && !/[\p{L}\p{M}]/u.test(text.charAt(to + 1)))
    return { from, to: to + 1, term: `${term}sharp` }
  const isDotted = term === 'net' && text.charAt(from - 1) === '.' && !isLetter.test(text.charAt(from - 2))
  return isDotted ? { from: from - 1, to, term: 'dotnet' } : undefined
}

function termOf(found: string): string {
  // Most are of ASCII alone.
  if (isAscii(found)) return found.slice(0, longest).toLowerCase()
  if (!isLetter.test(found)) return (found.codePointAt(0) ?? 0) < firstPicture ? '' : found
  return fold(found.slice(0, 4 * longest))
    .replace(notOfWords, '')
    .slice(0, longest)
}

function isAscii(found: string): boolean {
  for (let at = 0; at < found.length; at++) if (found.charCodeAt(at) >= 128) return false
  return true
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
