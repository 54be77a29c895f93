import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { EnquiryRows } from '#components/desk/enquiry-rows.tsx'
import { PageLine, Queues } from '#components/desk/queues.tsx'
import { SearchForm } from '#components/desk/search-form.tsx'
import { context } from '#lib/context.ts'
import type { Query } from '#lib/desk/query.ts'
import {
  type EnquiryFilter,
  type EnquiryQuery,
  enquiryFilters,
  readEnquiryQuery,
} from '#lib/enquiries/filter.ts'
import { countEnquiries, type EnquiryCounts, listEnquiries } from '#lib/enquiries/queries.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { filterNames, inRow } from './labels.ts'
import { listPath } from './query.ts'

export const metadata: Metadata = { title: 'Enquiries', ...unlisted }

export default async function EnquiriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const deps = context()
  const query = readEnquiryQuery(await searchParams)
  const [listed, counts] = await Promise.all([
    listEnquiries(deps, query, staff.email),
    countEnquiries(deps, staff.email),
  ])
  const { filter = 'open', assigned, search } = query
  return (
    <Desk staff={staff} path="/staff/enquiries" title="Enquiries">
      <div className={desk.tools}>
        <div>
          <Queues
            label="States"
            queues={enquiryFilters.map((name) => ({
              label: filterNames[name],
              path: listPath({ filter: name }),
              isShown: name === filter && !assigned,
              ...countOf(name, counts),
            }))}
          />
          <Queues
            label="Whose"
            queues={[
              {
                label: 'Mine',
                path: listPath({ assigned: 'mine' }),
                isShown: assigned === 'mine',
                count: counts.mine,
              },
              {
                label: 'Nobody’s',
                path: listPath({ assigned: 'unassigned' }),
                isShown: assigned === 'unassigned',
                count: counts.unassigned,
              },
            ]}
          />
        </div>
        <SearchForm path="/staff/enquiries" text={search} kept={{ filter: 'all' }} />
      </div>
      {search && (
        <p>
          {listed.total} with “{search}”. <a href="/staff/enquiries">Show all that are open</a>
        </p>
      )}
      {listed.enquiries.length ? (
        <EnquiryRows enquiries={listed.enquiries.map((enquiry) => inRow(enquiry, deps.now()))} />
      ) : (
        <p className={desk.nothing}>{empty(query)}</p>
      )}
      <div className={desk.tools}>
        <PageLine page={listed.page} of={listed.pages} path={(page) => listPath({ ...query, page })} />
        {/* A link, not one to be fetched in advance: it reads them all. */}
        <a href={listPath({ ...query, page: 1 }, '/staff/enquiries/download')} download="">
          Download CSV
        </a>
      </div>
    </Desk>
  )
}

function countOf(filter: EnquiryFilter, counts: EnquiryCounts): { count?: number } {
  if (filter === 'all') return {}
  return { count: filter === 'in-progress' ? counts.inProgress : counts[filter] }
}

function empty({ filter = 'open', search, assigned }: EnquiryQuery): string {
  if (search) return 'No enquiry fits.'
  if (assigned === 'mine') return 'None of the open enquiries is yours.'
  if (assigned === 'unassigned') return 'Each open enquiry has somebody.'
  return filter === 'open' ? 'No enquiry is open: every promise is kept.' : 'None.'
}
