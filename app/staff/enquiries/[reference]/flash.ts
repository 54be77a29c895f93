import type { Told } from '#lib/desk/enquiry-forms.ts'
import type { Departure } from '#lib/outbox/admin.ts'

const words: Readonly<Record<Told, string | Readonly<Record<Departure, string>>>> = {
  'in-progress': 'This enquiry is in progress.',
  answered: 'Marked as answered.',
  spam: 'Marked as spam: no answer is due.',
  undone: 'The last step is taken back.',
  assigned: 'Assigned.',
  unassigned: 'Nobody is assigned now.',
  noted: 'The note is kept.',
  sent: {
    'at-once': 'Your answer is in the outbox and leaves at once. The enquiry is answered.',
    later:
      'Your answer is in the outbox and waits: no mail leaves at the moment, and why stands above. The enquiry is marked as answered.',
    never:
      'Your answer is kept as a file, not sent: no mail server is set. Write to them from your own mail; the enquiry stays open until “Answered” is pressed.',
  },
  missing: 'Nothing was changed: this enquiry is no longer kept.',
  unknown: 'Nothing was changed: press one of the buttons.',
}

/** @param told from the query: it may be anything */
export function inWords(told: string | undefined, leaves: Departure): string | undefined {
  if (told === undefined || !Object.hasOwn(words, told)) return undefined
  const found = words[told as Told]
  return typeof found === 'string' ? found : found[leaves]
}
