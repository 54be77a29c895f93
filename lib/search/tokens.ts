import { fold } from '#lib/fold.ts'

/** A word, or two letters of a script that has no spaces between words, and where it stands in its text. */
export type Token = {
  from: number
  to: number
  /** Folded. */
  term: string
  isPair?: true
}

const word = /[\p{L}\p{M}\p{N}]+/gu
const unspaced =
  '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}ー\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}'
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u')
const parts = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')
const notOfWords = /[^\p{L}\p{M}\p{N}]/gu

/** Letters of a word beyond which nobody tells two apart. */
const longest = 40

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: found, index } of text.matchAll(word)) {
    if (!hasUnspaced.test(found)) add(tokens, found, index)
    else
      for (const { 0: part, index: within } of found.matchAll(parts))
        if (hasUnspaced.test(part)) addPairs(tokens, part, index + within)
        else add(tokens, part, index + within)
  }
  return tokens
}

const hyphens = /[-\u2010\u2011]/

/** Between the end of one word and the beginning of the next. */
export function isHyphened(text: string, to: number, from: number): boolean {
  return from === to + 1 && hyphens.test(text.charAt(to))
}

export function isUnspaced(text: string): boolean {
  return hasUnspaced.test(text)
}

function add(tokens: Token[], found: string, from: number): void {
  const term = termOf(found)
  if (term) tokens.push({ from, to: from + found.length, term })
}

export function termOf(found: string): string {
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
