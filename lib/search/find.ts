import { encodedPath } from '#lib/content/path.ts'
import { baseOf } from '#lib/lang.ts'
import type { Catalogue } from './catalogue.ts'
import { type Evaluated, evaluate } from './evaluate.ts'
import { hitOf, soughtBy } from './extract.ts'
import { inAnyColumn, type Match, matchOf } from './match.ts'
import { type Asked, asked, loosened } from './query.ts'
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
  const hits = result
    .ranked(passed, page * hitsAPage)
    .slice((page - 1) * hitsAPage, page * hitsAPage)
    .flatMap((id) => {
      const row = reader.text(id)
      return row ? [hitOf(row, sought, stemmers.get(baseOf(row.lang)) ?? noStems)] : []
    })
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
  const matches = typed.groups.map((group) => matchOf(group, shelf.stemmers, shelf.words, 2))
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
function askedOf(q: string, { reader, words, stemmers }: Shelf): Asked {
  const typed = asked(q)
  const groups = typed.groups.flatMap((group) => {
    const parts = loosened(group, typed.q)
    return parts.length < 2 || reader.ids(matchOf(group, stemmers, words).expression).length ? [group] : parts
  })
  return { ...typed, groups }
}

function run({ groups, excluded }: Asked, shelf: Shelf): Run {
  const matches = groups.map((group) => matchOf(group, shelf.stemmers, shelf.words))
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

const noStems: Stems = () => []
const noStemmers: ReadonlyMap<string, Stems> = new Map()
