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
}

export type Asked = { q: string; groups: Group[]; excluded: Group[] }

/** Of so many more words nothing is looked for. */
const mostGroups = 12

const quoted = /(?<=^|\s)(?<minus>-?)"(?<phrase>[^"]*)"|(?<word>[^\s"]+)/g

export function asked(typed: string): Asked {
  const q = tidy(typed)
  const all: { group: Group; isExcluded: boolean }[] = []
  for (const { 0: found, index, groups = {} } of q.matchAll(quoted)) {
    const { minus, phrase, word = '' } = groups
    const isQuoted = phrase !== undefined
    const isExcluded = isQuoted
      ? minus === '-'
      : /^-[\p{L}\p{N}]/u.test(word) && /^$|\s/.test(q.charAt(index - 1))
    const part = isQuoted ? phrase : word
    const start = index + found.indexOf(part)
    for (const group of groupsIn(part, start, isQuoted || isExcluded)) all.push({ group, isExcluded })
  }
  const excluded = all.flatMap(({ group, isExcluded }) => (isExcluded ? [group] : []))
  const seen = new Set<string>()
  const groups = all
    .flatMap(({ group, isExcluded }) => (isExcluded ? [] : [group]))
    .filter(({ tokens, isQuoted }) => {
      const key = `${isQuoted} ${tokens.map(({ term }) => term).join(' ')}`
      return !seen.has(key) && seen.add(key)
    })
  const kept = groups.length > mostGroups ? longestOf(groups) : groups
  const last = kept.at(-1)
  if (last && !last.isQuoted && last === groups.at(-1)) last.isLast = true
  return { q, groups: kept, excluded: excluded.slice(0, mostGroups) }
}

export function tidy(typed: string): string {
  const plain = typed
    .toWellFormed()
    .replace(/[“”„‟«»″〝〞＂]/g, '"')
    .replace(/[\p{Cc}\p{Z}\uFFFD]/gu, ' ')
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
  if (isWhole || !isUnspaced(part)) return group(tokens, isWhole)
  const words: Group[] = []
  for (const { segment, index, isWordLike } of segmenter.segment(part)) {
    if (!isWordLike) continue
    const within = tokensOf(segment).map((one) => ({ ...one, from: one.from + index, to: one.to + index }))
    words.push(...group(within, false))
  }
  return words
}

/** It knows the dictionaries of all languages that have no spaces. */
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** The short ones are those that say least. */
function longestOf(groups: readonly Group[]): Group[] {
  const chosen = new Set(groups.toSorted((a, b) => b.written.length - a.written.length).slice(0, mostGroups))
  return groups.filter((group) => chosen.has(group))
}
