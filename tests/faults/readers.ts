import { percentile } from '../bench/numbers.ts'
import { ask, often } from './ask.ts'

export type Read = { at: number; ms: number; status: number }

/** What readers met; `p99` in milliseconds, of ready pages. */
export type Reading = { asked: number; errors: number; p99: number; coldAsked: number; coldErrors: number }

export type Readers = {
  /** Every read of the page that is in memory. */
  ready: readonly Read[]
  /** Whether they read nothing, because the run itself has stopped the site. */
  rest: boolean
  stop(): Promise<Reading>
}

/**
 * Readers of a page that is in memory, 20 a second, and of pages that are not, each read once.
 *
 * @param url the site's address, asked each time
 * @param coldPaths read from the first to the last, two or three a second
 */
export function startReaders(url: () => string, path: string, coldPaths: readonly string[]): Readers {
  const ready: Read[] = []
  const cold: Read[] = []
  const readInto = async (reads: Read[], address: string) => {
    const at = performance.now()
    const { status, ms } = await ask(address)
    reads.push({ at, ms, status })
  }
  let next = 0
  const readersOfReady = often(50, async () => {
    if (!readers.rest) await readInto(ready, url() + path)
  })
  const readersOfCold = often(400, async () => {
    const coldPath = readers.rest ? undefined : coldPaths[next++]
    if (coldPath) await readInto(cold, url() + coldPath)
  })
  const errors = (reads: readonly Read[]) => reads.filter(({ status }) => status !== 200).length
  const readers: Readers = {
    ready,
    rest: false,
    async stop() {
      await Promise.all([readersOfReady.stop(), readersOfCold.stop()])
      const p99 = ready.length
        ? percentile(
            ready.map(({ ms }) => ms),
            0.99,
          )
        : 0
      return {
        ...{ asked: ready.length, errors: errors(ready), p99 },
        ...{ coldAsked: cold.length, coldErrors: errors(cold) },
      }
    },
  }
  return readers
}
