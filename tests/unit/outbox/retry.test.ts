import { expect, test } from 'vitest'
import { settlementAfter } from '#lib/outbox/retry.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long each pause is, in minutes, until the mail is given up. */
function pauses(kind: 'later' | 'unknown'): number[] {
  const found: number[] = []
  for (let now = 0; ; ) {
    const settlement = settlementAfter(
      { kind, answer: '451 later' },
      { attempts: found.length, triedSince: 0 },
      now,
    )
    if (settlement.status !== 'waiting') return found
    found.push((settlement.nextAt - now) / minute)
    now = settlement.nextAt
  }
}

test('a mail that is put off is tried after 1, 5, 15 and 30 minutes, then each hour, for 5 days', () => {
  const found = pauses('later')
  expect(found.slice(0, 6)).toEqual([1, 5, 15, 30, 60, 60])
  expect(new Set(found.slice(4))).toEqual(new Set([60]))
  const whole = found.reduce((sum, pause) => sum + pause, 0) * minute
  expect(whole).toBeLessThanOrEqual(5 * day)
  expect(whole).toBeGreaterThan(5 * day - hour)
})

test('a mail whose fate is unknown is tried again at once, and then less and less', () => {
  expect(pauses('unknown').slice(0, 6)).toEqual([1 / 6, 1, 5, 15, 30, 60])
})

test('a server that takes no mail at all costs a mail nothing, however old it is', () => {
  for (const kind of ['unreachable', 'login-refused'] as const)
    expect(settlementAfter({ kind, answer: '' }, { attempts: 0, triedSince: 0 }, 30 * day)).toEqual({
      status: 'released',
    })
})
