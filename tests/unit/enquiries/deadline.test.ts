import { expect, test } from 'vitest'
import { dueAt, isWorkingDay, milestones } from '#lib/enquiries/deadline.ts'
import type { WorkingHours } from '#lib/site.ts'
import { promiseInWords } from '#lib/time/business-hours.ts'

const zone = 'Europe/London'
const nineToFive = ['09:00', '17:00'] as const
const office: WorkingHours = {
  workingHours: 8,
  open: {
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: nineToFive,
  },
  holidays: ['2026-12-25', '2026-12-28'],
}
/** With Z or an offset: a moment. */
const at = (text: string) => Date.parse(text)
const due = (from: string, promise = office, timeZone = zone) =>
  new Date(dueAt(at(from), promise, timeZone)).toISOString()

test.each([
  ['spring', '2026-03-28T18:00Z', '2026-03-29T18:00:00.000Z'],
  ['autumn', '2026-10-24T18:00Z', '2026-10-25T18:00:00.000Z'],
])('24 hours are 24 hours over the change of the clocks in %s', (_season, from, expected) => {
  expect(new Date(dueAt(at(from), { hours: 24 }, zone)).toISOString()).toBe(expected)
})

test.each([
  ['in the morning, the same day', '2026-11-23T09:00Z', '2026-11-23T17:00:00.000Z'],
  ['at noon, the next day at noon', '2026-11-23T12:00Z', '2026-11-24T12:00:00.000Z'],
  ['before the office opens, at its close', '2026-11-23T03:00Z', '2026-11-23T17:00:00.000Z'],
  ['on Friday afternoon, on Monday', '2026-11-27T15:30Z', '2026-11-30T15:30:00.000Z'],
  ['on Friday night, at the close of Monday', '2026-11-27T22:00Z', '2026-11-30T17:00:00.000Z'],
  ['on Saturday, at the close of Monday', '2026-11-28T11:00Z', '2026-11-30T17:00:00.000Z'],
  ['before Christmas, after holiday, weekend and holiday', '2026-12-24T13:00Z', '2026-12-29T13:00:00.000Z'],
  ['on a holiday, at the close of the next working day', '2026-12-25T10:00Z', '2026-12-29T17:00:00.000Z'],
  // Nine o’clock is 09:00Z in winter and 08:00Z in summer.
  [
    'over the change to summer time, by the clock on the wall',
    '2026-03-27T13:00Z',
    '2026-03-30T12:00:00.000Z',
  ],
  [
    'over the change to winter time, by the clock on the wall',
    '2026-10-23T12:00Z',
    '2026-10-26T13:00:00.000Z',
  ],
])('eight working hours from a moment %s', (_when, from, expected) => {
  expect(due(from)).toBe(expected)
})

test('a day on which the clocks change has 23 or 25 hours for an office that never closes', () => {
  const always: WorkingHours = {
    ...office,
    workingHours: 24,
    open: { saturday: ['00:00', '24:00'], sunday: ['00:00', '24:00'] },
  }
  expect(due('2026-03-29T00:00Z', always)).toBe('2026-04-04T00:00:00.000Z')
  expect(due('2026-10-24T23:00Z', always)).toBe('2026-10-25T23:00:00.000Z')
})

test('the weekday is that of the site’s time zone', () => {
  // Friday evening in Los Angeles is Saturday in London.
  expect(due('2026-11-28T00:30Z', office, 'America/Los_Angeles')).toBe('2026-12-01T00:30:00.000Z')
})

test('of 24 hours, staff are reminded after 16, urged after 23, and told when they are over', () => {
  const createdAt = at('2026-11-23T09:00Z')
  const hour = 60 * 60 * 1000
  expect(milestones({ createdAt, dueAt: createdAt + 24 * hour }, { hours: 24 }, zone)).toEqual({
    reminder: createdAt + 16 * hour,
    escalation: createdAt + 23 * hour,
    overdue: createdAt + 24 * hour,
  })
})

test('of working hours, thirds and the last hour are working time, over the weekend too', () => {
  const createdAt = at('2026-11-27T11:30Z')
  const of = { ...office, workingHours: 6 }
  expect(milestones({ createdAt, dueAt: dueAt(createdAt, of, zone) }, of, zone)).toEqual({
    reminder: at('2026-11-27T15:30Z'),
    escalation: at('2026-11-27T16:30Z'),
    overdue: at('2026-11-30T09:30Z'),
  })
})

test('the last hour of a short promise is not told before two thirds have passed', () => {
  const createdAt = at('2026-11-23T09:00Z')
  const minute = 60 * 1000
  const told = milestones({ createdAt, dueAt: createdAt + 60 * minute }, { hours: 1 }, zone)
  expect([told.reminder, told.escalation]).toEqual([createdAt + 40 * minute, createdAt + 40 * minute])
})

test('an enquiry promised under other hours still has its milestones', () => {
  const createdAt = at('2026-11-28T11:00Z')
  const dueOnSunday = at('2026-11-29T11:00Z')
  expect(milestones({ createdAt, dueAt: dueOnSunday }, office, zone).overdue).toBe(dueOnSunday)
})

test('the promise is told in words', () => {
  expect(promiseInWords({ hours: 24 })).toBe('within 24 hours')
  expect(promiseInWords({ hours: 1 })).toBe('within 1 hour')
  expect(promiseInWords(office)).toBe('within 8 working hours')
})

test('working days are the open ones; hours that pass run every day', () => {
  expect(['2026-11-27', '2026-11-28', '2026-12-25'].map((day) => isWorkingDay(day, office))).toEqual([
    true,
    false,
    false,
  ])
  expect(isWorkingDay('2026-11-28', { hours: 24 })).toBe(true)
})
