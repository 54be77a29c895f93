/** Runs `work` again and again, never twice at a time: after `pause()` milliseconds, or as soon as it is woken. */
export type Alarm = { wake(soon: number): void; stop(): void }

/** @param failed is told what `work` threw; it is run again all the same */
export function createAlarm(
  work: () => Promise<void>,
  pause: () => number,
  failed: (error: unknown) => void,
): Alarm {
  let timer: NodeJS.Timeout | undefined
  let due = Number.POSITIVE_INFINITY
  let isRunning = false
  let isStopped = false
  let isWoken = false

  function set(milliseconds: number): void {
    const at = performance.now() + milliseconds
    if (isStopped || (timer && at >= due)) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(run, milliseconds)
    // The server lives by its own socket; a look at files alone must not keep a process alive.
    timer.unref()
  }

  async function run(): Promise<void> {
    timer = undefined
    isRunning = true
    isWoken = false
    try {
      await work()
    } catch (error) {
      failed(error)
    }
    isRunning = false
    set(isWoken ? 20 : pause())
  }

  set(pause())
  return {
    wake(soon) {
      if (isRunning) isWoken = true
      else set(soon)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
