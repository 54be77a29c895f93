import type { PlainText } from '#lib/content/plain-text.ts'
import type { Match } from './match.ts'
import type { TextRow } from './reader-store.ts'
import type { Hit, Marked } from './search.ts'
import { irregularFormsOf, type Stems, withoutLanguage } from './stems.ts'
import { isUnspaced, joinedTerm, startOf, type Token, tokensOf, tokensStarting } from './tokens.ts'

type Row = Pick<TextRow, 'kind' | 'slug' | 'title' | 'about'>

type Range = { from: number; to: number; group: number }

/** Letters of an extract. */
const wide = 200
/** Before the first word that was found. */
const before = 60
/** Letters of a text that are looked through: of a book the rest would take too long. */
const mostRead = 30_000

type Group = { either: ReadonlySet<string> } & Pick<Match, 'prefix' | 'pairs'>

/** What is marked in each result of a query. */
export type Sought = {
  groups: readonly Group[]
  starts: ReadonlySet<number>
  hasPairs: boolean
  /** Of words as they are written, by the stems of their language: the results of a query share most of them. */
  known: Map<Stems, Map<string, number>>
}

export function soughtBy(matches: readonly Match[]): Sought {
  const groups = matches.map(({ terms, stems, parts = [], prefix, pairs }) => ({
    either: new Set([...terms, ...stems, ...parts]),
    ...(prefix !== undefined && { prefix }),
    ...(pairs && { pairs }),
  }))
  const starts = groups.flatMap(({ either, prefix = [] }) =>
    [...either, ...[...either].flatMap(irregularFormsOf), ...[prefix].flat()]
      .map(withoutLanguage)
      .map(startOf),
  )
  return {
    groups,
    starts: new Set(starts),
    hasPairs: groups.some(({ pairs }) => pairs),
    known: new Map(),
  }
}

/** What a reader sees of a result. */
export function hitOf(row: Row, { text, aside }: PlainText, sought: Sought, stems: Stems): Hit {
  const { kind, slug, title, about } = row
  const found = (text: string) => rangesIn(text, sought, stems)
  const spotIn = (whole: string) => {
    const text = whole.slice(0, mostRead)
    return {
      text: text.replace(/\n/g, (end, at) => (endsInLetter(text, at) ? end : ' ')),
      ranges: found(text),
    }
  }
  const body = spotIn(text)
  const spots = body.ranges.length ? [body] : [about, aside].map(spotIn)
  const best = spots.find(({ ranges }) => ranges.length) ?? (about ? { text: about, ranges: [] } : body)
  return {
    ...{ kind, slug },
    title: marked(title, found(title), 0, title.length),
    extract: extractOf(best.text, best.ranges),
  }
}

/** What ends in a letter, as a heading does, is kept apart from what follows. */
function endsInLetter(text: string, at: number): boolean {
  return /[\p{L}\p{M}\p{N})]$/u.test(text.slice(Math.max(0, at - 2), at))
}

// No line begins with the sign.
const between = '\u00a0· '

function groupsOf(ranges: readonly Range[]): number {
  return new Set(ranges.map(({ group }) => group)).size
}

function rangesIn(text: string, { groups, starts, hasPairs, known }: Sought, stems: Stems): Range[] {
  const groupOf = known.get(stems) ?? new Map<string, number>()
  known.set(stems, groupOf)
  const wordGroup = ({ from, to, term }: Token): number => {
    const written = text.slice(from, to)
    const before = groupOf.get(written)
    if (before !== undefined) return before
    const group = groups.findIndex(
      ({ either, prefix }) =>
        either.has(term) ||
        (prefix !== undefined && term.startsWith(prefix)) ||
        stems(written, term).some((stem) => either.has(stem)),
    )
    groupOf.set(written, group)
    return group
  }
  const isWhole = hasPairs || isUnspaced(text)
  const tokens = isWhole ? tokensOf(text) : tokensStarting(text, starts)
  const ranges: Range[] = []
  const isWorth = (term: string) => starts.has(startOf(term)) || term.charCodeAt(0) > lastLatin
  for (const [at, token] of tokens.entries()) {
    if (!token.isPair && !isWorth(token.term)) continue
    const next = tokens[at + 1]
    const joined = joinedTerm(text, token, next)
    const both = joined ? groups.findIndex(({ either }) => either.has(joined)) : -1
    if (next && both >= 0) {
      ranges.push({ from: token.from, to: next.to, group: both })
      continue
    }
    const group = token.isPair
      ? groups.findIndex(({ pairs }) => pairs !== undefined && isAt(tokens, at, pairs))
      : wordGroup(token)
    const pairs = groups[group]?.pairs
    if (group < 0) continue
    const to = pairs && token.isPair ? (tokens[at + pairs.length - 1]?.to ?? token.to) : token.to
    const isOne = pairs?.length === 1 && [...(pairs[0] ?? '')].length === 1
    ranges.push({ from: token.from, to: isOne ? token.from + (pairs?.[0] ?? '').length : to, group })
  }
  return ranges
}

/** Other scripts put something before a word, too. */
const lastLatin = 0x7a

function isAt(tokens: readonly Token[], at: number, pairs: readonly string[]): boolean {
  const [only = ''] = pairs
  if (pairs.length === 1 && [...only].length === 1) return tokens[at]?.term.startsWith(only) ?? false
  return pairs.every((pair, offset) => tokens[at + offset]?.term === pair)
}

/** Where most of what was asked for stands together. */
function extractOf(text: string, ranges: readonly Range[]): Marked {
  let best = { score: 0, at: 0 }
  for (const [at, { from }] of ranges.entries()) {
    const within: Range[] = []
    for (let next = at; (ranges[next]?.to ?? Number.POSITIVE_INFINITY) - from < wide - before; next++) {
      const range = ranges[next]
      if (range) within.push(range)
    }
    const score = groupsOf(within) * 100 + within.length
    if (score > best.score) best = { score, at }
  }
  const first = ranges[best.at]?.from ?? 0
  const line = text.replaceAll('\n', ' ')
  const from = ranges.length ? startBefore(line, Math.max(0, first - before)) : 0
  const to = endAfter(line, from + wide)
  return [
    ...(from > 0 ? [{ text: '… ', isFound: false }] : []),
    ...marked(text, ranges, from, to),
    ...(to < text.length ? [{ text: ' …', isFound: false }] : []),
  ]
}

/** Whole words. */
function startBefore(text: string, from: number): number {
  if (from === 0) return 0
  const space = text.indexOf(' ', from)
  if (space >= 0 && space - from < before / 2) return space + 1
  return isLow(text, from) ? from - 1 : from
}

function endAfter(text: string, to: number): number {
  if (to >= text.length) return text.length
  const space = text.lastIndexOf(' ', to)
  if (space > to - 40) return space
  return isLow(text, to) ? to - 1 : to
}

/** Between the two halves of one sign. */
function isLow(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

function marked(text: string, ranges: readonly Range[], from: number, to: number): Marked {
  const parts: { text: string; isFound: boolean }[] = []
  let done = from
  for (const range of ranges) {
    if (range.to <= done || range.from < from || range.to > to) continue
    const start = Math.max(range.from, done)
    if (start > done) parts.push({ text: text.slice(done, start), isFound: false })
    const last = parts.at(-1)
    if (last?.isFound) last.text += text.slice(start, range.to)
    else parts.push({ text: text.slice(start, range.to), isFound: true })
    done = range.to
  }
  if (done < to) parts.push({ text: text.slice(done, to), isFound: false })
  return parts.map(({ text, isFound }) => ({ text: text.replaceAll('\n', between), isFound }))
}
