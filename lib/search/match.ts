import { compoundsOf } from './compounds.ts'
import type { Group } from './query.ts'
import type { Stems } from './stems.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a group is looked for as, in the language of FTS5. */
export type Match = {
  group: Group
  expression: string
  /** For what is found to be marked. */
  terms: readonly string[]
  stems: readonly string[]
  /** Of a number that may be written in groups. */
  parts?: readonly string[]
  prefix?: string
  /** Of a script without spaces: its pairs, or the only letter. */
  pairs?: readonly string[]
}

export const ownColumns = '{title headings about topics authors body aside}'

/** Two letters count as a beginning where they are no word: `of` is not meant to find offices. */
const shortestPrefix = 3
/** Of a beginning that more words have than these, the most frequent ones count: the rest would take too long. */
const mostWords = 150
const mostPlaces = 4_000
const fewWords = 12

export function matchOf(
  group: Group,
  stemmers: ReadonlyMap<string, Stems>,
  words: Vocabulary,
  shortest = shortestPrefix,
): Match {
  const { tokens, isQuoted, isLast } = group
  if (tokens.some(({ isPair }) => isPair)) return pairsOf(group)
  const terms = tokens.map(({ term }) => term)
  const phrase = quote(...terms)
  if (isQuoted) return { group, terms, stems: [], expression: `${ownColumns} : ${phrase}` }
  const [first] = tokens
  const apart = terms.flatMap(figuresApart)
  const { joined: beside = [], apart: parted = [] } = group
  if (!first || terms.length > 1) {
    const either = [`${ownColumns} : ${phrase}`]
    if (apart.length > terms.length) either.push(`${ownColumns} : ${quote(...apart)}`)
    if (beside.length) either.push(`${ownColumns} : ${quote(...beside)}`)
    const parts = [...apart, ...beside]
    if (decimal.test(group.written))
      return { ...{ group, terms, stems: [], parts }, expression: either.join(' OR ') }
    const joined = terms.join('')
    const stems = hyphened.test(group.written) ? stemsOf(joined, joined, stemmers) : []
    either.push(...[joined, ...stems].map((one) => quote(one)))
    return {
      ...{ group, terms: [...terms, joined], stems, parts },
      expression: either.join(' OR '),
    }
  }
  const [both] = beside.length === 1 ? beside : []
  const stems = [
    ...stemsOf(group.written, first.term, stemmers),
    ...compoundsOf(first.term, stemmers, words),
    ...(both ? stemsOf(both, both, stemmers) : []),
  ]
  const either = [first.term, ...stems].map((one) => quote(one))
  const figures = [
    ...inGroups(first.term),
    ...(apart.length > 1 ? [apart] : []),
    ...[beside, parted].filter(({ length }) => length),
  ]
  either.push(...figures.map((some) => quote(...some)))
  const length = [...first.term].length
  const isPrefix = isLast && (length >= shortest || (length === 2 && !words.count(first.term)))
  if (isPrefix) either.push(...beginning(first.term, words))
  const prefix = isPrefix ? { prefix: first.term } : {}
  return { group, terms, stems, parts: figures.flat(), ...prefix, expression: either.join(' OR ') }
}

/** One after the other; of those of which one is enough each is looked for as all of them are. */
export function matchesOf(
  groups: readonly Group[],
  { stemmers, words }: { stemmers: ReadonlyMap<string, Stems>; words: Vocabulary },
  shortest?: number,
): Match[] {
  const matches = groups.map((group) => matchOf(group, stemmers, words, shortest))
  return matches.map((match) => {
    const { either } = match.group
    if (either === undefined) return match
    const all = matches.filter(({ group }) => group.either === either)
    return { ...match, expression: all.map(({ expression }) => expression).join(' OR ') }
  })
}

/** A long number as others write it: by thousands, and by pairs as telephones have it. */
function inGroups(term: string): string[][] {
  if (!/^\d{4,12}$/.test(term)) return []
  const thousands = term.match(/\d{1,3}(?=(?:\d{3})*$)/g) ?? []
  const pairs = term.length >= 8 && term.length % 2 === 0 ? [term.match(/\d\d/g) ?? []] : []
  return [thousands, ...pairs]
}

/** `27kg` as `27 kg`, `B12` as `B 12`. */
function figuresApart(term: string): string[] {
  return term.match(/\d+|\D+/g)?.slice(0, 4) ?? []
}

/** Not by thousands, where the sign means nothing. */
const decimal = /^\d+[.,]\d{1,2}(?!\d)/

const hyphened = /^[\p{L}\p{M}\p{N}]+(?:\p{Pd}[\p{L}\p{M}\p{N}]+)+$/u

function stemsOf(written: string, term: string, stemmers: ReadonlyMap<string, Stems>): string[] {
  return [...new Set([...stemmers.values()].flatMap((one) => one(written, term)))]
}

function pairsOf(group: Group): Match {
  const { tokens } = group
  const last = tokens.at(-1)
  const isAlone = tokens.length === 1
  const kept = !isAlone && last?.isPair && [...last.term].length === 1 ? tokens.slice(0, -1) : tokens
  const pairs = kept.map(({ term }) => term)
  const phrase = `${quote(...pairs)}${isAlone ? ' *' : ''}`
  return { group, terms: [], stems: [], pairs, expression: `${ownColumns} : ${phrase}` }
}

function beginning(prefix: string, words: Vocabulary): string[] {
  const found = words.beginningWith(prefix)
  if (found.length <= mostWords && found.reduce((sum, { count }) => sum + count, 0) <= mostPlaces)
    return found.length ? [`${quote(prefix)} *`] : []
  return found
    .sort((a, b) => b.count - a.count)
    .slice(0, fewWords)
    .map(({ term }) => quote(term))
}

/** What has all of them, without the columns that each names itself. */
export function inAnyColumn(matches: readonly Match[]): string {
  return matches.map(({ expression }) => `(${expression.replaceAll(/\{[^}]*\} : /g, '')})`).join(' AND ')
}

export function quote(...terms: readonly string[]): string {
  return `"${terms.join(' ')}"`
}
