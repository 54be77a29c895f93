import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { watchMachine } from './machine.ts'
import { patience } from './patience.ts'

/** A change is right everywhere within this, in milliseconds, on a machine that has nothing else to do. */
export const soon = 2000

/**
 * Two seconds from now exactly this is seen. Asking before may see it already; one that asks at that very moment, even
 * while an earlier answer is still to come, must. On a busy machine it may take longer.
 */
export async function becomes<T>(look: () => T | Promise<T>, expected: T): Promise<void> {
  const start = performance.now()
  const machine = watchMachine()
  const seen = new AbortController()
  const last = pause(soon, undefined, { signal: seen.signal }).then(look)
  // Whether it fails is told below, unless it was not needed.
  last.catch(() => undefined)
  try {
    while (performance.now() - start < soon) {
      const asked = performance.now()
      if (isDeepStrictEqual(await look(), expected)) return
      await pause(restAfter(asked))
    }
    try {
      expect(await last).toEqual(expected)
    } catch (late) {
      if (!machine.wasBusy()) throw late
      await expect.poll(look, { timeout: patience }).toEqual(expected)
    }
  } finally {
    seen.abort()
  }
}

/** Within two seconds from now `check` passes; on a busy machine it may take longer. */
export async function passesSoon(check: () => void | Promise<void>): Promise<void> {
  const start = performance.now()
  const machine = watchMachine()
  for (;;) {
    const asked = performance.now()
    try {
      await check()
      return
    } catch (error) {
      const waited = asked - start
      if (waited > soon && (waited > patience || !machine.wasBusy())) throw error
    }
    await pause(restAfter(asked))
  }
}

/** Milliseconds: looks that render pages leave half of the processor to what they wait for. */
function restAfter(asked: number): number {
  return Math.max(20, performance.now() - asked)
}
