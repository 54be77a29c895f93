import { changeInWords } from '#lib/desk/changes.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { Change } from '#lib/events/transition.ts'
import type { ReplyStatus } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'

type Status = ReplyStatus | Enquiry['status']

/** How each state is called on the page. */
export const statusWords: Readonly<Record<Status, string>> = {
  waiting: 'awaiting moderation',
  held: 'held',
  approved: 'approved',
  rejected: 'rejected',
  spam: 'spam',
  bin: 'in the bin',
  new: 'new',
  in_progress: 'in progress',
  answered: 'answered',
}

/** What was decided, by whom and when, as a sentence. */
export function decided(change: Change<Status>): string {
  return `${changeInWords(change, formatMoment(change.at, site))}.`
}
