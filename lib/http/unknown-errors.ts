import { currentRequest } from '#lib/request-context.ts'

/** Milliseconds in which requests in flight may still be finished. */
const grace = 1000

/**
 * After an exception that nobody caught the state of the process is unknown: it ends, with 1, so that a process manager
 * starts a new one. Without this the framework's own listener would keep it alive.
 *
 * A promise that a page left behind, rejected and not awaited, is an error of that request only: the framework starts
 * reads early and may need none of them (docs/decisions/0010-log-and-end.md).
 *
 * @param options.report told each of them; must not throw
 * @param options.stop ends what is open
 */
export function endAfterUnknownErrors(options: {
  report: (message: string, error: unknown) => void
  stop: () => Promise<void>
}): void {
  let isEnding = false

  function end(error: unknown): void {
    options.report('an unknown error: the site ends, so that it can be started anew', error)
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(1), grace)
    options.stop().then(
      () => process.exit(1),
      () => process.exit(1),
    )
  }

  // With a callback instead of a listener nobody else's listener is called.
  process.setUncaughtExceptionCaptureCallback(end)
  process.on('unhandledRejection', (reason) => {
    if (currentRequest()) options.report('a page left an error behind', reason)
    else end(reason)
  })
}
