import { setTimeout as pause } from 'node:timers/promises'
import { nearTag } from './near-tag.ts'

type Options = {
  invalidate: (...tags: string[]) => void
  /** Undefined while nobody knows. */
  ask(slug: string, count: number): Promise<readonly string[] | undefined>
}

/** Milliseconds for which a page waits. */
const patience = 2_000
/** More than any page shows: some of them may be gone by then. */
const kept = 12
/** About as many pages are kept in memory. */
const mostKept = 1_000
/** Of so many changes at once, each of which would be asked for, everything is made anew. */
const many = 50

/** What is alike each article that a page was made of, until one of them changes. */
export function createNearest({ invalidate, ask }: Options) {
  /** In the order in which they were asked for; undefined where the index was not there. */
  const known = new Map<string, readonly string[] | undefined>()

  function keep(slug: string, slugs: readonly string[] | undefined): void {
    known.delete(slug)
    known.set(slug, slugs)
    if (known.size <= mostKept) return
    const [oldest] = known.keys()
    if (oldest !== undefined) known.delete(oldest)
  }

  function drop(slugs: Iterable<string>): void {
    const some = [...slugs].filter((slug) => known.delete(slug))
    if (some.length) invalidate(...some.map(nearTag))
  }

  return {
    async get(slug: string): Promise<readonly string[]> {
      const before = known.get(slug)
      if (before) {
        keep(slug, before)
        return before
      }
      keep(slug, undefined)
      const asked = ask(slug, kept)
      const slugs = await Promise.race([asked, pause(patience, undefined, { ref: false })])
      // What changed meanwhile has dropped it.
      if (slugs && known.has(slug)) keep(slug, slugs)
      // The page is made without them, and anew once they are known.
      if (!slugs) void asked.then((late) => late && drop([slug]))
      return slugs ?? []
    },
    renew(): void {
      drop([...known.keys()])
    },
    /** @param keys of articles and pages that are other ones, new or gone */
    changed(keys: readonly string[]): void {
      const changed = keys.flatMap((key) =>
        key.startsWith('articles/') ? [key.slice('articles/'.length)] : [],
      )
      if (!changed.length || !known.size) return
      if (changed.length > many) {
        drop([...known.keys()])
        return
      }
      const gone = new Set(changed)
      drop(
        [...known].flatMap(([slug, slugs]) =>
          gone.has(slug) || slugs?.some((one) => gone.has(one)) ? [slug] : [],
        ),
      )
      // Whoever is alike a new one may be the other way round, too.
      for (const slug of changed) void ask(slug, kept).then((slugs) => slugs && drop(slugs))
    },
  }
}
