import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which others have their turn. */
const longest = 5

/** Says now and then that others should have their turn: what is done so is done in steps of a few milliseconds. */
export function pauses(): () => boolean {
  let count = 0
  return () => ++count % 256 === 0
}

export function inOneGo<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Others have their turn meanwhile. */
export async function inSteps<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  for (let until = performance.now() + longest; ; ) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < until) continue
    await setImmediate()
    until = performance.now() + longest
  }
}

type Changes = readonly [before: unknown, after: unknown][]

/** Asked for by several who follow the same two. Nothing is kept alive by it but a few changes. */
const known = new WeakMap<object, WeakMap<object, Changes>>()
const mostKept = 1000

/** Before and after, compared by identity; neither may change any more. */
export function* changes<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): Generator<undefined, readonly [Value | undefined, Value | undefined][]> {
  const kept = known.get(before)?.get(after)
  if (kept) return kept as readonly [Value | undefined, Value | undefined][]
  const isPause = pauses()
  const all: [Value | undefined, Value | undefined][] = []
  for (const [key, value] of after) {
    const was = before.get(key)
    if (was !== value) all.push([was, value])
    if (isPause()) yield
  }
  for (const [key, value] of before) {
    if (!after.has(key)) all.push([value, undefined])
    if (isPause()) yield
  }
  if (all.length <= mostKept) {
    const ofBefore = known.get(before) ?? new WeakMap<object, Changes>()
    known.set(before, ofBefore.set(after, all))
  }
  return all
}

/** To copy a hundred thousand in one go would take a tenth of a second. */
export function* copied<Value>(map: ReadonlyMap<string, Value>): Generator<undefined, Map<string, Value>> {
  const isPause = pauses()
  const copy = new Map<string, Value>()
  for (const [key, value] of map) {
    copy.set(key, value)
    if (isPause()) yield
  }
  return copy
}
