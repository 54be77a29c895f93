import type { Told } from '#lib/desk/enquiry-forms.ts'
import type { Departure } from '#lib/outbox/admin.ts'
import { words } from '#lib/words/words.ts'

const known = [
  ...['in-progress', 'answered', 'spam', 'undone', 'assigned', 'unassigned', 'noted', 'sent'],
  ...['missing', 'unknown'],
] as const satisfies readonly Told[]

const whenSent = { 'at-once': 'sent', later: 'sent-later', never: 'sent-never' } as const

/** @param told from the query: it may be anything */
export function inWords(told: string | undefined, leaves: Departure): string | undefined {
  const found = known.find((one) => one === told)
  return found && words()(`desk-enquiry.told.${found === 'sent' ? whenSent[leaves] : found}`)
}
