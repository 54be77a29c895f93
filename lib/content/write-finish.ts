import type { Seen } from './scan.ts'
import { isSame, type Version } from './version.ts'

/** Milliseconds without a change after which a file that came at once is taken. */
export const quietOnce = 300
/** One that was seen to grow, or was changed a moment ago, may be written slowly. */
const quietGrowing = 1000
const moment = 1200

type Change = { version: Version | undefined; since: number; isGrowing: boolean; doubtedAt?: number }

function dueAt({ since, isGrowing, doubtedAt = Number.NEGATIVE_INFINITY }: Change): number {
  return Math.max(since + (isGrowing ? quietGrowing : quietOnce), doubtedAt + quietOnce)
}

/** Only time tells when a file is whole: cut at most places it still reads as an article. */
export function createSettling(taken: ReadonlyMap<string, Version>) {
  const changes = new Map<string, Change>()
  const lastTaken = new Map<string, number>()
  let named = new Map<string, Change>()
  let namedAt = 0

  return {
    /**
     * @param begun when the look began, by `performance.now()`: what becomes due while it lasts waits for the next one
     * @returns what is whole
     */
    look(seen: Seen, begun: number): Map<string, Version | undefined> {
      const now = performance.now()
      named = new Map()
      namedAt = begun
      for (const [path, version] of seen) {
        const change = changes.get(path)
        if (isSame(version, taken.get(path))) changes.delete(path)
        else if (!change) {
          const isGrowing = now - (lastTaken.get(path) ?? Number.NEGATIVE_INFINITY) < moment
          changes.set(path, { version, since: now, isGrowing })
        } else if (!isSame(change.version, version))
          changes.set(path, { version, since: now, isGrowing: true })
        else if (begun >= dueAt(change)) named.set(path, change)
      }
      for (const path of named.keys()) {
        changes.delete(path)
        lastTaken.set(path, now)
      }
      for (const [path, at] of lastTaken) if (now - at > moment) lastTaken.delete(path)
      return new Map([...named].map(([path, { version }]) => [path, version]))
    },
    /** It is named again when it has been quiet for longer. */
    doubt(path: string): void {
      const change = named.get(path)
      if (!change) return
      changes.set(path, { ...change, isGrowing: true, doubtedAt: namedAt })
      lastTaken.delete(path)
    },
    /** Whether it was quiet for so long that nothing more is to be expected. */
    wasLong: (path: string) => named.get(path)?.isGrowing === true,
    /** Milliseconds. */
    quietFor: (path: string) => namedAt - (named.get(path)?.since ?? namedAt),
    waiting: changes as ReadonlyMap<string, Readonly<Change>>,
    hasRemovalDue: (now: number) =>
      [...changes.values()].some((change) => !change.version && now >= dueAt(change)),
    /** Milliseconds until the first one is whole; infinity when nothing waits. */
    until(): number {
      let first = Number.POSITIVE_INFINITY
      // As many as there are files: too many for the arguments of a call.
      for (const change of changes.values()) first = Math.min(first, dueAt(change))
      return first - performance.now()
    },
    forget(paths: Iterable<string>): void {
      for (const path of paths) changes.delete(path)
    },
  }
}
