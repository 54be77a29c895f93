import type { Log } from '#lib/log.ts'

export type Job = {
  /** Milliseconds from start to start; a run that takes longer delays the next. */
  every: number
  first?: number
  run: () => Promise<unknown>
  fails: string
  works?: string
  /** Else only the first failure in a row. */
  logsEach?: true
}

export function startJob({ every, first = 0, run, fails, works, logsEach }: Job, log: Log) {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let isFailing = false
  let isStopped = false

  async function attempt(): Promise<void> {
    try {
      await run()
      if (isFailing && works) log.info(works)
      isFailing = false
    } catch (error) {
      if (!isFailing || logsEach) log.error(fails, { error })
      isFailing = true
    }
  }

  async function begin(): Promise<void> {
    next = undefined
    if (isStopped) return
    // Not within the attempt: one that throws at once is over before it is kept.
    running = attempt().finally(() => {
      running = undefined
    })
    await running
  }

  /** @returns once a run has ended that began after this call */
  async function wake(): Promise<void> {
    if (running) next ??= running.then(begin)
    await (next ?? begin())
  }

  const tick = () => {
    if (!running) void wake()
  }
  const timers = [setTimeout(tick, first).unref(), setInterval(tick, every).unref()]
  return {
    wake,
    async stop(): Promise<void> {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
      await running
    },
  }
}
