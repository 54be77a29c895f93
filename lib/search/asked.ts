import { mostLetters, type Query } from './search.ts'

export type Asked = {
  query: Query
  /** The text was longer than is searched for. */
  isCut: boolean
  /** What of the address could not be used, as it was written. */
  unusable: Partial<Record<'year' | 'page', string>>
}

const names = ['q', 'topic', 'author', 'year', 'page'] as const

/** Of an address's query: the first of each name counts, others mean nothing. */
export function askedBy(query: string): Asked {
  const given = new URLSearchParams(query)
  const [q, topic, author, year, page] = names.map((name) => plain(given.get(name) ?? ''))
  const letters = [...(q ?? '')]
  const isYear = /^\d{4}$/.test(year ?? '')
  const isPage = /^[1-9]\d{0,5}$/.test(page ?? '')
  return {
    query: {
      q: letters.slice(0, mostLetters).join('').trim(),
      ...(topic && { topic }),
      ...(author && { author }),
      ...(isYear && { year: Number(year) }),
      ...(isPage && Number(page) > 1 && { page: Number(page) }),
    },
    isCut: letters.length > mostLetters,
    unusable: { ...(year && !isYear && { year }), ...(page && !isPage && { page }) },
  }
}

/** Where a search is found, for links to it. */
export function searchPath({ q, topic, author, year, page }: Query): string {
  const given = new URLSearchParams({
    ...(q && { q }),
    ...(topic && { topic }),
    ...(author && { author }),
    ...(year && { year: String(year) }),
    ...(page && page > 1 && { page: String(page) }),
  })
  return given.size ? `/search?${given}` : '/search'
}

/** The same whatever else stands in it, so that whoever asks for the same gets the same page. */
export function usualQuery(query: string): string {
  const given = new URLSearchParams(query)
  const known = [...names, 'format'].flatMap((name) => {
    const value = given.get(name)
    return value ? [[name, value]] : []
  })
  return String(new URLSearchParams(known))
}

function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
