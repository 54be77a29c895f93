import { mostLetters } from './search.ts'
import { isUnspaced, type Token, tokensOf } from './tokens.ts'

/** What has to stand in a text together: one word, or several one after the other. */
export type Group = {
  tokens: readonly Token[]
  /** As typed, and where in the query. */
  written: string
  from: number
  to: number
  isQuoted: boolean
  /** May go on. */
  isLast: boolean
  /** Together with the figure, or the word, beside it: `27kg` for `27 kg`. */
  joined?: readonly string[]
  /** Two words that it is elsewhere: `health care` for `healthcare`. */
  apart?: readonly string[]
  /** Of groups with the same number one is enough. */
  either?: number
}

export type Asked = { q: string; groups: Group[]; excluded: Group[] }

/** Of so many more words nothing is looked for. */
const mostGroups = 12

const quoted = /(?<=^|\s)(?<minus>-?)"(?<phrase>[^"]*)"|(?<word>[^\s"]+)/g

export function asked(typed: string): Asked {
  const q = tidy(typed)
  const all: Part[] = []
  for (const { 0: found, index, groups = {} } of q.matchAll(quoted)) {
    const { minus, phrase, word = '' } = groups
    const isQuoted = phrase !== undefined
    const isExcluded = isQuoted
      ? minus === '-'
      : /^-[\p{L}\p{N}]/u.test(word) &&
        /^$|\s/.test(q.charAt(index - 1)) &&
        !(/^-\d/.test(word) && isFigure(q, index, index + found.length))
    const part = isQuoted ? phrase : word
    const start = index + found.indexOf(part)
    for (const group of groupsIn(part, start, isQuoted || isExcluded)) all.push({ group, isExcluded })
  }
  const excluded = all.flatMap(({ group, isExcluded }) => (isExcluded ? [group] : []))
  const seen = new Set<string>()
  const groups = withoutOperators(all, q)
    .flatMap(({ group, isExcluded }) => (isExcluded ? [] : [group]))
    .filter(({ tokens, isQuoted }) => {
      const key = `${isQuoted} ${tokens.map(({ term }) => term).join(' ')}`
      return !seen.has(key) && seen.add(key)
    })
  const kept = groups.length > mostGroups ? longestOf(groups) : groups
  const last = kept.at(-1)
  if (last && !last.isQuoted && last === groups.at(-1)) last.isLast = true
  for (const [at, group] of kept.entries()) join(group, kept[at + 1])
  return { q, groups: kept, excluded: excluded.slice(0, mostGroups) }
}

type Part = { group: Group; isExcluded: boolean }

/** `-20 °C` leaves nothing out. */
function isFigure(q: string, from: number, to: number): boolean {
  return from === 0 || /^\s?[°℃℉%]/.test(q.slice(to)) || /[°℃℉%]$/.test(q.slice(from, to))
}

/** `OR` and `AND`, in capitals between two words that are not. */
function withoutOperators(all: readonly Part[], q: string): readonly Part[] {
  if (q === q.toUpperCase()) return all
  const isOperator = ({ group, isExcluded }: Part) =>
    !isExcluded && !group.isQuoted && /^(?:OR|AND)$/.test(group.written)
  return all.filter((part, at) => {
    const [before, after] = [all[at - 1], all[at + 1]]
    const stays =
      !before ||
      !after ||
      !isOperator(part) ||
      [before, after].some((one) => one.isExcluded || isOperator(one))
    if (stays) return true
    if (part.group.written === 'OR') {
      before.group.either ??= at
      after.group.either = before.group.either
    }
    return false
  })
}

function join(group: Group, next: Group | undefined): void {
  const [first = '', ...more] = group.tokens.map(({ term }) => term)
  const [second, ...rest] = next?.tokens.map(({ term }) => term) ?? []
  if (!next || second === undefined || more.length || group.isQuoted || next.isQuoted) return
  if (/^\d+$/.test(first) === /^\d+$/.test(second)) return
  const joined = [first + second, ...rest]
  group.joined ??= joined
  next.joined = joined
}

