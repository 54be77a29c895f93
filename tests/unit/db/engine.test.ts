import {
  type ColumnType,
  DummyDriver,
  type Generated,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inBatches } from '#lib/db/batches.ts'
import { containsAll } from '#lib/db/contains.ts'
import { oneAfterAnother, persist } from '#lib/db/engine.ts'
import { DatabaseUnavailable } from '#lib/db/errors.ts'
import { observe } from '#lib/db/observed.ts'
import { createLog } from '#lib/log.ts'

describe('a work that is tried again', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const busy = Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' })
  const passes = (error: unknown) => error === busy

  test('is done once what passes has passed, with pauses that grow up to a third of a second', async () => {
    const begun: number[] = []
    const done = persist(
      async () => {
        begun.push(performance.now())
        if (begun.length < 12) throw busy
        return 'done'
      },
      passes,
      performance.now() + 5000,
    )
    await vi.runAllTimersAsync()
    expect(await done).toBe('done')
    const pauses = begun.slice(1).map((at, index) => at - (begun[index] ?? 0))
    expect(pauses[0]).toBeLessThanOrEqual(20)
    for (const pause of pauses) expect(pause).toBeLessThanOrEqual(320)
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(160)
  })

  test('fails at once with what does not pass, and with what passes when its time is over', async () => {
    const other = new Error('no such table')
    await expect(persist(async () => Promise.reject(other), passes, performance.now() + 5000)).rejects.toBe(
      other,
    )
    const late = expect(
      persist(async () => Promise.reject(busy), passes, performance.now() + 1000),
    ).rejects.toBe(busy)
    await vi.runAllTimersAsync()
    await late
  })

  test('is not begun when nobody waits any more', async () => {
    let tries = 0
    const late = persist(async () => void tries++, passes, performance.now())
    await expect(late).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(tries).toBe(0)
  })
})

describe('works that come one after another', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  test('each begins when the one before has ended, whether that failed or not', async () => {
    const next = oneAfterAnother()
    const order: string[] = []
    const work =
      (name: string, fails = false) =>
      async () => {
        order.push(`${name} begins`)
        await Promise.resolve()
        order.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      }
    const all = [next(work('a')), next(work('b', true)), next(work('c'))]
    expect(await Promise.allSettled(all)).toMatchObject([
      { value: 'a' },
      { status: 'rejected', reason: new Error('b') },
      { value: 'c' },
    ])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  test('one whose time is over before its turn is refused then, and never done', async () => {
    const next = oneAfterAnother()
    const held = Promise.withResolvers<void>()
    const first = next(() => held.promise)
    let isDone = false
    const second = next(async () => {
      isDone = true
    }, performance.now() + 100)
    const refused = expect(second).rejects.toBeInstanceOf(DatabaseUnavailable)
    await vi.advanceTimersByTimeAsync(150)
    await refused
    held.resolve()
    await first
    expect(await next(async () => 'third')).toBe('third')
    expect(isDone).toBe(false)
  })
})

test('keys are asked for in parts that either database takes, and none for none', async () => {
  const asked: number[] = []
  const ask = async (some: readonly number[]) => {
    asked.push(some.length)
    return some.map((key) => key * 2)
  }
  const keys = Array.from({ length: 1201 }, (_, key) => key)
  expect(await inBatches(keys, ask)).toEqual(keys.map((key) => key * 2))
  expect(asked).toEqual([500, 500, 201])
  expect(await inBatches([], ask)).toEqual([])
  expect(asked).toHaveLength(3)
})

describe('a search in columns', () => {
  const db = new Kysely<{ t: { a: Generated<string>; b: ColumnType<string> } }>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (instance) => new SqliteIntrospector(instance),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  const compiled = (text: string) => {
    const query = db
      .selectFrom('t')
      .selectAll()
      .where(containsAll([sql.ref('a'), sql.ref('b')], text))
      .compile()
    return { where: query.sql.replace(/^.* where /, ''), parameters: query.parameters }
  }

  test('asks for each word in any of them', () => {
    expect(compiled('Two  words')).toEqual({
      where: `(("a" like ? escape '!' or "b" like ? escape '!') and ("a" like ? escape '!' or "b" like ? escape '!'))`,
      parameters: ['%two%', '%two%', '%words%', '%words%'],
    })
  })

  test.each([
    ['100%', '%100!%%'],
    ['a_b', '%a!_b%'],
    ['wow!', '%wow!!%'],
    ["o'neil", "%o'neil%"],
    ['"; drop', '%";%'],
    ['ÉCOLE', '%ecole%'],
  ])('takes what was typed for nothing but text: %s', (typed, pattern) => {
    expect(compiled(typed).parameters[0]).toBe(pattern)
  })

  test('of nothing is all, and of a text without end its first words', () => {
    for (const nothing of ['', '  ', '\0', '\t\n'])
      expect(compiled(nothing)).toEqual({ where: '1 = 1', parameters: [] })
    expect(compiled('a '.repeat(1000)).parameters).toHaveLength(16)
    expect(compiled('a\0b').parameters).toEqual(['%a%', '%a%', '%b%', '%b%'])
  })
})

test('a database that is away is told once, and once when it is back; another failure is neither', async () => {
  const lines: { level: string; message: string }[] = []
  const log = createLog('debug', (line) => lines.push(JSON.parse(line)))
  const observed = observe(log, { fails: 'away', works: 'back' })
  const fail = (error: Error) => observed.watch(Promise.reject(error)).catch(() => {})
  await observed.watch(Promise.resolve(1))
  expect(observed.isAway()).toBe(false)
  await fail(new Error('a constraint'))
  expect(observed.isAway()).toBe(false)
  for (let times = 0; times < 3; times++) await fail(new DatabaseUnavailable('gone'))
  expect(observed.isAway()).toBe(true)
  expect(await observed.watch(Promise.resolve('row'))).toBe('row')
  await observed.watch(Promise.resolve('row'))
  expect(observed.isAway()).toBe(false)
  expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual(['error away', 'info back'])
})
