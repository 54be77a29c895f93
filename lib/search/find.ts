import { encodedPath } from '#lib/content/path.ts'
import { unpackedAll } from '#lib/content/plain-text.ts'
import { baseOf } from '#lib/lang.ts'
import type { Catalogue } from './catalogue.ts'
import { type Evaluated, evaluate } from './evaluate.ts'
import { hitOf, soughtBy } from './extract.ts'
import { holdsTogether } from './function-words.ts'
import { inAnyColumn, type Match, matchesOf, matchOf, ownColumns, quote } from './match.ts'
import { type Asked, asked, type Group, loosened } from './query.ts'
import type { Reader } from './reader-store.ts'
import { type Found, hitsAPage, nothingFound, type Query } from './search.ts'
import { meanings } from './spelling.ts'
import type { Stems } from './stems.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What answers need. */
export type Shelf = {
  reader: Reader
  docs: Catalogue
  words: Vocabulary
  /** Of the languages that there are texts in, most frequent first. */
  stemmers: ReadonlyMap<string, Stems>
}

type Run = { matches: Match[]; result: Evaluated }

/** So few results make one doubt whether the words are meant as they are. */
const fewResults = 2
const mostTried = 4

export function find(query: Query, shelf: Shelf): Found {
  const typed = askedOf(query.q, shelf)
  if (!typed.groups.length) return nothingFound
  const own = run(typed, shelf)
  const { ids, full, isLacking } = own.result
  const isDoubtful = ids.length <= fewResults || isLacking
  const better = isDoubtful ? meant(typed, own.result, shelf) : undefined
  const isForMeant = better !== undefined && (!ids.length || (!full && better.run.result.full > 0))
  const { matches, result } = isForMeant ? better.run : own
  const { docs, reader, stemmers } = shelf
  const { passed, topics, authors, years } = docs.sifted(result.ids, query)
  const pages = Math.ceil(passed.length / hitsAPage)
  const page = Math.min(Math.max(1, Math.floor(query.page ?? 1) || 1), Math.max(1, pages))
  const sought = soughtBy(matches)
  const rows = result
    .ranked(passed, page * hitsAPage)
    .slice((page - 1) * hitsAPage, page * hitsAPage)
    .flatMap((id) => reader.text(id) ?? [])
  const plains = unpackedAll(rows.map(({ text }) => text))
  const hits = rows.map((row, at) =>
    hitOf(row, plains[at] ?? noText, sought, stemmers.get(baseOf(row.lang)) ?? noStems),
  )
  return {
    ...{ total: passed.length, pages, hits, topics, authors, years },
    ...(better && { meant: { q: better.q, total: better.run.result.ids.length } }),
    ...(isForMeant && { isForMeant }),
  }
}

/** For what has been typed so far: titles first, then what is found otherwise. */
export function suggest(
  q: string,
  shelf: Shelf,
): { kind: string; slug: string; title: string; path: string }[] {
  const typed = askedOf(q, shelf)
  if (!typed.groups.length) return []
  const { reader, docs } = shelf
  const matches = matchesOf(typed.groups, shelf, 2)
  const inTitles = reader
    .scored(`{title title_stems topics} : (${inAnyColumn(matches)})`, 500)
    .filter(([id]) => docs.get(id))
    .toSorted((a, b) => b[1] - a[1] || (docs.get(b[0])?.at ?? 0) - (docs.get(a[0])?.at ?? 0))
    .map(([id]) => id)
  const ids = [...inTitles]
  if (ids.length < mostSuggested) {
    const own = run(typed, shelf)
    const { result } = own.result.ids.length ? own : (meant(typed, own.result, shelf)?.run ?? own)
    for (const id of result.ranked(result.ids, mostSuggested).slice(0, mostSuggested))
      if (!ids.includes(id)) ids.push(id)
  }
  return ids.slice(0, mostSuggested).flatMap((id) => {
    const row = reader.doc(id)
    if (!row) return []
    const { kind, slug, title } = row
    return [{ kind, slug, title, path: encodedPath(kind === 'article' ? `/articles/${slug}` : `/${slug}`) }]
  })
}

const mostSuggested = 8

/** Where nobody wrote `cover-letter`, its words are looked for. */
function askedOf(q: string, shelf: Shelf): Asked {
  const { reader, words, stemmers } = shelf
  const typed = asked(q)
  const groups = typed.groups.flatMap((group) => {
    const parts = loosened(group, typed.q)
    return parts.length < 2 || reader.ids(matchOf(group, stemmers, words).expression).length ? [group] : parts
  })
  return { ...typed, groups: groups.map((group, at) => asElsewhere(group, groups, at, shelf)) }
}

/** `health care` is found by `healthcare`, and the other way round, where somebody wrote it so. */
function asElsewhere(group: Group, groups: readonly Group[], at: number, shelf: Shelf): Group {
  const { reader, words } = shelf
  const term = plainTerm(group, shelf)
  if (!term) return group
  const [before, after] = [groups[at - 1], groups[at + 1]].map((one) => one && plainTerm(one, shelf))
  const isWord = (one: string) => words.count(one) > 0 || words.beginningWith(one).length > 0
  const joined = [after && term + after, before && before + term].find((one) => one && isWord(one))
  if (joined && !group.joined) return { ...group, joined: [joined] }
  const apart: readonly string[] = words.apart(term) ?? []
  const isThere =
    apart.length > 0 &&
    apart.every((one) => one.length >= 3 && !saysNothing(one, shelf)) &&
    apart.reduce((sum, one) => sum + words.count(one), 0) <= mostPlaces &&
    reader.ids(`${ownColumns} : ${quote(...apart)}`).length > 0
  return isThere ? { ...group, apart } : group
}

/** More texts with either part would take too long to look through. */
const mostPlaces = 4_000

/** Of a group that is one word of letters, says something and stands somewhere: others may be slips. */
function plainTerm({ tokens, isQuoted }: Group, shelf: Shelf): string | undefined {
  const [token, ...more] = tokens
  if (!token || more.length || isQuoted || token.isPair || !/^\p{L}{2,}$/u.test(token.term)) return undefined
  return !shelf.words.count(token.term) || saysNothing(token.term, shelf) ? undefined : token.term
}

function saysNothing(term: string, { stemmers }: Shelf): boolean {
  return [...stemmers.keys()].some((language) => holdsTogether(term, language))
}

function run({ groups, excluded }: Asked, shelf: Shelf): Run {
  const matches = matchesOf(groups, shelf)
  const without = excluded.map((group) => matchOf(group, noStemmers, shelf.words))
  return { matches, result: evaluate(matches, without, shelf) }
}

function meant(typed: Asked, own: Evaluated, shelf: Shelf): { q: string; run: Run } | undefined {
  for (const q of meanings(typed, own.counts, shelf).slice(0, mostTried)) {
    const other = run(askedOf(q, shelf), shelf)
    const { ids, full } = other.result
    const isWhole = own.isLacking && full > 0
    const least = own.ids.length ? 5 * own.ids.length : 1
    if (isWhole || ids.length >= least) return { q, run: other }
  }
  return undefined
}

const noText = { text: '', aside: '' }
const noStems: Stems = () => []
const noStemmers: ReadonlyMap<string, Stems> = new Map()
