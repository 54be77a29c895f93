import { fstatSync, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { isatty } from 'node:tty'

/** Characters that may wait for a reader of standard output or standard error; what comes above them is dropped. */
export const mostWaiting = 1024 * 1024

/** Standard output or standard error as a place that holds nobody up: it never throws, and never waits. */
export type Output = {
  /** Writes `text`, whole lines, or drops it. */
  write(text: string): void
  /** Lines dropped of which no line that passed has told yet. */
  dropped(): number
}

/** Calls `done` once: without an error when `text` has been taken. */
type Send = (text: string, done: (error?: Error | null) => void) => void

/**
 * @param send writes in one of the ways below
 * @param told.notice a line that tells how many were dropped; it goes before the next that passes
 * @param told.onTrouble called when lines begin to be dropped
 */
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

/** How a descriptor of this process, 1 or 2, is written: a pipe or a terminal by its stream, a file at once. */
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

/** A stream whose errors are nobody else's, and in which no more than `mostWaiting` waits. */
export function sendToStream(stream: Writable): Send {
  stream.off('error', ignore).on('error', ignore)
  return (text, done) => {
    if (stream.writableLength > mostWaiting) done(new Error('its reader stands still'))
    else stream.write(text, done)
  }
}

/** @param write `writeSync` of a file: on a full disk it throws, or takes a part */
export function sendToFile(write: (bytes: Buffer) => number): Send {
  // A line of which the disk took a part only; the next begins on a line of its own.
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
