import { expect, test } from 'vitest'
import { changes, inOneGo, inSteps, pauses } from '#lib/steps.ts'

function* counted(to: number, each: () => void = () => undefined): Generator<undefined, number> {
  for (let at = 0; at < to; at++) {
    each()
    yield
  }
  return to
}

test('work in steps comes to the same, with and without pauses', async () => {
  expect(inOneGo(counted(1000))).toBe(1000)
  expect(await inSteps(counted(1000))).toBe(1000)
  expect(inOneGo(counted(0))).toBe(0)
})

test('others have their turn while it is done in steps, and none when it is done in one go', async () => {
  const turns = { others: 0 }
  const timer = setInterval(() => turns.others++, 0)
  const busy = () => {
    const until = performance.now() + 3
    while (performance.now() < until);
  }
  inOneGo(counted(5, busy))
  expect(turns.others).toBe(0)
  await inSteps(counted(20, busy))
  clearInterval(timer)
  expect(turns.others).toBeGreaterThan(2)
})

test('what a step throws reaches whoever waits for the work', async () => {
  const fails = () => {
    throw new Error('no')
  }
  await expect(inSteps(counted(1, fails))).rejects.toThrow('no')
  expect(() => inOneGo(counted(1, fails))).toThrow('no')
})

test('a pause is due once in so many things', () => {
  const isPause = pauses()
  const due = Array.from({ length: 1024 }, (_, at) => (isPause() ? [at + 1] : [])).flat()
  expect(due).toEqual([256, 512, 768, 1024])
})

test('what is another object has changed, what is the same one has not', () => {
  const [same, was, is, gone, fresh] = [{}, {}, {}, {}, {}]
  const found = inOneGo(
    changes(
      new Map([
        ['same', same],
        ['other', was],
        ['gone', gone],
      ]),
      new Map([
        ['same', same],
        ['other', is],
        ['fresh', fresh],
      ]),
    ),
  )
  expect(found).toHaveLength(3)
  expect(
    found.map((pair) => pair.map((one) => [undefined, was, is, gone, fresh].indexOf(one as object))),
  ).toEqual([
    ...[
      [1, 2],
      [0, 4],
      [3, 0],
    ],
  ])
  expect(inOneGo(changes(new Map(), new Map()))).toEqual([])
})
