import { context } from '#lib/context.ts'
import { enquiriesAsCsv } from '#lib/enquiries/csv.ts'
import { readEnquiryQuery } from '#lib/enquiries/filter.ts'
import { site } from '#lib/site.ts'
import { download } from '../../download.ts'
import { requireStaff } from '../../session.ts'

export const dynamic = 'force-dynamic'

/** Every enquiry that fits the query of the list, as a file for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const { email } = await requireStaff()
  const query = readEnquiryQuery(Object.fromEntries(new URL(request.url).searchParams))
  return download(await enquiriesAsCsv(context(), query, email, site.timeZone), {
    type: 'text/csv; charset=utf-8',
    name: 'enquiries.csv',
  })
}
