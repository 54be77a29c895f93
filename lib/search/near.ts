import { unpacked } from '#lib/content/plain-text.ts'
import { baseOf } from '#lib/lang.ts'
import type { Shelf } from './find.ts'
import { quote } from './match.ts'
import { tokensOf } from './tokens.ts'

/** Words that tell what a text is about. */
const mostTerms = 14
/** Of texts that have one of them: more would take too long. */
const mostPlaces = 3_000
/** A word in a greater part of all texts tells nothing; where there are few texts, in half of them. */
const [common, few, most] = [0.1, 0.5, 20]
const inTitle = 4
/** Of what the text itself would have, and of the best. */
const least = 0.1

/** Slugs of the articles that share the rare words of this one, its topics and its series; its own language first. */
export function near(slug: string, count: number, { reader, docs, words, stemmers }: Shelf): string[] {
  const id = reader.idOf(`articles/${slug}`)
  const row = id === undefined ? undefined : reader.text(id)
  const doc = id === undefined ? undefined : docs.get(id)
  if (id === undefined || !row || !doc) return []
  const stemsOf = stemmers.get(baseOf(row.lang))
  const total = docs.count()
  const times = new Map<string, { times: number; written: string }>()
  const add = (text: string, by: number) => {
    for (const { term, from, to, isPair } of tokensOf(text)) {
      if (term.length < 3 && !isPair) continue
      const known = times.get(term)
      if (known) known.times += by
      else times.set(term, { times: by, written: text.slice(from, to) })
    }
  }
  add(row.title, inTitle)
  add(row.about, inTitle / 2)
  add(unpacked(row.text).text.slice(0, 20_000), 1)
  const mostCommon = Math.max(common * total, Math.min(most, few * total))
  const telling = [...times]
    .map(([term, one]) => ({ term, ...one, count: words.count(term) }))
    // A pair of letters is in no list of words.
    .filter(({ count, times }) => (count > 1 && count <= mostCommon) || (count === 0 && times > 1))
    .map((one) => ({ ...one, weight: Math.sqrt(one.times) * Math.log(1 + total / Math.max(2, one.count)) }))
    .sort((a, b) => b.weight - a.weight)
  const chosen: { expression: string; weight: number }[] = []
  let places = 0
  for (const { term, written, count, weight } of telling) {
    if (chosen.length >= mostTerms) break
    if (places + count > mostPlaces) continue
    places += count
    const either = [term, ...(stemsOf?.(written, term) ?? [])].map((one) => quote(one))
    chosen.push({ expression: either.join(' OR '), weight })
  }
  const scores = alike(chosen, id, reader)
  const ofTopic = doc.topics.map((topic) => Math.log(1 + total / Math.max(1, docs.ofTopic(topic).length)))
  const all = ofTopic.reduce((sum, one) => sum + one, 0) || 1
  for (const [at, topic] of doc.topics.entries())
    for (const other of docs.ofTopic(topic))
      if (scores.has(other) || docs.ofTopic(topic).length <= mostPlaces)
        scores.set(other, (scores.get(other) ?? 0) + (0.4 * (ofTopic[at] ?? 0)) / all)
  if (doc.series)
    for (const other of docs.ofSeries(doc.series)) scores.set(other, (scores.get(other) ?? 0) + 0.5)
  return [...scores]
    .flatMap(([other, score]) => {
      const found = other === id ? undefined : docs.get(other)
      // Pages have no date.
      return found?.year ? [{ other, score: score + (found.lang === doc.lang ? 10 : 0), at: found.at }] : []
    })
    .sort((a, b) => b.score - a.score || b.at - a.at)
    .slice(0, count)
    .flatMap(({ other }) => reader.text(other)?.slug ?? [])
}

/** By how many of the words they have, which tells most where there are few texts, and by how often. */
function alike(
  chosen: readonly { expression: string; weight: number }[],
  id: number,
  reader: Shelf['reader'],
): Map<number, number> {
  const scores = new Map<number, number>()
  if (!chosen.length) return scores
  const all = chosen.reduce((sum, { weight }) => sum + weight, 0)
  for (const { expression, weight } of chosen)
    for (const other of reader.ids(expression)) scores.set(other, (scores.get(other) ?? 0) + weight / all)
  const weighed = reader.scored(chosen.map(({ expression }) => expression).join(' OR '), 2 * mostPlaces)
  const best = Math.max(...weighed.flatMap(([other, score]) => (other === id ? [] : [score])), 1e-3)
  for (const [other, score] of weighed) scores.set(other, (scores.get(other) ?? 0) + score / best)
  for (const [other, score] of scores) if (score < least) scores.delete(other)
  return scores
}
