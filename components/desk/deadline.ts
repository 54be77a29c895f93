import type { Enquiry } from '#lib/enquiries/enquiry.ts'

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
  if (status === 'spam') return { words: 'Spam: no answer is due', urgency: 'over' }
  if (answeredAt !== undefined) {
    const words =
      answeredAt <= dueAt
        ? `Answered in time, after ${spanInWords(answeredAt - createdAt)}`
        : `Answered ${spanInWords(answeredAt - dueAt)} late`
    return { words, urgency: 'over' }
  }
  if (status === 'answered') return { words: 'Answered', urgency: 'over' }
  if (now > dueAt) return { words: `Overdue by ${spanInWords(now - dueAt)}`, urgency: 'overdue' }
  return { words: dueInWords(dueAt, now, place), urgency: dueAt - now <= soon ? 'soon' : 'later' }
}

/** A span of time as people say it, in its largest sensible unit: `12 minutes`, `2 hours`, `3 days`. */
export function spanInWords(span: number): string {
  if (span < minute) return 'less than a minute'
  if (span < 100 * minute) return counted(Math.floor(span / minute), 'minute')
  if (span < 2 * day) return counted(Math.floor(span / hour), 'hour')
  return counted(Math.floor(span / day), 'day')
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function dueInWords(dueAt: number, now: number, { lang, timeZone }: Place): string {
  const tell = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, { timeZone, ...options })
  const date = tell({ dateStyle: 'short' })
  const time = tell({ timeStyle: 'short' }).format(dueAt)
  if (date.format(dueAt) === date.format(now)) return `Due today at ${time}`
  if (date.format(dueAt) === date.format(now + day)) return `Due tomorrow at ${time}`
  if (dueAt - now < 6 * day) return `Due ${tell({ weekday: 'long' }).format(dueAt)} at ${time}`
  return `Due ${tell({ day: 'numeric', month: 'long' }).format(dueAt)} at ${time}`
}
