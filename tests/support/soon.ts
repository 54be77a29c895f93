import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** A change of a file is right everywhere within this, in milliseconds. */
export const soon = 2000

/**
 * Two seconds from now exactly this is seen. Asking before may see it already; one that asks at that very moment, even
 * while an earlier answer is still to come, must.
 */
export async function becomes<T>(look: () => Promise<T>, expected: T): Promise<void> {
  const start = performance.now()
  const seen = new AbortController()
  const last = pause(soon, undefined, { signal: seen.signal }).then(look)
  // Whether it fails is told below, unless it was not needed.
  last.catch(() => undefined)
  try {
    while (performance.now() - start < soon) {
      if (isDeepStrictEqual(await look(), expected)) return
      await pause(50)
    }
    expect(await last).toEqual(expected)
  } finally {
    seen.abort()
  }
}
