import type { FinishedPage } from './html.ts'

/** A finished page and the tags of the data it shows. */
export type Rendered = { page: FinishedPage; cacheTags: ReadonlySet<string>; keep: boolean }

/** Finished pages by path, at most `maxBytes` of them, each rendered once however many ask; what is too large is not kept. */
export type PageCache = {
  get(path: string, render: () => Promise<Rendered>): Promise<FinishedPage>
  /** The kept page, if it is there: for the fast way. */
  cached(path: string): FinishedPage | undefined
  /** Drops each page that shows one of these; a rendering under way is not kept. */
  invalidate(...tags: string[]): void
  /** Drops every page. */
  invalidateAll(): void
  size(): { pages: number; bytes: number }
  /** Bytes of the largest file that can be kept. */
  largest: number
}

type Kept = {
  page: FinishedPage
  cacheTags: ReadonlySet<string>
  bytes: number
  /** Asked for since it was last considered for going. */
  isUsed: boolean
}
type Underway = { page: Promise<FinishedPage>; dropped: Set<string>; isStale: boolean }

/** Bytes of bookkeeping that a kept page costs beside its compressed bytes: measured, rounded up. */
const overhead = 1500

/** No page takes more than this part of the memory: one visitor must not send the others' pages away. */
const largestPart = 1 / 16

function weight({ bytes }: FinishedPage): number {
  if ('file' in bytes) return overhead
  return overhead + ('plain' in bytes ? bytes.plain.length : bytes.brotli.length + bytes.gzip.length)
}

export function createPageCache(maxBytes: number): PageCache {
  const kept = new Map<string, Kept>()
  const pathsByTag = new Map<string, Set<string>>()
  const underway = new Map<string, Underway>()
  const renderings = new Set<Underway>()
  let bytes = 0

  function remove(path: string): void {
    const entry = kept.get(path)
    if (!entry) return
    kept.delete(path)
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
    kept.set(path, entry)
    bytes += entry.bytes
    for (const tag of cacheTags) {
      const paths = pathsByTag.get(tag) ?? new Set()
      pathsByTag.set(tag, paths.add(path))
    }
    makeRoom(path)
  }

  /**
   * What is read stays, what nobody asks for goes first: the oldest goes unless it was asked for meanwhile, then it
   * counts as new (“second chance”). Looking a page up thus moves nothing. The page just kept stays.
   */
  function makeRoom(fresh: string): void {
    for (const [path, entry] of kept) {
      if (bytes <= maxBytes) return
      if (path === fresh) continue
      if (!entry.isUsed) remove(path)
      else {
        entry.isUsed = false
        kept.delete(path)
        kept.set(path, entry)
      }
    }
  }

  function lookUp(path: string): FinishedPage | undefined {
    const entry = kept.get(path)
    if (!entry) return undefined
    entry.isUsed = true
    return entry.page
  }

  async function start(
    path: string,
    rendering: Underway,
    render: () => Promise<Rendered>,
  ): Promise<FinishedPage> {
    try {
      const rendered = await render()
      const stale = rendering.isStale || [...rendered.cacheTags].some((tag) => rendering.dropped.has(tag))
      if (rendered.keep && !stale) keep(path, rendered)
      return rendered.page
    } finally {
      renderings.delete(rendering)
      if (underway.get(path) === rendering) underway.delete(path)
    }
  }

  return {
    cached: lookUp,
    get(path, render) {
      const there = lookUp(path)
      if (there) return Promise.resolve(there)
      const running = underway.get(path)
      if (running) return running.page
      const rendering: Underway = { page: Promise.resolve() as never, dropped: new Set(), isStale: false }
      renderings.add(rendering)
      underway.set(path, rendering)
      rendering.page = start(path, rendering, render)
      return rendering.page
    },
    invalidate(...tags) {
      for (const tag of tags) for (const path of [...(pathsByTag.get(tag) ?? [])]) remove(path)
      for (const rendering of renderings) for (const tag of tags) rendering.dropped.add(tag)
      // Who asks from now on must not be given what was begun before the change.
      underway.clear()
    },
    invalidateAll() {
      for (const path of [...kept.keys()]) remove(path)
      for (const rendering of renderings) rendering.isStale = true
      underway.clear()
    },
    size: () => ({ pages: kept.size, bytes }),
    largest: maxBytes * largestPart - overhead,
  }
}

/** In development each request is rendered anew: a view changes without our knowing. */
export function noPageCache(): PageCache {
  return {
    get: async (_path, render) => (await render()).page,
    cached: () => undefined,
    invalidate() {},
    invalidateAll() {},
    size: () => ({ pages: 0, bytes: 0 }),
    largest: 1024 * 1024,
  }
}
