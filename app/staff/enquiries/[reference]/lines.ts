import type { Line } from '#components/desk/history.tsx'
import { whoInWords } from '#lib/desk/changes.ts'
import type { EnquiryEvent } from '#lib/enquiries/enquiry.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { statusNames } from '../labels.ts'

/** A line of an enquiry's history, in words. */
export function lineOf(entry: EnquiryEvent, now: number): Line {
  const { id, at, fromMail, isUndone } = entry
  return {
    ...{ id, isUndone, by: fromMail ? undefined : entry.by },
    at: shortMoment(at, now, site),
    words: fromMail ? `${wordsOf(entry)}, ${whoInWords(entry)}` : wordsOf(entry),
    text: 'text' in entry ? entry.text : undefined,
  }
}

function wordsOf(entry: EnquiryEvent): string {
  switch (entry.kind) {
    case 'step':
      return `${statusNames[entry.to]}${entry.how ? `: by ${entry.how === 'mail' ? 'own mail' : 'telephone'}` : ''}`
    case 'undo':
      return `Back to: ${statusNames[entry.to].toLowerCase()}`
    case 'assigned':
      return entry.to === undefined ? 'Assigned to nobody' : `Assigned to ${entry.to}`
    case 'answer':
      return entry.to === 'answered' ? 'Answered from the desk' : 'Answer kept as a file, not sent'
    case 'note':
      return 'Note'
    case 'published':
      return 'Answer published'
    case 'withdrawn':
      return 'Answer withdrawn'
  }
}
