/** The mail server took longer than it may. */
class TimeUp extends Error {}

export function isTimeUp(error: unknown): boolean {
  return error instanceof TimeUp
}

/** Ends a conversation that takes too long, or that is broken off. */
export type Watch = {
  end: AbortSignal
  /** From now on the server has so many milliseconds. */
  limit(milliseconds: number): void
  stop(): void
}

export function createWatch(signal: AbortSignal | undefined): Watch {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let chance: NodeJS.Immediate | undefined

  function clear(): void {
    clearTimeout(timer)
    clearImmediate(chance)
  }

  return {
    end: AbortSignal.any([late.signal, ...(signal ? [signal] : [])]),
    limit(milliseconds) {
      clear()
      timer = setTimeout(() => {
        // After a pause of the whole process the answer may be here, unread: it is read first.
        chance = setImmediate(() => late.abort(timeUp(milliseconds)))
      }, milliseconds)
    },
    stop() {
      clear()
      // A signal that follows others and is listened to stays in memory until it is aborted.
      late.abort()
    },
  }
}

function timeUp(milliseconds: number): TimeUp {
  return new TimeUp(`The mail server has not answered for ${Math.round(milliseconds / 1000)} s`)
}
