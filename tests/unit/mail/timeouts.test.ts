import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAdaptiveTimeout, createDeadline, defaultLimits, isTimedOut } from '#lib/mail/timeouts.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('the longest limits are those of RFC 5321, 4.5.3.2', () => {
  const minute = 60_000
  expect(defaultLimits).toMatchObject({
    longestOpening: 5 * minute,
    block: 3 * minute,
    afterDot: 10 * minute,
  })
  // MAIL and RCPT five minutes each, DATA two.
  expect(defaultLimits.longestEnvelope).toBe(12 * minute)
})

test('a limit doubles each time that it runs out, up to the longest, and is twice what it took once it was met', () => {
  const timeout = createAdaptiveTimeout(10, 100)
  const seen = [timeout.limit()]
  for (let times = 0; times < 5; times++) {
    timeout.ranOut()
    seen.push(timeout.limit())
  }
  expect(seen).toEqual([10, 20, 40, 80, 100, 100])
  timeout.took(30)
  expect(timeout.limit()).toBe(60)
  timeout.took(1)
  expect(timeout.limit()).toBe(10)
  timeout.took(500)
  expect(timeout.limit()).toBe(100)
})

test('a deadline ends what is late, each new limit begins anew, and one that was stopped runs out no more', async () => {
  const deadline = createDeadline(undefined)
  deadline.limit(1000)
  await vi.advanceTimersByTimeAsync(900)
  deadline.limit(1000)
  await vi.advanceTimersByTimeAsync(900)
  expect(deadline.end.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(200)
  expect(deadline.end.aborted).toBe(true)
  expect(isTimedOut(deadline.end.reason)).toBe(true)
  expect(String(deadline.end.reason)).toContain('has not answered for 1 s')

  const stopped = createDeadline(undefined)
  stopped.limit(1000)
  stopped.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(isTimedOut(stopped.end.reason)).toBe(false)
})

test('whoever breaks off is not taken for a server that is late', () => {
  const caller = new AbortController()
  const deadline = createDeadline(caller.signal)
  deadline.limit(1000)
  caller.abort(new Error('The site stops'))
  expect(deadline.end.aborted).toBe(true)
  expect(isTimedOut(deadline.end.reason)).toBe(false)
  deadline.stop()
})
