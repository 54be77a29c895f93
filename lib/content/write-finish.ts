import { isSame, type Version } from './scan.ts'

/** Milliseconds without a change after which a file that came at once is taken. */
const quietOnce = 300
/** One that was seen to grow, or was changed a moment ago, may be written slowly. */
const quietGrowing = 1000
const moment = 1200

/** Only time tells when a file is whole: cut at most places it still reads as an article. */
export type Settling = {
  /** `seen`: undefined for a path that is gone. @param now milliseconds of a monotonic clock */
  look(
    seen: ReadonlyMap<string, Version | undefined>,
    taken: (path: string) => Version | undefined,
    now: number,
  ): string[]
  hasRemovalDue(now: number): boolean
  /** It is named again when it has been quiet for longer. */
  doubt(path: string, version: Version | undefined): void
  /** Whether it was quiet for so long that nothing more is to be expected. */
  wasLong(path: string): boolean
  /** Milliseconds. */
  quietFor(path: string): number
  waiting(): string[]
  calm(now: number, rest: number): ReadonlyMap<string, Version>
  /** Milliseconds until the first one is whole; infinity when nothing waits. */
  until(now: number): number
  forget(paths: Iterable<string>): void
}

type Change = { version: Version | undefined; since: number; isGrowing: boolean; doubtedAt?: number }

function dueAt({ since, isGrowing, doubtedAt = Number.NEGATIVE_INFINITY }: Change): number {
  return Math.max(since + (isGrowing ? quietGrowing : quietOnce), doubtedAt + quietOnce)
}

export function createSettling(): Settling {
  const changes = new Map<string, Change>()
  const lastTaken = new Map<string, number>()
  let named = new Map<string, Change>()
  let namedAt = 0

  return {
    look(seen, taken, now) {
      const whole: string[] = []
      named = new Map()
      namedAt = now
      for (const [path, version] of seen) {
        const change = changes.get(path)
        if (isSame(version, taken(path))) changes.delete(path)
        else if (!change) {
          const isGrowing = now - (lastTaken.get(path) ?? Number.NEGATIVE_INFINITY) < moment
          changes.set(path, { version, since: now, isGrowing })
        } else if (!isSame(change.version, version))
          changes.set(path, { version, since: now, isGrowing: true })
        else if (now >= dueAt(change)) {
          whole.push(path)
          named.set(path, change)
        }
      }
      for (const path of whole) {
        changes.delete(path)
        lastTaken.set(path, now)
      }
      for (const [path, at] of lastTaken) if (now - at > moment) lastTaken.delete(path)
      return whole
    },
    hasRemovalDue: (now) => [...changes.values()].some((change) => !change.version && now >= dueAt(change)),
    doubt(path, version) {
      const since = named.get(path)?.since
      if (since === undefined) return
      changes.set(path, { version, since, isGrowing: true, doubtedAt: namedAt })
      lastTaken.delete(path)
    },
    wasLong: (path) => named.get(path)?.isGrowing === true,
    quietFor: (path) => namedAt - (named.get(path)?.since ?? namedAt),
    waiting: () => [...changes.keys()],
    calm: (now, rest) =>
      new Map(
        [...changes].flatMap(([path, { version, since }]) =>
          version && now - since >= rest ? [[path, version]] : [],
        ),
      ),
    until: (now) => Math.min(...[...changes.values()].map((change) => dueAt(change) - now)),
    forget(paths) {
      for (const path of paths) changes.delete(path)
    },
  }
}
