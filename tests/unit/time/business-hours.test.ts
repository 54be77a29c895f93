import { expect, test } from 'vitest'
import { milestones } from '#lib/enquiries/deadline.ts'
import type { Weekday, WorkingHours } from '#lib/site.ts'
import {
  afterOpenTime,
  isOpenOn,
  minutesOf,
  openTimeBetween,
  promiseInWords,
} from '#lib/time/business-hours.ts'
import { localDay } from '#lib/time/format.ts'

const hour = 3_600_000
const week: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const open = (days: readonly Weekday[], ...times: [string, string]) =>
  Object.fromEntries(days.map((day) => [day, times] as const))

const offices: Record<string, WorkingHours> = {
  weekdays: { workingHours: 8, open: open(week.slice(0, 5), '09:00', '17:00'), holidays: ['2026-03-30'] },
  nights: { workingHours: 3, open: open(['saturday', 'sunday'], '00:00', '04:30'), holidays: [] },
  always: { workingHours: 30, open: open(week, '00:00', '24:00'), holidays: [] },
  sundays: { workingHours: 1, open: open(['sunday'], '23:00', '24:00'), holidays: ['2026-10-25'] },
}
const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut', 'Asia/Kathmandu']

const each = Object.keys(offices).flatMap((office) => zones.map((zone) => [office, zone] as const))

test.each(each)('of an office that opens on %s in %s as much time passes as was promised', (name, zone) => {
  const hours = offices[name] as WorkingHours
  for (const begun of [Date.UTC(2026, 2, 26), Date.UTC(2026, 9, 22)])
    for (let from = begun; from < begun + 120 * hour; from += 7.3 * hour)
      for (const length of [1, 20 * 60_000, hour, hours.workingHours * hour]) {
        const end = afterOpenTime(from, length, hours, zone)
        expect(openTimeBetween(from, end, hours, zone)).toBe(length)
        // Not a moment earlier: it ends within an hour at which the office is open.
        expect(openTimeBetween(from, end - 1, hours, zone)).toBe(length - 1)
        expect(isOpenOn(localDay(end - 1, zone), hours)).toBe(true)
      }
})

test.each(each)(
  'of %s in %s two stretches are as long as both, and none is less than nothing',
  (name, zone) => {
    const hours = offices[name] as WorkingHours
    const from = Date.UTC(2026, 9, 20)
    let before = 0
    for (let to = from; to < from + 240 * hour; to += 5.5 * hour) {
      const [first, second] = [from + (to - from) / 3, to]
      const whole = openTimeBetween(from, to, hours, zone)
      const parts = openTimeBetween(from, first, hours, zone) + openTimeBetween(first, second, hours, zone)
      expect(parts).toBeCloseTo(whole, 6)
      expect(whole).toBeGreaterThanOrEqual(before)
      expect(openTimeBetween(to, from, hours, zone)).toBe(0)
      before = whole
    }
  },
)

test.each(each)('of %s in %s people are told in their order, within the promise', (name, zone) => {
  const promise = offices[name] as WorkingHours
  for (let createdAt = Date.UTC(2026, 9, 20); createdAt < Date.UTC(2026, 9, 27); createdAt += 13 * hour) {
    const dueAt = afterOpenTime(createdAt, promise.workingHours * hour, promise, zone)
    const { reminder, escalation, overdue } = milestones({ createdAt, dueAt }, promise, zone)
    expect([createdAt, reminder, escalation, overdue]).toEqual(
      [createdAt, reminder, escalation, overdue].toSorted((a, b) => a - b),
    )
    expect(overdue).toBe(dueAt)
  }
})

test('an office that never opens is told, and not waited for', () => {
  const never: WorkingHours = { workingHours: 1, open: {}, holidays: [] }
  expect(() => afterOpenTime(0, hour, never, 'UTC')).toThrow('never pass')
  expect(openTimeBetween(0, 1e12, never, 'UTC')).toBe(0)
})

test.each([
  ['00:00', 0],
  ['09:05', 545],
  ['23:59', 1439],
  ['24:00', 1440],
  ...['24:01', '25:00', '9:00', '09:60', '0900', '09:00:00', '', ' 09:00', '09:00\n', '-1:00'].map(
    (text) => [text, undefined] as const,
  ),
] as const)('%j is minute %s of a day', (text, minute) => expect(minutesOf(text)).toBe(minute))

test.each(['en', 'fr', 'de', 'es', 'ar'])('in %s each promise has its number, or the word for it', (lang) => {
  const said = [0, 1, 2, 3, 11, 24, 48, 100].map((hours) => promiseInWords({ hours }, lang))
  expect(new Set(said).size).toBe(said.length)
  expect(said.join()).not.toMatch(/[{}#]|undefined/)
})
