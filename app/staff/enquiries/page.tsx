import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { EnquiryRows } from '#components/desk/enquiry-rows.tsx'
import { PageLine, Queues } from '#components/desk/queues.tsx'
import { SearchForm } from '#components/desk/search-form.tsx'
import { Phrase } from '#components/phrase.ts'
import { context } from '#lib/context.ts'
import type { Query } from '#lib/desk/query.ts'
import {
  type EnquiryFilter,
  type EnquiryQuery,
  enquiryFilters,
  readEnquiryQuery,
} from '#lib/enquiries/filter.ts'
import { countEnquiries, type EnquiryCounts, listEnquiries } from '#lib/enquiries/queries.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { inRow } from './labels.ts'
import { listPath } from './query.ts'

export function generateMetadata(): Metadata {
  return { title: words()('desk.enquiries'), ...unlisted }
}

export default async function EnquiriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const deps = context()
  const t = words()
  const query = readEnquiryQuery(await searchParams)
  const [listed, counts] = await Promise.all([
    listEnquiries(deps, query, staff.email),
    countEnquiries(deps, staff.email),
  ])
  const { filter = 'open', assigned, search } = query
  return (
    <Desk staff={staff} path="/staff/enquiries" title={t('desk.enquiries')}>
      <div className={desk.tools}>
        <div>
          <Queues
            label={t('desk-enquiry.states')}
            queues={enquiryFilters.map((name) => ({
              label: t(`desk-enquiry.filter.${name}`),
              path: listPath({ filter: name }),
              isShown: name === filter && !assigned,
              ...countOf(name, counts),
            }))}
          />
          <Queues
            label={t('desk-enquiry.whose')}
            queues={[
              {
                label: t('desk-enquiry.mine'),
                path: listPath({ assigned: 'mine' }),
                isShown: assigned === 'mine',
                count: counts.mine,
              },
              {
                label: t('desk-enquiry.nobodys'),
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
          <Phrase
            of={t.rich(
              'desk-enquiry.found',
              { all: (children) => <a href="/staff/enquiries">{children}</a> },
              { count: listed.total, text: search },
            )}
          />
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
          {t('desk-enquiry.download')}
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
  const t = words()
  if (search) return t('desk-enquiry.none-fits')
  if (assigned === 'mine') return t('desk-enquiry.none-mine')
  if (assigned === 'unassigned') return t('desk-enquiry.none-unassigned')
  return t(filter === 'open' ? 'desk-enquiry.none-open-kept' : 'desk-enquiry.none')
}
