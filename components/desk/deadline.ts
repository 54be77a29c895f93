import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { clock, dated, formatOf } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'

const minute = 60 * 1000
const hour = 60 * minute
const day = 24 * hour

/** Where and in what language a deadline is told. */
type Place = { lang: string; timeZone: string }

/** What can be said of an enquiry's deadline, and how much it presses. */
export type Deadline = { words: string; urgency: 'overdue' | 'soon' | 'later' | 'over' }

/** From here on a deadline presses, in milliseconds before it. */
const soon = 4 * hour

/**
 * The deadline of an enquiry in words that need no sum: “Overdue by 2 hours”, “Due today at 16:30”.
 *
 * @param now milliseconds since 1970
 */
export function deadlineOf(
  enquiry: Pick<Enquiry, 'status' | 'dueAt' | 'createdAt' | 'answeredAt'>,
  now: number,
  place: Place,
): Deadline {
  const { status, dueAt, createdAt, answeredAt } = enquiry
  const t = words()
  if (status === 'spam') return { words: t('deadline.spam'), urgency: 'over' }
  if (answeredAt !== undefined) {
    const said =
      answeredAt <= dueAt
        ? t('deadline.in-time', { span: spanInWords(answeredAt - createdAt) })
        : t('deadline.late', { span: spanInWords(answeredAt - dueAt) })
    return { words: said, urgency: 'over' }
  }
  if (status === 'answered') return { words: t('deadline.answered'), urgency: 'over' }
  if (now > dueAt)
    return { words: t('deadline.overdue', { span: spanInWords(now - dueAt) }), urgency: 'overdue' }
  return { words: dueInWords(dueAt, now, place), urgency: dueAt - now <= soon ? 'soon' : 'later' }
}

/** A span of time as people say it, in its largest sensible unit: `12 minutes`, `2 hours`, `3 days`. */
export function spanInWords(span: number): string {
  const t = words()
  if (span < minute) return t('span.moment')
  if (span < 100 * minute) return t('span.minutes', { count: Math.floor(span / minute) })
  if (span < 2 * day) return t('span.hours', { count: Math.floor(span / hour) })
  return t('span.days', { count: Math.floor(span / day) })
}

function dueInWords(dueAt: number, now: number, { lang, timeZone }: Place): string {
  const tell = (options: Intl.DateTimeFormatOptions) => dated(dueAt, lang, { timeZone, ...options })
  const time = clock(dueAt, { lang, timeZone })
  const date = formatOf(lang, { timeZone, dateStyle: 'short' })
  const t = words(lang)
  if (date.format(dueAt) === date.format(now)) return t('deadline.today', { time })
  if (date.format(dueAt) === date.format(now + day)) return t('deadline.tomorrow', { time })
  if (dueAt - now < 6 * day) return t('deadline.weekday', { day: tell({ weekday: 'long' }), time })
  return t('deadline.date', { day: tell({ day: 'numeric', month: 'long' }), time })
}
