import { fstatSync, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { isatty } from 'node:tty'

/** Characters. */
export const mostWaiting = 1024 * 1024

/** Never throws, and never waits: a reader that stands still must not hold the site up. */
export type Output = {
  write(text: string): void
  /** Lines of which no line that passed has told yet. */
  dropped(): number
}

type Send = (text: string, done: (error?: Error | null) => void) => void

export function createOutput(
  send: Send,
  told: { notice?: (dropped: number) => string; onTrouble?: (error: Error) => void } = {},
): Output {
  let dropped = 0
  let isTroubled = false
  return {
    write(text) {
      const before = dropped
      dropped = 0
      send(before && told.notice ? told.notice(before) + text : text, (error) => {
        if (error) dropped += before + 1
        if (error && !isTroubled) told.onTrouble?.(error)
        isTroubled = Boolean(error)
      })
    },
    dropped: () => dropped,
  }
}

export function sendTo(fd: 1 | 2): Send {
  try {
    const kind = fstatSync(fd)
    if (isatty(fd) || kind.isFIFO() || kind.isSocket())
      return sendToStream(fd === 1 ? process.stdout : process.stderr)
  } catch {
    // A descriptor that cannot even be looked at fails at each line, and each is counted.
  }
  return sendToFile((bytes) => writeSync(fd, bytes))
}

export function sendToStream(stream: Writable): Send {
  stream.off('error', ignore).on('error', ignore)
  return (text, done) => {
    if (stream.writableLength > mostWaiting) done(new Error('its reader stands still'))
    else stream.write(text, done)
  }
}

export function sendToFile(write: (bytes: Buffer) => number): Send {
  let isTorn = false
  return (text, done) => {
    const bytes = Buffer.from(isTorn ? `\n${text}` : text)
    try {
      const taken = write(bytes)
      if (taken > 0) isTorn = taken < bytes.length
      done(taken < bytes.length ? new Error('the disk is full') : undefined)
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

function ignore(): void {}
