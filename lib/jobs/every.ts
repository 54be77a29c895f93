import type { Log } from '#lib/log.ts'

/** What runs in the background again and again, in each instance. */
export type Job = {
  /** Milliseconds between two runs; one that takes longer delays the next. */
  every: number
  /** Milliseconds until the first run. */
  first?: number
  run: () => Promise<unknown>
  /** Logged at the first failure in a row. */
  fails: string
  /** Logged at the first success after one. */
  works?: string
}

export type RunningJob = {
  /** Runs it now. @returns once a run has ended that began after this call */
  wake(): Promise<void>
  /** Begins nothing more, and waits for the run in hand. */
  stop(): Promise<void>
}

/** Starts a job; it keeps no process alive. Failures are logged, and the next run tries again. */
export function startJob({ every, first = 0, run, fails, works }: Job, log: Log): RunningJob {
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
      if (!isFailing) log.error(fails, { error })
      isFailing = true
    }
    running = undefined
  }

  async function wake(): Promise<void> {
    if (isStopped) return
    if (running) next ??= running.then(begin)
    else running = attempt()
    await (next ?? running)
  }

  async function begin(): Promise<void> {
    next = undefined
    await wake()
  }

  const tick = () => {
    if (!running) void wake()
  }
  const timers = [setTimeout(tick, first).unref(), setInterval(tick, every).unref()]
  return {
    wake,
    async stop() {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
      await running
    },
  }
}
