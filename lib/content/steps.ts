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

/** Before and after, compared by identity. */
export function* changes<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): Generator<undefined, [Value | undefined, Value | undefined][]> {
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
  return all
}
