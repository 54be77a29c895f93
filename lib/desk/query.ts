export type Query = Readonly<Record<string, string | string[] | undefined>>

export function one(query: Query, name: string): string | undefined {
  const value = query[name]
  return Array.isArray(value) ? value[0] : value
}

export function pageNumber(query: Query): number {
  const page = Number(one(query, 'page'))
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}

export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

export function queryOf(text: string): Query {
  // Of a name that stands twice, the first counts.
  return Object.fromEntries([...new URLSearchParams(text)].reverse())
}
