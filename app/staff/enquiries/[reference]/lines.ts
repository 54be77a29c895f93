import type { Line } from '#components/desk/history.tsx'
import type { EnquiryEvent } from '#lib/enquiries/enquiry.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'

/** A line of an enquiry's history, in words. */
export function lineOf(entry: EnquiryEvent, now: number): Line {
  const { id, at, by, fromMail, isUndone } = entry
  const t = words()
  const what = wordsOf(entry)
  const fromWhere = by === undefined ? t('desk-enquiry.line.from-link', { what }) : undefined
  return {
    ...{ id, isUndone, by: fromMail ? undefined : by },
    at: shortMoment(at, now, site),
    words: fromMail ? (fromWhere ?? t('desk-enquiry.line.from-mail', { what, name: by ?? '' })) : what,
    text: 'text' in entry ? entry.text : undefined,
  }
}

function wordsOf(entry: EnquiryEvent): string {
  const t = words()
  switch (entry.kind) {
    case 'step': {
      const state = t(`enquiry-status.${entry.to}`)
      if (!entry.how) return state
      return t(`desk-enquiry.line.by-${entry.how}`, { state })
    }
    case 'undo':
      return t('desk-enquiry.line.back-to', { state: t(`enquiry-state.${entry.to}`) })
    case 'assigned':
      return t('desk-enquiry.assigned', {
        who: entry.to === undefined ? 'nobody' : 'other',
        to: entry.to ?? '',
      })
    case 'answer':
      return t(entry.to === 'answered' ? 'desk-enquiry.line.answered' : 'desk-enquiry.line.filed')
    case 'note':
      return t('desk.note')
    case 'published':
    case 'withdrawn':
      return t(`desk-enquiry.line.${entry.kind}`)
  }
}
