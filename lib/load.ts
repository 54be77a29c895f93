import { type EventLoopUtilization, performance } from 'node:perf_hooks'

/** Milliseconds that one measurement takes at least. */
const window = 100
/** From this share of the time on, the process is taken for busy. */
const busy = 0.9

/** Tells whether the process has hardly rested of late: whoever can wait should then. */
export function watchLoad(): () => boolean {
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
