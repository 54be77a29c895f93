import type { Catalogue } from './catalogue.ts'
import { functionWords } from './function-words.ts'
import { inAnyColumn, type Match, quote } from './match.ts'
import type { Group } from './query.ts'
import type { Reader } from './reader-store.ts'
import type { Stems } from './stems.ts'

/** So many are weighed word by word; of more, those with the words in their titles come first, then the newest. */
const mostWeighed = 1_000
/** A word in so great a part of all texts says nothing. */
const common = 0.4
/** How much of a query a text must have where too few have all of it. */
const [enough, alone] = [0.4, 0.35]
const fewFull = 3

export type Evaluated = {
  /** All that match, in no order. */
  ids: readonly number[]
  /** Something that is needed stands nowhere. */
  isLacking: boolean
  /** How many have all that is needed. */
  full: number
  /** For each match, how many have it. */
  counts: readonly number[]
  /** Best first, of those that are given; beyond `most` in no order. */
  ranked(ids: readonly number[], most: number): number[]
}

export function evaluate(
  matches: readonly Match[],
  excluded: readonly Match[],
  { reader, docs, stemmers }: { reader: Reader; docs: Catalogue; stemmers: ReadonlyMap<string, Stems> },
): Evaluated {
  const total = docs.count()
  const found = matches.map(({ expression }) => reader.ids(expression))
  const counts = found.map((ids) => ids.length)
  const isCommon = (at: number) =>
    total >= 20 && (counts[at] ?? 0) > common * total && !matches[at]?.group.isQuoted
  const idle = functionWords(
    matches.map(({ group }) => (isMeant(group, matches) ? [] : group.tokens.map(({ term }) => term))),
    stemmers.keys(),
  )
  const isIdle = (at: number) => (idle.size < matches.length && idle.has(at)) || isCommon(at)
  const isRareThere = matches.some((_, at) => !isIdle(at))
  const needed = [...matches.keys()].filter((at) => !isRareThere || !isIdle(at))
  const { full, part } = covered(needed, found, matches, total, docs.end())
  const isWanted = new Uint8Array(docs.end())
  for (const id of [full, part].flat()) if (docs.get(id)) isWanted[id] = 1
  for (const { expression } of excluded) for (const id of reader.ids(expression)) isWanted[id] = 0
  const chosen = needed.flatMap((at) => matches[at] ?? [])
  const date = (id: number) => docs.get(id)?.at ?? 0
  const passed = (ids: readonly number[]) => ids.filter((id) => isWanted[id])

  return {
    ids: part.length ? [...passed(full), ...passed(part)] : passed(full),
    ...{ full: full.length, counts, isLacking: needed.some((at) => !counts[at]) },
    ranked(some, most) {
      if (full.length > mostWeighed) return byPlace(some, chosen, { reader, docs, most })
      const whole = part.length ? new Set(full) : undefined
      const scores = weighed(chosen, reader, part.length > 0)
      const value = (id: number) => (scores.get(id) ?? 0) + (whole?.has(id) ? aboveAll : 0)
      return some.toSorted((a, b) => value(b) - value(a) || date(b) - date(a) || a - b)
    },
  }
}

/** In quotes, or in capitals as `WHO` among other words. */
function isMeant({ isQuoted, written }: Group, matches: readonly Match[]): boolean {
  const isLoud = (text: string) =>
    text.length > 1 && text !== text.toLowerCase() && text === text.toUpperCase()
  return isQuoted || (isLoud(written) && !matches.every(({ group }) => isLoud(group.written)))
}

/** More than any score. */
const aboveAll = 1_000

/** Who has all that is needed, and who has most of it where the first are few. */
function covered(
  needed: readonly number[],
  found: readonly Uint32Array[],
  matches: readonly Match[],
  total: number,
  end: number,
): { full: number[]; part: number[] } {
  const [first = 0] = needed
  if (needed.length === 1) return { full: [...(found[first] ?? [])], part: [] }
  const times = new Uint8Array(end)
  const shares = new Float32Array(end)
  let all = 0
  for (const at of needed) {
    const ids = found[at] ?? []
    const weight = Math.log(1 + total / Math.max(0.5, ids.length))
    if (ids.length) all += weight
    for (const id of ids) {
      times[id] = (times[id] ?? 0) + 1
      shares[id] = (shares[id] ?? 0) + weight
    }
  }
  const shortest = needed.toSorted((a, b) => (found[a]?.length ?? 0) - (found[b]?.length ?? 0))
  const full = [...(found[shortest[0] ?? 0] ?? [])].filter((id) => times[id] === needed.length)
  if (full.length >= fewFull) return { full, part: [] }
  const quoted = needed.filter((at) => matches[at]?.group.isQuoted).map((at) => new Set(found[at]))
  const least = (full.length ? enough : alone) * all
  const part: number[] = []
  for (const [id, share] of shares.entries())
    if (share > 0 && share >= least && times[id] !== needed.length && quoted.every((ids) => ids.has(id)))
      part.push(id)
  return { full, part }
}

function weighed(chosen: readonly Match[], reader: Reader, isPart: boolean): ReadonlyMap<number, number> {
  if (!chosen.length) return new Map()
  const all = chosen.map((match, at) => withBonus(match, chosen[at + 1]))
  return new Map(reader.scored(all.join(isPart ? ' OR ' : ' AND '), 4 * mostWeighed))
}

/** Titles that have it all, then headings, descriptions and topics, then the rest; the newest of each first. */
function byPlace(
  some: readonly number[],
  chosen: readonly Match[],
  { reader, docs, most }: { reader: Reader; docs: Catalogue; most: number },
): number[] {
  const place = new Uint8Array(docs.end())
  for (const id of some) place[id] = 1
  const expression = inAnyColumn(chosen)
  let placed = 0
  for (const [at, columns] of ['{title title_stems}', '{title headings about topics}'].entries()) {
    if (placed >= most) break
    for (const id of reader.ids(`${columns} : (${expression})`))
      if (place[id] === 1) {
        place[id] = 3 - at
        placed++
      }
  }
  const places: number[][] = [[], [], [], []]
  for (const id of docs.byDate()) places[place[id] ?? 0]?.push(id)
  const [, rest = [], strong = [], titles = []] = places
  return [...titles, ...strong, ...rest]
}

/** A word counts once more in a title, and beside the next one. Neither matches anything else. */
function withBonus({ expression, group, terms, stems, pairs }: Match, next: Match | undefined): string {
  const bonus: string[] = []
  const inTitle = [...(terms.length === 1 ? terms : []), ...stems].map((one) => quote(one))
  if (inTitle.length) bonus.push(`{title title_stems} : (${inTitle.join(' OR ')})`)
  const [own, other] = [terms.at(-1), next?.terms[0]]
  if (own && other && !pairs && !group.isQuoted)
    bonus.push(`{title headings about topics body} : ${quote(own, other)}`)
  return `(${[expression, ...bonus].join(' OR ')})`
}
