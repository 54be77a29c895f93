/** What stands behind the question mark, as the framework gives it. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

/** One value; the first, where there are several. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name]
  return Array.isArray(value) ? value[0] : value
}

/** The number of a page of a list, from 1; 1 for everything that is no such number. */
export function pageNumber(query: Query): number {
  const page = Number(one(query, 'page'))
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}

/** A path with these parameters; those without a value are left out. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

/** The parameters of a query as it stood in the address. */
export function queryOf(text: string): Query {
  // Of a name that stands twice, the first counts.
  return Object.fromEntries([...new URLSearchParams(text)].reverse())
}
