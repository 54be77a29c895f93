import { expect, test } from 'vitest'
import { planRetention } from '#lib/privacy/retention.ts'
import { site } from '#lib/site.ts'

const told = (at: number) => new Date(at).toISOString()
const periods = {
  ...{ spamDays: 30, rejectedDays: 180, answeredMonths: 24, clientDays: 30 },
  ...{ mailTextDays: 30, mailMonths: 24, figureMonths: 25 },
}

test('days are counted back from now, months by the calendar', () => {
  const plan = planRetention(periods, Date.UTC(2026, 10, 23, 9))
  expect(told(plan.spamBefore)).toBe('2026-10-24T09:00:00.000Z')
  expect(told(plan.rejectedBefore)).toBe('2026-05-27T09:00:00.000Z')
  expect(told(plan.answeredBefore)).toBe('2024-11-23T09:00:00.000Z')
  expect(told(plan.tracesBefore)).toBe('2026-11-22T09:00:00.000Z')
})

test('a month that has no such day gives its last', () => {
  const at = (months: number, now: number) =>
    told(planRetention({ ...periods, answeredMonths: months }, now).answeredBefore).slice(0, 10)
  expect(at(1, Date.UTC(2026, 2, 31))).toBe('2026-02-28')
  expect(at(24, Date.UTC(2026, 1, 28))).toBe('2024-02-28')
  expect(at(12, Date.UTC(2028, 1, 29))).toBe('2027-02-28')
})

test('no period of the site is so short that staff could not see what goes', () => {
  expect(Math.min(...Object.values(site.retention))).toBeGreaterThanOrEqual(7)
})
