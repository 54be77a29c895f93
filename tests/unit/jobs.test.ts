import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Context } from '#lib/context.ts'
import { type Job, startJob } from '#lib/jobs/every.ts'
import { createLog } from '#lib/log.ts'
import { retentionJob } from '#lib/privacy/retention.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const lines: string[] = []
const log = createLog('info', (line) => void lines.push((JSON.parse(line) as { message: string }).message))

function start(run: () => Promise<unknown>, more: Partial<Job> = {}) {
  lines.length = 0
  return startJob({ every: 1_000, run, fails: 'It fails', works: 'It works again', ...more }, log)
}

test('a job runs at once and then at its interval, until it is stopped', async () => {
  let runs = 0
  const job = start(async () => runs++)
  await vi.advanceTimersByTimeAsync(2_500)
  expect(runs).toBe(3)
  await job.stop()
  await vi.advanceTimersByTimeAsync(5_000)
  await job.wake()
  expect(runs).toBe(3)
})

test('a first run can be put off', async () => {
  let runs = 0
  const job = start(async () => runs++, { first: 300, every: 10_000 })
  await vi.advanceTimersByTimeAsync(200)
  expect(runs).toBe(0)
  await vi.advanceTimersByTimeAsync(200)
  expect(runs).toBe(1)
  await job.stop()
})

test('no two runs stand beside each other, and whoever wakes a job gets a run that began afterwards', async () => {
  let runs = 0
  let atOnce = 0
  let most = 0
  const ends: (() => void)[] = []
  const job = start(async () => {
    runs++
    most = Math.max(most, ++atOnce)
    await new Promise<void>((end) => ends.push(end))
    atOnce--
  })
  await vi.advanceTimersByTimeAsync(100)
  const woken = Promise.all([job.wake(), job.wake(), job.wake()])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(runs).toBe(1)
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  ends[1]?.()
  await woken
  expect([runs, most]).toEqual([2, 1])
  await job.stop()
})

test('a failure is logged once in a row, and so is its end', async () => {
  let isBroken = true
  const job = start(async () => {
    if (isBroken) throw new Error('no')
  })
  await vi.advanceTimersByTimeAsync(3_500)
  isBroken = false
  await vi.advanceTimersByTimeAsync(3_000)
  expect(lines).toEqual(['It fails', 'It works again'])
  await job.stop()
})

test('a retention that fails says so each hour, and an hour without anything to erase does not say that it works', async () => {
  lines.length = 0
  let isAway = true
  const write = async () => {
    if (isAway) throw new Error('no')
  }
  const heartbeat = { executeTakeFirst: async () => ({ at: Date.now() }) }
  const query = { select: () => ({ where: () => heartbeat }) }
  const db = { write, read: { selectFrom: () => query } } as unknown as Context['db']
  const settings = {} as Context['settings']
  const job = startJob(retentionJob({ db, settings, now: Date.now, log }), log)
  await vi.advanceTimersByTimeAsync(121 * 60_000)
  isAway = false
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(lines).toEqual(Array.from({ length: 3 }, () => 'What was kept for long enough could not be erased'))
  await job.stop()
})

test('a run that throws at once is a failure like any other', async () => {
  let runs = 0
  const job = start(() => {
    runs++
    throw new Error('no')
  })
  await vi.advanceTimersByTimeAsync(2_500)
  expect([runs, lines]).toEqual([3, ['It fails']])
  await job.wake()
  expect(runs).toBe(4)
  await job.stop()
})

test('a stop waits for the run in hand', async () => {
  const run = Promise.withResolvers<void>()
  const job = start(() => run.promise)
  await vi.advanceTimersByTimeAsync(100)
  let isStopped = false
  const stopped = job.stop().then(() => {
    isStopped = true
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(isStopped).toBe(false)
  run.resolve()
  await stopped
})
