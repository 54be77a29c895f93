import type { Catalogue } from './catalogue.ts'
import type { Match } from './match.ts'
import { quote } from './match.ts'
import type { Reader } from './reader-store.ts'

/** So many are weighed word by word; of more, those with the words in their titles, then the newest. */
const mostWeighed = 1_500
/** A word in so great a part of all texts says nothing. */
const common = 0.4
/** How much of a query a text must have where too few have all of it. */
const [enough, alone] = [0.6, 0.45]
const fewFull = 3

export type Evaluated = {
  /** All that match, in no order. */
  ids: readonly number[]
  /** For each match, how many have it. */
  counts: readonly number[]
  /** Best first, of those that are given. */
  ranked(ids: readonly number[]): number[]
}

export function evaluate(
  matches: readonly Match[],
  excluded: readonly Match[],
  { reader, docs }: { reader: Reader; docs: Catalogue },
): Evaluated {
  const total = docs.count()
  const found = matches.map(({ expression }) => reader.ids(expression))
  const counts = found.map((ids) => ids.length)
  const isCommon = (at: number) =>
    total >= 20 && (counts[at] ?? 0) > common * total && !matches[at]?.group.isQuoted
  const isRareThere = matches.some((_, at) => !isCommon(at))
  const needed = [...matches.keys()].filter((at) => !isRareThere || !isCommon(at))
  const { full, part } = covered(needed, found, matches, total, docs.end())
  const without = new Set(excluded.flatMap(({ expression }) => reader.ids(expression)))
  const isWanted = (id: number) => docs.get(id) !== undefined && !without.has(id)
  const whole = new Set(full)
  const ids = [...full, ...part].filter(isWanted)
  const chosen = needed.flatMap((at) => matches[at] ?? [])

  return {
    ids,
    counts,
    ranked(some) {
      const scores = scored(chosen, { reader, full: full.length, isPart: part.length > 0 })
      const value = (id: number) => (scores.get(id) ?? 0) + (whole.has(id) ? 1000 : 0)
      const date = (id: number) => docs.get(id)?.at ?? 0
      if (some.length > 4 * mostWeighed) {
        const wanted = new Set(some)
        const first = some
          .filter((id) => scores.has(id))
          .sort((a, b) => value(b) - value(a) || date(b) - date(a))
        return [...first, ...docs.byDate().filter((id) => wanted.has(id) && !scores.has(id))]
      }
      return some.toSorted((a, b) => value(b) - value(a) || date(b) - date(a) || a - b)
    },
  }
}

/** Who has all that is needed, and who has most of it where the first are few. */
function covered(
  needed: readonly number[],
  found: readonly (readonly number[])[],
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
    all += weight
    for (const id of ids) {
      times[id] = (times[id] ?? 0) + 1
      shares[id] = (shares[id] ?? 0) + weight
    }
  }
  const shortest = needed.toSorted((a, b) => (found[a]?.length ?? 0) - (found[b]?.length ?? 0))
  const full = (found[shortest[0] ?? 0] ?? []).filter((id) => times[id] === needed.length)
  if (full.length >= fewFull) return { full, part: [] }
  const quoted = needed.filter((at) => matches[at]?.group.isQuoted).map((at) => new Set(found[at]))
  const least = (full.length ? enough : alone) * all
  const part: number[] = []
  for (const [id, share] of shares.entries())
    if (share >= least && times[id] !== needed.length && quoted.every((ids) => ids.has(id))) part.push(id)
  return { full, part }
}

function scored(
  chosen: readonly Match[],
  { reader, full, isPart }: { reader: Reader; full: number; isPart: boolean },
): Map<number, number> {
  if (!chosen.length) return new Map()
  const weighed = chosen.map((match, at) => withBonus(match, chosen[at + 1]))
  if (isPart) return new Map(reader.scored(weighed.join(' OR '), 4 * mostWeighed))
  if (full <= mostWeighed) return new Map(reader.scored(weighed.join(' AND '), mostWeighed))
  const bare = chosen.map(({ expression }) => `(${expression.replaceAll(/\{[^}]*\} : /g, '')})`).join(' AND ')
  const strong = reader.scored(`{title headings about topics} : (${bare})`, mostWeighed)
  const scores = new Map(strong)
  for (const [id, score] of reader.scored(`{title title_stems} : (${bare})`, mostWeighed))
    scores.set(id, (scores.get(id) ?? 0) + 2 * score)
  return scores
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
