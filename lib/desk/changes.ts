import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { Change } from '#lib/events/transition.ts'
import type { ReplyStatus } from '#lib/replies/reply.ts'

type Status = ReplyStatus | Enquiry['status']

const became: Readonly<Record<Status, string>> = {
  waiting: 'Received',
  held: 'Held',
  approved: 'Approved',
  rejected: 'Rejected',
  spam: 'Marked as spam',
  bin: 'Put into the bin',
  new: 'Received',
  in_progress: 'Marked as in progress',
  answered: 'Marked as answered',
}

const putBack: Readonly<Record<Status, string>> = {
  waiting: 'Put back to wait',
  held: 'Put back to the held ones',
  approved: 'Approved again',
  rejected: 'Rejected again',
  spam: 'Put back to spam',
  bin: 'Put back into the bin',
  new: 'Put back to new',
  in_progress: 'Put back to in progress',
  answered: 'Put back to answered',
}

/** `Approved by anna@example.org, today 09:12`. */
export function changeInWords(change: Change<Status>, moment: string): string {
  const what = (change.isUndo ? putBack : became)[change.status]
  return `${[what, whoInWords(change)].filter(Boolean).join(' ')}, ${moment}`
}

/** Empty where it is not known: from the terminal, or of an earlier version. */
export function whoInWords({ by, fromMail }: { by?: string; fromMail?: true }): string {
  if (fromMail) return by === undefined ? 'from a link' : `from the mail to ${by}`
  return by === undefined ? '' : `by ${by}`
}
