import { currentRequest } from '#lib/request-context.ts'

/** Milliseconds for requests in flight. */
const grace = 1000

/** Not after a page's rejected promise. See docs/decisions/0010. */
export function endAfterUnknownErrors(options: {
  report: (message: string, error: unknown) => void
  stop: () => Promise<void>
}): void {
  let isEnding = false

  function end(error: unknown): void {
    options.report('an unknown error: the site ends, so that it can be started anew', error)
    if (isEnding) return
    isEnding = true
    const exit = () => process.exit(1)
    setTimeout(exit, grace)
    options.stop().then(exit, exit)
  }

  // With a callback instead of a listener nobody else's listener is called.
  process.setUncaughtExceptionCaptureCallback(end)
  process.on('unhandledRejection', (reason) => {
    if (currentRequest()) options.report('a page left an error behind', reason)
    else end(reason)
  })
}
