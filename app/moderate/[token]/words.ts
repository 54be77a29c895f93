import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { Reply } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { tellMoment } from '#lib/time.ts'

type Status = Reply['status'] | Enquiry['status']

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

/** What was decided, and when, as a sentence. */
export function decided(status: Status, at: number): string {
  return `This was marked ${statusWords[status]} on ${tellMoment(at, site)}.`
}