function tidy(typed: string): string {
  const plain = typed
    .toWellFormed()
    .replace(/[“”„‟«»″〝〞＂]/g, '"')
    .replace(/[\p{Cc}\p{Z}\uFFFD]/gu, ' ')
    .replace(/[\uFF65-\uFF9F]+/g, (narrow) => narrow.normalize('NFKC'))
    .trim()
  return plain.length <= mostLetters ? plain : [...plain].slice(0, mostLetters).join('').trim()
}

/** @param isWhole as one group, whatever is in it */
function groupsIn(part: string, start: number, isWhole: boolean): Group[] {
  const tokens = tokensOf(part)
  const group = (some: readonly Token[], isQuoted: boolean): Group[] => {
    const [first, last] = [some[0], some.at(-1)]
    if (!first || !last) return []
    const [from, to] = [start + first.from, start + last.to]
    const written = part.slice(first.from, last.to)
    return [{ tokens: some, written, from, to, isQuoted, isLast: false }]
  }
  if (isWhole) return group(tokens, true)
  if (!isUnspaced(part)) return group(withoutElision(part, tokens), false)
  const words: Group[] = []
  for (const { segment, index } of segmenter.segment(part)) {
    const within = tokensOf(segment.replace(lengthened, '')).map((one) => ({
      ...one,
      from: one.from + index,
      to: one.to + index,
    }))
    words.push(...group(within, false))
  }
  return words
}

const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|dall|nell|sull)$/
const apostrophe = /^['’‘ʼ＇]$/

/** Of `l’eau`, `qu’est` and `patient’s` what may stand in a text otherwise. */
function withoutElision(part: string, tokens: readonly Token[]): readonly Token[] {
  const isAfterApostrophe = (at: number) => {
    const [before, token] = [tokens[at - 1], tokens[at]]
    return Boolean(before && token && apostrophe.test(part.slice(before.to, token.from)))
  }
  const isElided = isAfterApostrophe(1) && elided.test(tokens[0]?.term ?? '')
  const isGenitive = isAfterApostrophe(tokens.length - 1) && tokens.at(-1)?.term === 's'
  const kept = tokens.slice(isElided ? 1 : 0, isGenitive ? -1 : undefined)
  return kept.length ? kept : tokens
}

/** Neither an address nor the name of a file. */
const loose = /^[\p{L}\p{M}\p{N}\p{Extended_Pictographic}+#＋＃'’‘ʼ＇\p{Pd}/,;:_|=()[\]…]+$/u

/** Its words, each by itself, where only a sign holds them together. */
export function loosened(group: Group, q: string): Group[] {
  const { tokens, isQuoted, isLast, from, written, either } = group
  const isLoose = tokens.length > 1 && !isQuoted && !tokens.some(({ isPair }) => isPair)
  if (!isLoose || !loose.test(written) || /\d[/,:;_]\d/.test(written)) return [group]
  const first = tokens[0]?.from ?? 0
  return tokens.map((token, at) => {
    const start = from + token.from - first
    const to = start + token.to - token.from
    const one = { tokens: [token], written: q.slice(start, to), from: start, to, isQuoted }
    return { ...one, isLast: isLast && at === tokens.length - 1, ...(either !== undefined && { either }) }
  })
}

/** Some write コンピューター, some コンピュータ. */
const lengthened = /(?<=[\p{sc=Kana}ー]{3})ー$/u

/** It knows the dictionaries of all languages that have no spaces. */
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** The short ones are those that say least. */
function longestOf(groups: readonly Group[]): Group[] {
  const chosen = new Set(groups.toSorted((a, b) => b.written.length - a.written.length).slice(0, mostGroups))
  return groups.filter((group) => chosen.has(group))
}
