import type { FinishedPage } from './page.ts'

export type Rendered = { page: FinishedPage; cacheTags: ReadonlySet<string>; keep: boolean }

export type PageCache = {
  /** Single flight. */
  get(path: string, render: () => Promise<Rendered>): Promise<FinishedPage>
  cached(path: string): FinishedPage | undefined
  /** By cache tags; a render in flight is not kept. */
  invalidate(...tags: string[]): void
  invalidateAll(): void
  size(): { pages: number; bytes: number }
  /** Bytes of the largest file that is kept. */
  largest: number
}

type Entry = {
  page: FinishedPage
  cacheTags: ReadonlySet<string>
  bytes: number
  /** Since it was last considered for eviction. */
  isUsed: boolean
}
type Flight = { page: Promise<FinishedPage>; invalidated: Set<string>; isStale: boolean }

/** Bytes of bookkeeping for a page: measured, rounded up. */
const overhead = 1500

/** One visitor must not evict the others' pages. */
const largestPart = 1 / 16

function weight({ bytes }: FinishedPage): number {
  if ('file' in bytes) return overhead
  return overhead + ('plain' in bytes ? bytes.plain.length : bytes.brotli.length + bytes.gzip.length)
}

export function createPageCache(maxBytes: number): PageCache {
  const entries = new Map<string, Entry>()
  const pathsByTag = new Map<string, Set<string>>()
  const inFlight = new Map<string, Flight>()
  const flights = new Set<Flight>()
  let bytes = 0

  function remove(path: string): void {
    const entry = entries.get(path)
    if (!entry) return
    entries.delete(path)
    bytes -= entry.bytes
    for (const tag of entry.cacheTags) {
      const paths = pathsByTag.get(tag)
      paths?.delete(path)
      if (paths?.size === 0) pathsByTag.delete(tag)
    }
  }

  function keep(path: string, { page, cacheTags }: Rendered): void {
    remove(path)
    const entry = { page, cacheTags, bytes: weight(page), isUsed: false }
    if (entry.bytes > maxBytes * largestPart) return
    entries.set(path, entry)
    bytes += entry.bytes
    for (const tag of cacheTags) {
      const paths = pathsByTag.get(tag) ?? new Set()
      pathsByTag.set(tag, paths.add(path))
    }
    evict(path)
  }

  /** Second chance: the oldest goes unless it was asked for meanwhile, then it counts as new. */
  function evict(fresh: string): void {
    for (const [path, entry] of entries) {
      if (bytes <= maxBytes) return
      if (path === fresh) continue
      if (!entry.isUsed) remove(path)
      else {
        entry.isUsed = false
        entries.delete(path)
        entries.set(path, entry)
      }
    }
  }

  function cached(path: string): FinishedPage | undefined {
    const entry = entries.get(path)
    if (!entry) return undefined
    entry.isUsed = true
    return entry.page
  }

  async function start(path: string, flight: Flight, render: () => Promise<Rendered>): Promise<FinishedPage> {
    try {
      const rendered = await render()
      const isStale = flight.isStale || [...rendered.cacheTags].some((tag) => flight.invalidated.has(tag))
      if (rendered.keep && !isStale) keep(path, rendered)
      return rendered.page
    } finally {
      flights.delete(flight)
      if (inFlight.get(path) === flight) inFlight.delete(path)
    }
  }

  return {
    cached,
    get(path, render) {
      const there = cached(path)
      if (there) return Promise.resolve(there)
      const running = inFlight.get(path)
      if (running) return running.page
      const flight: Flight = { page: Promise.resolve() as never, invalidated: new Set(), isStale: false }
      flights.add(flight)
      inFlight.set(path, flight)
      flight.page = start(path, flight, render)
      return flight.page
    },
    invalidate(...tags) {
      for (const tag of tags) for (const path of [...(pathsByTag.get(tag) ?? [])]) remove(path)
      for (const flight of flights) for (const tag of tags) flight.invalidated.add(tag)
      // Who asks from now on must not be given what was begun before the change.
      inFlight.clear()
    },
    invalidateAll() {
      for (const path of [...entries.keys()]) remove(path)
      for (const flight of flights) flight.isStale = true
      inFlight.clear()
    },
    size: () => ({ pages: entries.size, bytes }),
    largest: maxBytes * largestPart - overhead,
  }
}
