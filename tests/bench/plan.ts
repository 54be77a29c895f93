/** Whole seconds, as wrk takes them. */
type Rounds = { rounds: number; seconds: number; warmUp: number }

/** How long each part takes. Times in seconds. */
export type Plan = {
  name: 'quick' | 'full' | 'smoke'
  serving: { visits: Rounds; files: Rounds }
  /** `changes` of an article are timed behind a cache. */
  deployed: Rounds & { changes: number }
  /** How many articles the content folder holds, one after another. */
  articles: number[]
  /** So many different articles are asked for, four at a time, before memory is looked at. */
  crawled: number
  /** `rounds` of readers without and with writers. */
  writing: { seconds: number; rounds: number; replies: number }
  mixed: { warmUp: number; seconds: number }
}

/** Under 15 minutes on two cores. */
export const full: Plan = {
  name: 'full',
  serving: {
    visits: { rounds: 5, seconds: 4, warmUp: 2 },
    files: { rounds: 5, seconds: 3, warmUp: 1 },
  },
  deployed: { rounds: 5, seconds: 4, warmUp: 2, changes: 20 },
  articles: [100, 1_000, 10_000],
  crawled: 400,
  writing: { seconds: 5, rounds: 5, replies: 2_000 },
  mixed: { warmUp: 45, seconds: 120 },
}

/** Under 4 minutes. */
export const quick: Plan = {
  name: 'quick',
  serving: {
    visits: { rounds: 3, seconds: 1, warmUp: 1 },
    files: { rounds: 1, seconds: 1, warmUp: 0 },
  },
  deployed: { rounds: 3, seconds: 1, warmUp: 1, changes: 5 },
  articles: [100],
  crawled: 20,
  writing: { seconds: 1, rounds: 1, replies: 500 },
  mixed: { warmUp: 3, seconds: 8 },
}

/** Articles of the large folders, which are measured by themselves: about a quarter of an hour. */
export const large = [10_000, 100_000]

/** Does everything once, to see that it works: its figures mean nothing. */
export const smoke: Plan = {
  name: 'smoke',
  serving: {
    visits: { rounds: 1, seconds: 1, warmUp: 1 },
    files: { rounds: 1, seconds: 1, warmUp: 1 },
  },
  deployed: { rounds: 1, seconds: 1, warmUp: 1, changes: 1 },
  articles: [20],
  crawled: 5,
  writing: { seconds: 1, rounds: 1, replies: 20 },
  mixed: { warmUp: 1, seconds: 2 },
}
