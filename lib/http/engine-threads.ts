import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'

/** As `nice` counts: more of it, and the heap grows by too much while it is marked. */
const niceness = 3

const threads = '/proc/self/task'

/** Whoever answers comes before the engine's threads, which compile and mark. Linux alone has priorities of threads. */
export function lowerEngineThreads(): void {
  try {
    for (const id of readdirSync(threads))
      if (readFileSync(join(threads, id, 'comm'), 'utf8') === 'V8Worker\n') setPriority(Number(id), niceness)
  } catch {
    // All is answered without it.
  }
}
