import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'

/**
 * From now on: whether the processors had hardly any rest, or somebody waited for one half of the time, so that a time
 * measured since says nothing.
 */
export function watchMachine(): { wasBusy(): boolean } {
  const before = processorTimes()
  const [waited, begun] = [waitedFor(), performance.now()]
  return {
    wasBusy() {
      const { idle, all } = processorTimes()
      const share = (waitedFor() - waited) / Math.max(1, performance.now() - begun)
      return (idle - before.idle) / Math.max(1, all - before.all) < 0.1 || share > 0.5
    },
  }
}

function processorTimes(): { idle: number; all: number } {
  const times = cpus().map(({ times }) => times)
  const idle = times.reduce((sum, time) => sum + time.idle, 0)
  return { idle, all: times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.irq, idle) }
}

/** Milliseconds in which a program waited for a processor, where Linux tells it. */
function waitedFor(): number {
  try {
    return Number(/^some .*total=(\d+)/m.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1] ?? 0) / 1000
  } catch {
    return 0
  }
}
