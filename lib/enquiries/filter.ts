export const enquiryFilters = ['open', 'new', 'held', 'in-progress', 'answered', 'spam', 'all'] as const

export type EnquiryFilter = (typeof enquiryFilters)[number]

export type EnquiryQuery = {
  filter?: EnquiryFilter
  assigned?: 'mine' | 'unassigned'
  search?: string
  page?: number
}

const longestSearch = 200

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
