import { expect, test } from 'vitest'
import { readMoment } from '#lib/time/moment.ts'

function instant(typed: string, timeZone: string): string {
  const read = readMoment(typed, timeZone)
  if ('problem' in read) throw new Error(read.problem)
  return new Date(read.moment.at).toISOString()
}

test('a bare date is midnight in the zone of the site', () => {
  expect(instant('2026-01-15', 'Europe/London')).toBe('2026-01-15T00:00:00.000Z')
  expect(instant('2026-07-15', 'Europe/London')).toBe('2026-07-14T23:00:00.000Z')
  expect(instant('2026-07-15', 'America/Los_Angeles')).toBe('2026-07-15T07:00:00.000Z')
  expect(instant('2026-07-15', 'Pacific/Kiritimati')).toBe('2026-07-14T10:00:00.000Z')
  expect(instant('2026-07-15', 'Asia/Kathmandu')).toBe('2026-07-14T18:15:00.000Z')
})

test('days on which the clocks change begin at their own midnight', () => {
  expect(instant('2026-03-29', 'Europe/London')).toBe('2026-03-29T00:00:00.000Z')
  expect(instant('2026-03-30', 'Europe/London')).toBe('2026-03-29T23:00:00.000Z')
  expect(instant('2026-10-25', 'Europe/London')).toBe('2026-10-24T23:00:00.000Z')
  expect(instant('2026-10-26', 'Europe/London')).toBe('2026-10-26T00:00:00.000Z')
})

test('a time that the clocks skip is as long after the change', () => {
  expect(instant('2026-03-29T01:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z')
  expect(instant('2026-03-29T02:00', 'Europe/London')).toBe('2026-03-29T01:00:00.000Z')
  // Beirut goes from 00:00 to 01:00: its day begins at 01:00.
  expect(instant('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z')
})

test('a time that comes twice is the first', () => {
  expect(instant('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z')
  expect(instant('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
})

test('a time with an offset is that instant, and the day that was typed is the day that is shown', () => {
  const read = readMoment('2026-11-20T23:30:00+09:00', 'Europe/London')
  expect(read).toEqual({
    moment: {
      typed: '2026-11-20T23:30:00+09:00',
      day: '2026-11-20',
      at: Date.parse('2026-11-20T14:30:00Z'),
    },
  })
  expect(instant('2026-11-20T23:30Z', 'Europe/London')).toBe('2026-11-20T23:30:00.000Z')
  expect(instant('2026-11-20 09:30:15.250', 'Europe/London')).toBe('2026-11-20T09:30:15.250Z')
})

test('years far away are years as typed', () => {
  expect(instant('0099-02-28', 'UTC')).toBe('0099-02-28T00:00:00.000Z')
  expect(instant('2024-02-29', 'UTC')).toBe('2024-02-29T00:00:00.000Z')
})

test.each([
  ['2023-02-29', 'is not in the calendar: February 2023 has 28 days'],
  ['2026-13-01', 'has month 13: write year, month and day, such as 2026-11-20'],
  ['20.11.2026', 'is not a date: write 2026-11-20'],
  ['11/20/2026', 'is not a date: write 2026-11-20'],
  [
    '5/6/2026',
    'is not a date: write year, month and day, such as 2026-11-20, or 2026-11-20T09:30 with a time',
  ],
  ['2026/11/20', 'is not a date: write 2026-11-20'],
  ['November 20, 2026', 'is not a date: write 2026-11-20'],
  [
    'tomorrow',
    'is not a date: write year, month and day, such as 2026-11-20, or 2026-11-20T09:30 with a time',
  ],
  ['2026-11-20T09:30+05:75', 'has an offset from UTC that no place uses: write Z, or for example +01:00'],
  ['2026-11-20T09:30-0360', 'has an offset from UTC that no place uses: write Z, or for example +01:00'],
  ['2026-11-20T09:30+25:00', 'has an offset from UTC that no place uses: write Z, or for example +01:00'],
])('%s is told with what to write', (typed, problem) => {
  expect(readMoment(typed, 'Europe/London')).toEqual({ problem })
})
