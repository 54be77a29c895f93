import { type EventLoopUtilization, performance } from 'node:perf_hooks'

/** Milliseconds. */
const window = 100
/** @param busy share of the time, 0 to 1 */
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
