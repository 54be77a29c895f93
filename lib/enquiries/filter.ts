/** What the desk's list can be narrowed to; `open` is what nobody has dealt with to its end. */
export const enquiryFilters = ['open', 'new', 'held', 'in-progress', 'answered', 'spam', 'all'] as const

export type EnquiryFilter = (typeof enquiryFilters)[number]

/** Which enquiries the desk lists. */
export type EnquiryQuery = {
  /** `open` unless said. */
  filter?: EnquiryFilter
  assigned?: 'mine' | 'unassigned'
  /** Words that must all stand somewhere in it. */
  search?: string
  /** From 1 on. */
  page?: number
}

const longestSearch = 200

/** Reads the query of the list's address; what makes no sense is left out. */
export function readEnquiryQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): EnquiryQuery {
  const one = (name: string) => {
    const given = params[name]
    return (Array.isArray(given) ? given[0] : given)?.trim() ?? ''
  }
  const filter = enquiryFilters.find((known) => known === one('filter'))
  const assigned = (['mine', 'unassigned'] as const).find((known) => known === one('assigned'))
  const search = one('search').slice(0, longestSearch)
  const page = /^[1-9]\d{0,5}$/.test(one('page')) ? Number(one('page')) : 1
  return {
    ...(filter && { filter }),
    ...(assigned && { assigned }),
    ...(search && { search }),
    ...(page > 1 && { page }),
  }
}
