import type { Context } from '#lib/context.ts'
import { localStamp } from '#lib/time/format.ts'
import type { Enquiry } from './enquiry.ts'
import type { EnquiryQuery } from './filter.ts'
import { selectList } from './list-store.ts'

const part = 500

type Column = [title: string, value: (enquiry: Enquiry) => string | number | undefined]

const columns: readonly Column[] = [
  ['Reference', ({ reference }) => reference],
  ['Status', ({ status }) => status.replace('_', ' ')],
  ['Received', ({ createdAt }) => createdAt],
  ['Answer by', ({ dueAt }) => dueAt],
  ['Answered', ({ answeredAt }) => answeredAt],
  ['Answered in time', inTime],
  ['Assigned to', ({ assignedTo }) => assignedTo],
  ['Decided', ({ decidedAt }) => decidedAt],
  ['Decided by', ({ decidedBy }) => decidedBy],
  ['Name', ({ name }) => name],
  ['Email', ({ email }) => email],
  ['Phone', ({ phone }) => phone],
  ['Organisation', ({ organisation }) => organisation],
  ['Requirements', ({ requirements }) => requirements],
  ['Sent from', ({ page }) => page],
  ['Held because', ({ reasons }) => reasons.join(', ')],
  ['Id', ({ id }) => id],
]

/** RFC 4180 in UTF-8 with a byte order mark. What a spreadsheet would take for a formula begins with an apostrophe. */
export async function enquiriesAsCsv(
  deps: Pick<Context, 'db' | 'now'>,
  query: EnquiryQuery,
  by: string,
  timeZone: string,
): Promise<string> {
  const now = deps.now()
  const format = (value: string | number | undefined) =>
    cell(typeof value === 'number' ? localStamp(value, timeZone) : value)
  const lines = [columns.map(([title]) => cell(title)).join(',')]
  for (let offset = 0; ; offset += part) {
    const enquiries = await selectList(deps.db.read, { query, by, now }, { limit: part, offset })
    for (const enquiry of enquiries) lines.push(columns.map(([, value]) => format(value(enquiry))).join(','))
    if (enquiries.length < part) break
  }
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function inTime({ answeredAt, dueAt }: Enquiry): string | undefined {
  if (answeredAt === undefined) return undefined
  return answeredAt <= dueAt ? 'yes' : 'no'
}

/** https://owasp.org/www-community/attacks/CSV_Injection */
function cell(value = ''): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
