import { articleText, moment } from './content.ts'

/** The same numbers in the same order for the same seed, from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What a reader is to find at an article’s address; the title tells the version. */
export type Sight = { status: 200; title: string } | { status: 308; to: string } | { status: 404 | 410 }

type State = 'here' | 'draft' | 'scheduled' | 'expired'
/** A file, and the last version of it that was good. */
type Kept = { isBroken: boolean; good?: { state: State; title: string; from: readonly string[] } }

/** What is done to the files, and what readers are to find after it. */
export type Step = {
  said: string
  /** The articles it touches. */
  slugs: readonly string[]
  write?: { slug: string; text: string }
  remove?: string
}

/** So many stand at most: some addresses are left to rename to. */
const most = 9

/** Some articles, changed at random; it knows what is to be seen of each. */
export function createStorm(random: () => number) {
  const files = new Map<string, Kept>()
  let version = 0
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]

  function sight(slug: string): Sight {
    const good = files.get(slug)?.good
    if (good?.state === 'here') return { status: 200, title: good.title }
    if (good?.state === 'expired') return { status: 410 }
    const heir = [...files]
      .filter(([, kept]) => kept.good?.from.includes(slug) && /^(?:here|expired)$/.test(kept.good.state))
      .map(([name]) => name)
      .sort()[0]
    if (heir) return { status: 308, to: `/articles/${heir}` }
    return { status: 404 }
  }

  /** Whose address it claims, and who claims its own: of two changes the later one may be seen first. */
  function related(slug: string): string[] {
    const claimants = [...files].filter(([, kept]) => kept.good?.from.includes(slug)).map(([name]) => name)
    return [...(files.get(slug)?.good?.from ?? []), ...claimants]
  }

  function write(slug: string, state: State, from: readonly string[]): Step {
    const title = `Storm ${slug} v${++version}`
    files.set(slug, { isBroken: false, good: { state, title, from } })
    const fields = {
      ...(from.length ? { redirectFrom: `[${from.map((one) => `/articles/${one}`).join(', ')}]` } : {}),
      ...(state === 'draft' ? { draft: 'true' } : {}),
      ...(state === 'scheduled' ? { date: moment(86_400_000) } : {}),
      ...(state === 'expired' ? { expires: moment(-1000) } : {}),
    }
    return { said: `${slug}: ${state}`, slugs: [slug], write: { slug, text: articleText(title, fields) } }
  }

  function smash(slug: string, kept: Kept): Step {
    files.set(slug, { ...kept, isBroken: true })
    const faulty = pick([{ titel: 'x' }, { date: 'soon' }, { featured: 'perhaps' }]) ?? {}
    return {
      said: `${slug}: broken`,
      slugs: [slug],
      write: { slug, text: articleText(`Never ${slug}`, faulty) },
    }
  }

  function remove(slug: string): Step {
    files.delete(slug)
    return { said: `${slug}: removed`, slugs: [slug], remove: slug }
  }

  function rename(slug: string, to: string, from: readonly string[]): Step {
    files.delete(slug)
    const old = [...new Set([...from, slug])].filter((one) => one !== to)
    return { ...write(to, 'here', old), said: `${slug}: renamed to ${to}`, slugs: [slug, to], remove: slug }
  }

  return {
    sight,
    /** Does something to one of these articles; one that another one's address depends on is left until both rest. */
    step(resting: readonly string[]): Step | undefined {
      const free = resting.filter((slug) => related(slug).every((one) => resting.includes(one)))
      const slug = pick(files.size < most ? free : free.filter((one) => files.has(one)))
      if (!slug) return undefined
      const kept = files.get(slug)
      const state = pick<State>(['here', 'here', 'here', 'draft', 'scheduled', 'expired']) ?? 'here'
      if (!kept) return random() < 0.15 ? smash(slug, { isBroken: true }) : write(slug, state, [])
      const from = kept.good?.from ?? []
      const to = pick(free.filter((one) => one !== slug && !files.has(one)))
      const chance = random()
      if (chance < 0.15) return remove(slug)
      if (chance < 0.35 && to && kept.good?.state === 'here' && !kept.isBroken) return rename(slug, to, from)
      if (chance < 0.6 && !kept.isBroken) return smash(slug, kept)
      return write(slug, state, from)
    },
  }
}

/** What was to be seen of something at each time. */
export function createHistory<T>(first: T, now: () => number) {
  const entries: { at: number; seen: T }[] = [{ at: Number.NEGATIVE_INFINITY, seen: first }]
  return {
    put: (seen: T) => void entries.push({ at: now(), seen }),
    last: () => entries.at(-1)?.seen,
    /**
     * How long what was seen had been out of date when it was asked for, in milliseconds: 0 for what was right at some
     * time while it was asked; infinity for what was never right before the answer came.
     */
    lateness(fits: (seen: T) => boolean, asked: number, answered: number): number {
      const over = entries.flatMap(({ at, seen }, index) =>
        at <= answered && fits(seen) ? [entries[index + 1]?.at ?? Number.POSITIVE_INFINITY] : [],
      )
      return over.length ? Math.max(0, asked - Math.max(...over)) : Number.POSITIVE_INFINITY
    },
  }
}
