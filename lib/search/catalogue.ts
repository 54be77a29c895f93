import { baseOf } from '#lib/lang.ts'
import type { DocRow } from './reader-store.ts'
import type { Facet } from './search.ts'

type Filter = { topic?: string; author?: string; year?: number }

export type Catalogue = ReturnType<typeof createCatalogue>

/** A site may have thousands of topics: each would be named, and sent, with every search. */
const mostNamed = 60

/** That a date can have. */
const lastYear = 9_999

type Doc = { at: number; year: number; topics: number[]; authors: number[]; series: string; lang: string }

/** What is asked of very many at once: it would take too long to read it from the disk. */
export function createCatalogue(rows: Iterable<DocRow>) {
  const docs: (Doc | undefined)[] = []
  const topics = createNames()
  const authors = createNames()
  let byDate: number[] | undefined
  let byTopic: Map<number, number[]> | undefined
  let count = 0

  function put(row: DocRow): void {
    const ids = (json: string) => (JSON.parse(json) as [string, string][]).map(([id]) => id)
    if (!docs[row.id]) count++
    docs[row.id] = {
      at: row.at,
      year: row.year,
      topics: ids(row.topics).map((one) => topics.number(one)),
      authors: ids(row.authors).map((one) => authors.number(one)),
      series: row.series,
      lang: baseOf(row.lang),
    }
    byDate = byTopic = undefined
  }

  function remove(id: number): void {
    if (docs[id]) count--
    docs[id] = undefined
    byDate = byTopic = undefined
  }

  for (const row of rows) put(row)

  return {
    put,
    remove,
    get: (id: number) => docs[id],
    count: () => count,
    /** Beyond all ids. */
    end: () => docs.length,
    /** Newest first. */
    byDate(): readonly number[] {
      byDate ??= [...docs.keys()]
        .filter((id) => docs[id])
        .sort((a, b) => (docs[b]?.at ?? 0) - (docs[a]?.at ?? 0))
      return byDate
    },
    ofTopic(topic: number): readonly number[] {
      if (!byTopic) {
        byTopic = new Map()
        for (const [id, doc] of docs.entries())
          for (const one of doc?.topics ?? []) {
            const some = byTopic.get(one)
            if (some) some.push(id)
            else byTopic.set(one, [id])
          }
      }
      return byTopic.get(topic) ?? []
    },
    ofSeries: (series: string) => [...docs.keys()].filter((id) => docs[id]?.series === series),
    languages(): string[] {
      const times = new Map<string, number>()
      for (const doc of docs) if (doc) times.set(doc.lang, (times.get(doc.lang) ?? 0) + 1)
      return [...times].sort((a, b) => b[1] - a[1]).map(([lang]) => lang)
    },
    /** What passes the filter, and counts of what passes the rest of it. */
    sifted(ids: readonly number[], filter: Filter) {
      const topic = filter.topic === undefined ? undefined : topics.known(filter.topic)
      const author = filter.author === undefined ? undefined : authors.known(filter.author)
      const ofTopics = new Uint32Array(topics.size())
      const ofAuthors = new Uint32Array(authors.size())
      const ofYears = new Uint32Array(lastYear + 1)
      const passed: number[] = []
      for (const id of ids) {
        const doc = docs[id]
        if (!doc) continue
        const isOfTopic = topic === undefined || doc.topics.includes(topic)
        const isOfAuthor = author === undefined || doc.authors.includes(author)
        const isOfYear = filter.year === undefined || doc.year === filter.year
        if (isOfTopic && isOfAuthor && isOfYear) passed.push(id)
        if (isOfAuthor && isOfYear) for (const one of doc.topics) ofTopics[one] = (ofTopics[one] ?? 0) + 1
        if (isOfTopic && isOfYear) for (const one of doc.authors) ofAuthors[one] = (ofAuthors[one] ?? 0) + 1
        if (isOfTopic && isOfAuthor) ofYears[doc.year] = (ofYears[doc.year] ?? 0) + 1
      }
      return {
        passed,
        topics: topics.facet(ofTopics, filter.topic),
        authors: authors.facet(ofAuthors, filter.author),
        years: yearsIn(ofYears),
      }
    },
  }
}

/** Newest first; pages have none. */
function yearsIn(counts: Uint32Array): Facet<number> {
  const years: { key: number; count: number }[] = []
  for (let key = lastYear; key > 0; key--) {
    const count = counts[key]
    if (count) years.push({ key, count })
  }
  return years
}

function createNames() {
  const numbers = new Map<string, number>()
  const names: string[] = []
  return {
    number(name: string): number {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    /** No number is of nobody. */
    known: (name: string) => numbers.get(name) ?? -1,
    size: () => names.length,
    /** @param chosen is named, however rare */
    facet: (counts: Uint32Array, chosen: string | undefined): Facet<string> =>
      names
        .map((key, number) => ({ key, count: counts[number] ?? 0 }))
        .filter(({ count }) => count)
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
        .filter(({ key }, at) => at < mostNamed || key === chosen),
  }
}
