import { expect, test } from 'vitest'
import { formatMoment, localStamp } from '#lib/time/format.ts'

const london = { lang: 'en-GB', timeZone: 'Europe/London' }

test('a moment is told with its day, its time and its zone, in winter and in summer', () => {
  expect(formatMoment(Date.UTC(2026, 10, 24, 9, 15), london)).toBe('Tuesday 24 November 2026, 09:15 (GMT)')
  expect(formatMoment(Date.UTC(2026, 5, 30, 23, 15), london)).toBe('Wednesday 1 July 2026, 00:15 (BST)')
})

test('a moment is told in the words and the zone that are asked for', () => {
  const at = Date.UTC(2026, 10, 24, 9, 15)
  expect(formatMoment(at, { lang: 'cs', timeZone: 'Europe/Prague' })).toBe(
    'úterý 24. listopadu 2026, 10:15 (SEČ)',
  )
  expect(formatMoment(at, { lang: 'en-GB', timeZone: 'Asia/Kolkata' })).toBe(
    'Tuesday 24 November 2026, 14:45 (Kolkata time)',
  )
})

test('a spreadsheet gets the time that the clocks of the place show, midnight as 00', () => {
  expect(localStamp(Date.UTC(2026, 5, 30, 23, 15, 7), 'Europe/London')).toBe('2026-07-01 00:15:07')
  expect(localStamp(Date.UTC(2026, 10, 24, 9, 15), 'Europe/Paris')).toBe('2026-11-24 10:15:00')
})
