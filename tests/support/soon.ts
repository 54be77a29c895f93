import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** A change of a file is right everywhere within this, in milliseconds. */
export const soon = 2000

/** Whoever asks two seconds from now, or later, is to see exactly this; asking before may see it already. */
export async function becomes<T>(look: () => Promise<T>, expected: T): Promise<void> {
  const start = performance.now()
  for (;;) {
    const asked = performance.now() - start
    const seen = await look()
    if (isDeepStrictEqual(seen, expected)) return
    if (asked >= soon) expect(seen).toEqual(expected)
    await pause(50)
  }
}
