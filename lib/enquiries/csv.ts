import type { Context } from '#lib/context.ts'
import { byteOrderMark, csvLine } from '#lib/csv.ts'
import { allReasons } from '#lib/spam/verdict.ts'
import { localStamp } from '#lib/time/format.ts'
import { type WordKey, type Words, words } from '#lib/words/words.ts'
import type { Enquiry } from './enquiry.ts'
import type { EnquiryQuery } from './filter.ts'
import { selectList } from './list-store.ts'

const part = 500

type Column = [title: WordKey, value: (enquiry: Enquiry, t: Words) => string | number | undefined]

const columns = [
  ['mail.reference', ({ reference }) => reference],
  ['csv.status', ({ status }, t) => t(`enquiry-state.${status}`)],
  ['csv.received', ({ createdAt }) => createdAt],
  ['moderation.answer-by', ({ dueAt }) => dueAt],
  ['csv.answered', ({ answeredAt }) => answeredAt],
  ['csv.in-time', inTime],
  ['mail.assigned-to', ({ assignedTo }) => assignedTo],
  ['csv.decided', ({ decidedAt }) => decidedAt],
  ['csv.decided-by', ({ decidedBy }) => decidedBy],
  ['form.name', ({ name }) => name],
  ['form.email', ({ email }) => email],
  ['enquiry.phone', ({ phone }) => phone],
  ['enquiry.organisation', ({ organisation }) => organisation],
  ['csv.requirements', ({ requirements }) => requirements],
  ['moderation.sent-from', ({ page }) => page],
  ['csv.held-because', ({ reasons }, t) => reasons.map((reason) => reasonIn(reason, t)).join(', ')],
  ['csv.id', ({ id }) => id],
] as const satisfies readonly Column[]

export async function enquiriesAsCsv(
  deps: Pick<Context, 'db' | 'now'>,
  query: EnquiryQuery,
  by: string,
  timeZone: string,
): Promise<string> {
  const now = deps.now()
  const format = (value: string | number | undefined) =>
    typeof value === 'number' ? localStamp(value, timeZone) : value
  const t = words()
  const lines = [csvLine(columns.map(([title]) => t(title)))]
  for (let offset = 0; ; offset += part) {
    const enquiries = await selectList(deps.db.read, { query, by, now }, { limit: part, offset })
    for (const enquiry of enquiries)
      lines.push(csvLine(columns.map(([, value]) => format(value(enquiry, t)))))
    if (enquiries.length < part) break
  }
  return byteOrderMark + lines.join('')
}

function inTime({ answeredAt, dueAt }: Enquiry, t: Words): string | undefined {
  if (answeredAt === undefined) return undefined
  return t(answeredAt <= dueAt ? 'csv.yes' : 'csv.no')
}

/** An earlier version kept sentences. */
function reasonIn(kept: string, t: Words): string {
  const known = allReasons.find((reason) => reason === kept)
  return known ? t(`csv.reason.${known}`) : kept
}
