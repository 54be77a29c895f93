import { cpus } from 'node:os'

/** From now on: whether the processors had hardly any rest, so that a time measured since says nothing. */
export function watchMachine(): { wasBusy(): boolean } {
  const before = processorTimes()
  return {
    wasBusy() {
      const { idle, all } = processorTimes()
      return (idle - before.idle) / Math.max(1, all - before.all) < 0.1
    },
  }
}

function processorTimes(): { idle: number; all: number } {
  const times = cpus().map(({ times }) => times)
  const idle = times.reduce((sum, time) => sum + time.idle, 0)
  return { idle, all: times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.irq, idle) }
}
