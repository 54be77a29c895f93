import { expect, test } from 'vitest'
import { completionAfter } from '#lib/outbox/retry.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long each pause is, in minutes, until the mail is given up. */
function pauses(kind: 'deferred' | 'unknown'): number[] {
  const found: number[] = []
  for (let now = 0; ; ) {
    const completion = completionAfter(
      { kind, answer: '451 later' },
      { attempts: found.length, triedSince: 0 },
      now,
    )
    if (completion.status !== 'waiting') return found
    found.push((completion.nextAt - now) / minute)
    now = completion.nextAt
  }
}

test('a mail that is put off is tried after 1, 5, 15 and 30 minutes, then each hour, for 5 days', () => {
  const found = pauses('deferred')
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
  const after = (kind: 'unreachable' | 'login-refused') =>
    completionAfter({ kind, answer: '' }, { attempts: 0, triedSince: 0 }, 30 * day)
  expect(after('unreachable')).toEqual({ status: 'released' })
  // Another mail is tried before it.
  expect(after('login-refused')).toEqual({ status: 'released', nextAt: 30 * day })
})

test('pauses differ by a quarter at most, each by its own chance', () => {
  const pauseAt = (chance: number) => {
    const mail = { attempts: 4, triedSince: 0 }
    const completion = completionAfter({ kind: 'deferred', answer: '' }, mail, 0, { chance: () => chance })
    return completion.status === 'waiting' ? completion.nextAt / minute : undefined
  }
  expect([pauseAt(0), pauseAt(0.5), pauseAt(1)]).toEqual([45, 60, 75])
})

test('a mail is given up after five days, but not before its twelfth attempt', () => {
  const after = (attempts: number) =>
    completionAfter({ kind: 'deferred', answer: '451' }, { attempts, triedSince: 0 }, 30 * day).status
  expect([after(0), after(10), after(11)]).toEqual(['waiting', 'waiting', 'failed'])
})

test('after the third unknown end hours are waited, whatever came between', () => {
  const mail = { attempts: 2, triedSince: 0, unknowns: 2 }
  expect(completionAfter({ kind: 'unknown', answer: '' }, mail, 0)).toMatchObject({ nextAt: 6 * hour })
  expect(completionAfter({ kind: 'broken', answer: '' }, mail, 0)).toMatchObject({ nextAt: 5 * minute })
})

test('while a server takes some mails and puts off others, none waits for long', () => {
  const pause = (attempts: number) => {
    const circumstances = { isLimited: true }
    const mail = { attempts, triedSince: 0 }
    const completion = completionAfter({ kind: 'deferred', answer: '' }, mail, 0, circumstances)
    return completion.status === 'waiting' ? completion.nextAt / minute : undefined
  }
  expect([0, 1, 5, 11, 12].map(pause)).toEqual([1, 2, 2, 2, 60])
})

test('a refusal that is most likely the server’s fault counts for good after a day', () => {
  const settled = (refusedSince: number, isServersFault: boolean) =>
    completionAfter(
      { kind: 'bounced', answer: '550' },
      { attempts: 9, triedSince: 0, refusedSince },
      3 * day,
      { isServersFault },
    ).status
  expect(settled(3 * day - hour, true)).toBe('waiting')
  expect(settled(3 * day - hour, false)).toBe('failed')
  expect(settled(2 * day, true)).toBe('failed')
})
