import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds from the end of one to the next, and from what shows only in a scan. */
const [shortestPause, soonest] = [1000, 100]
/** The share of the time that scanning may take. */
const scanShare = 0.05
/** Milliseconds between portions of a scan that nobody waits for: all at once, ten thousand files hold up readers for a tenth of a second. */
const restEvery = 10

/** When to scan, and how fast. */
export function createScanPace() {
  /** Milliseconds of work in the last scans: one beside many requests takes long on the quickest disk. */
  let took: readonly number[] = []
  let begun = Number.NEGATIVE_INFINITY
  let rested = 0
  /** The first of what the last scan may not have seen. */
  let changed = Number.NEGATIVE_INFINITY

  return {
    begun: () => begun,
    due(): number {
      const [last] = took
      if (last === undefined) return begun
      const quickest = Math.min(...took)
      const usual = begun + last + Math.max(shortestPause, quickest / scanShare)
      return changed > begun ? Math.min(usual, changed + Math.max(soonest, quickest * 4)) : usual
    },
    /** Something has changed that only a scan tells. */
    change(): void {
      if (changed <= begun) changed = performance.now()
    },
    begin(at = performance.now()): void {
      begun = at
      rested = 0
    },
    async rest(): Promise<void> {
      const from = performance.now()
      await pause(restEvery, undefined, { ref: false })
      rested += performance.now() - from
    },
    end(at = performance.now()): void {
      took = [at - begun - rested, ...took.slice(0, 2)]
    },
  }
}
