import type { FinishedPage } from './page.ts'

export type PageCache = {
  /** Single flight. */
  get(path: string, render: () => Promise<FinishedPage>): Promise<FinishedPage>
  cached(path: string): FinishedPage | undefined
  /** By cache tags; a render in flight is not kept. */
  invalidate(...tags: string[]): void
  invalidateAll(): void
  size(): { pages: number; bytes: number }
  /** Bytes of the largest file that is kept. */
  largest: number
}

/** Bytes of bookkeeping for a page: measured, rounded up. */
const overhead = 1500

/** One visitor must not evict the others' pages. */
const largestPart = 1 / 16

function weight({ bytes }: FinishedPage): number {
  if ('file' in bytes) return overhead
  return overhead + ('plain' in bytes ? bytes.plain.length : bytes.brotli.length + bytes.gzip.length)
}

export function createPageCache(maxBytes: number): PageCache {
  const kept = new Map<string, FinishedPage>()
  /** Asked for since they were last considered for eviction. */
  const used = new Set<FinishedPage>()
  const pathsByTag = new Map<string, Set<string>>()
  const inFlight = new Map<string, Promise<FinishedPage>>()
  /** For each page that is being made, the tags invalidated meanwhile. */
  const underway = new Set<Set<string>>()
  let bytes = 0

  function remove(path: string): void {
    const page = kept.get(path)
    if (!page) return
    kept.delete(path)
    used.delete(page)
    bytes -= weight(page)
    for (const tag of page.cacheTags ?? []) {
      const paths = pathsByTag.get(tag)
      paths?.delete(path)
      if (paths?.size === 0) pathsByTag.delete(tag)
    }
  }

  function keep(path: string, page: FinishedPage): void {
    remove(path)
    if (weight(page) > maxBytes * largestPart) return
    kept.set(path, page)
    bytes += weight(page)
    for (const tag of page.cacheTags ?? []) {
      const paths = pathsByTag.get(tag) ?? new Set()
      pathsByTag.set(tag, paths.add(path))
    }
    evict(path)
  }

  /** Second chance: the oldest goes unless it was asked for meanwhile, then it counts as new. */
  function evict(fresh: string): void {
    for (const [path, page] of kept) {
      if (bytes <= maxBytes) return
      if (path === fresh) continue
      if (used.delete(page)) {
        kept.delete(path)
        kept.set(path, page)
      } else remove(path)
    }
  }

  function cached(path: string): FinishedPage | undefined {
    const page = kept.get(path)
    if (page) used.add(page)
    return page
  }

  async function made(path: string, render: () => Promise<FinishedPage>): Promise<FinishedPage> {
    const invalidated = new Set<string>()
    underway.add(invalidated)
    try {
      const page = await render()
      if (underway.has(invalidated) && page.cacheTags?.isDisjointFrom(invalidated)) keep(path, page)
      return page
    } finally {
      underway.delete(invalidated)
    }
  }

  return {
    cached,
    get(path, render) {
      const there = cached(path)
      if (there) return Promise.resolve(there)
      const running = inFlight.get(path)
      if (running) return running
      const page = made(path, render).finally(() => {
        if (inFlight.get(path) === page) inFlight.delete(path)
      })
      inFlight.set(path, page)
      return page
    },
    invalidate(...tags) {
      for (const tag of tags) for (const path of [...(pathsByTag.get(tag) ?? [])]) remove(path)
      for (const invalidated of underway) for (const tag of tags) invalidated.add(tag)
      // Who asks from now on must not be given what was begun before the change.
      inFlight.clear()
    },
    invalidateAll() {
      for (const path of [...kept.keys()]) remove(path)
      underway.clear()
      inFlight.clear()
    },
    size: () => ({ pages: kept.size, bytes }),
    largest: maxBytes * largestPart - overhead,
  }
}
