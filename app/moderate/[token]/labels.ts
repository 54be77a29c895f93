import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { ReplyStatus } from '#lib/replies/reply.ts'

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
