import { type EventLoopUtilization, performance } from 'node:perf_hooks'

/** Milliseconds that one measurement takes at least. */
const window = 100
/**
 * Tells whether the process has hardly rested of late: whoever can wait should then.
 * @param busy from this share of the time on
 */
export function watchLoad(busy: number): () => boolean {
  let since: EventLoopUtilization = performance.eventLoopUtilization()
  let isBusy = false
  return () => {
    const now = performance.eventLoopUtilization()
    const passed = performance.eventLoopUtilization(now, since)
    if (passed.idle + passed.active >= window) {
      isBusy = passed.utilization >= busy
      since = now
    }
    return isBusy
  }
}
