import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { groupCommit } from '#lib/db/group-commit.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

/** Notes how many works each transaction held. */
function noted(
  options: {
    allFail?: boolean
    commitTook?: number
    patience?: number
    takes?: number
    isBusy?: () => boolean
  } = {},
) {
  const held: number[] = []
  const passes = () => new Promise((resolve) => setTimeout(resolve, options.takes))
  const write = groupCommit<string>({
    commitTook: () => options.commitTook ?? 0,
    ...(options.isBusy && { isBusy: options.isBusy }),
    patience: options.patience ?? 5_000,
    isForAll: (reason) => reason instanceof RangeError,
    async alone(work) {
      held.push(1)
      if (options.takes) await passes()
      return await work('tx')
    },
    async all(works) {
      held.push(works.length)
      if (options.takes) {
        await passes()
        throw new RangeError('locked')
      }
      if (options.allFail) throw new Error('none of them stands')
      return await Promise.all(works.map((work) => work('tx')))
    },
  })
  return { held, write }
}

const asksFor = (value: number) => async () => value

test('the first after a rest waits for nobody, and those that follow within the window share the next', async () => {
  const { held, write } = noted()
  expect(await write(asksFor(0))).toBe(0)
  const several = Promise.all([1, 2, 3].map((value) => write(asksFor(value))))
  await vi.advanceTimersByTimeAsync(3)
  const late = write(asksFor(4))
  await vi.advanceTimersByTimeAsync(1)
  expect(held).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  expect(await several).toEqual([1, 2, 3])
  expect(await late).toBe(4)
  expect(held).toEqual([1, 4])
  await vi.advanceTimersByTimeAsync(50)
  expect(await write(asksFor(5))).toBe(5)
  expect(held).toEqual([1, 4, 1])
})

test('however many come after each other, nobody waits for more than one window', async () => {
  const { write } = noted()
  await write(asksFor(0))
  const waited: number[] = []
  for (let number = 1; number <= 20; number++) {
    const began = performance.now()
    void write(asksFor(number)).then(() => waited.push(performance.now() - began))
    await vi.advanceTimersByTimeAsync(2)
  }
  await vi.runAllTimersAsync()
  expect(waited).toHaveLength(20)
  expect(Math.max(...waited)).toBeLessThanOrEqual(5)
})

test('on a slow disk, readers have three times as long as a commit takes before the next, a second at most', async () => {
  for (const [commitTook, wait] of [
    [40, 120],
    [900, 1_000],
  ] as const) {
    const { held, write } = noted({ commitTook })
    await write(asksFor(0))
    const second = write(asksFor(1))
    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(held).toEqual([1])
    await vi.advanceTimersByTimeAsync(1)
    await second
    expect(held).toEqual([1, 1])
  }
})

test('while readers take most of the time, a commit waits until sixteen share it, or 80 ms', async () => {
  let isBusy = true
  const { held, write } = noted({ isBusy: () => isBusy })
  await write(asksFor(0))
  void write(asksFor(1))
  await vi.advanceTimersByTimeAsync(79)
  expect(held).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  expect(held).toEqual([1, 1])
  for (let number = 0; number < 16; number++) void write(asksFor(number))
  await vi.advanceTimersByTimeAsync(5)
  expect(held).toEqual([1, 1, 16])
  const last = write(asksFor(9))
  await vi.advanceTimersByTimeAsync(6)
  isBusy = false
  await vi.advanceTimersByTimeAsync(5)
  expect(await last).toBe(9)
})

test('however busy it is, a slow disk gets no less rest', async () => {
  const { held, write } = noted({ isBusy: () => true, commitTook: 40 })
  await write(asksFor(0))
  const all = Promise.all(Array.from({ length: 12 }, (_, number) => write(asksFor(number))))
  await vi.advanceTimersByTimeAsync(119)
  expect(held).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  await all
  expect(held).toEqual([1, 12])
})

test('when nothing of a shared one stands, each is done alone and has its own outcome', async () => {
  const { held, write } = noted({ allFail: true })
  await write(asksFor(0))
  const outcomes = Promise.allSettled([
    write(asksFor(1)),
    write(async () => Promise.reject(new Error('this one'))),
    write(asksFor(3)),
  ])
  await vi.advanceTimersByTimeAsync(30)
  expect(await outcomes).toMatchObject([{ value: 1 }, { reason: { message: 'this one' } }, { value: 3 }])
  expect(held).toEqual([1, 3, 1, 1, 1])
})

test('an error that each would meet again is told to each at once', async () => {
  const { held, write } = noted()
  await write(asksFor(0))
  const outcomes = Promise.allSettled([
    write(asksFor(1)),
    write(async () => Promise.reject(new RangeError('all'))),
  ])
  await vi.advanceTimersByTimeAsync(30)
  expect(await outcomes).toMatchObject([{ reason: { message: 'all' } }, { reason: { message: 'all' } }])
  expect(held).toEqual([1, 2])
})

test('one that is asked for at the very end of another is done too', async () => {
  const { write } = noted()
  const done: number[] = []
  for (let ticks = 0; ticks < 8; ticks++) {
    const first = write(asksFor(ticks))
    void first.then(async () => {
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
      done.push(await write(asksFor(ticks)))
    })
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('time runs from when a work is asked for: who is over it in the line is refused without an attempt', async () => {
  const { held, write } = noted({ patience: 1_000, takes: 1_500 })
  const first = write(asksFor(1))
  await vi.advanceTimersByTimeAsync(1)
  const second = write(asksFor(2)).catch((error: Error) => error.name)
  await vi.advanceTimersByTimeAsync(1_600)
  expect(await first).toBe(1)
  expect(await second).toBe('DatabaseUnavailable')
  expect(held).toEqual([1])
})

test('what is locked for all is told to those whose time is over, and the others try again', async () => {
  const { held, write } = noted({ patience: 1_000, takes: 600 })
  const before = write(asksFor(0))
  await vi.advanceTimersByTimeAsync(1)
  const early = write(asksFor(1)).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(580)
  const late = write(asksFor(2))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await before).toBe(0)
  expect(await early).toBe('locked')
  expect(await late).toBe(2)
  expect(held).toEqual([1, 2, 1])
})

test('one whose time ends while the line is looked through is refused or done, but not forgotten', async () => {
  const { write } = noted({ patience: 10 })
  await write(asksFor(0))
  const outcome = Promise.allSettled([write(asksFor(1))])
  const real = performance.now()
  let looks = 0
  vi.spyOn(performance, 'now').mockImplementation(() => real + (looks++ < 3 ? 5 : 11))
  await vi.advanceTimersByTimeAsync(20)
  vi.mocked(performance.now).mockRestore()
  expect(await Promise.race([outcome, Promise.resolve().then(() => 'forgotten')])).not.toBe('forgotten')
})
