import { withQuery } from '#lib/desk/query.ts'
import type { EnquiryQuery } from '#lib/enquiries/filter.ts'

/** The address of the enquiries that fit, or of another page made from them. */
export function listPath(query: EnquiryQuery, path = '/staff/enquiries'): string {
  const { filter, assigned, search, page } = query
  return withQuery(path, {
    filter: filter === 'open' ? undefined : filter,
    assigned,
    search,
    page: page === 1 ? undefined : page,
  })
}
