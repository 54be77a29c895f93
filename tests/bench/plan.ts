/** Whole seconds, as wrk takes them. */
type Rounds = { rounds: number; seconds: number; warmUp: number }

/** How long each part takes. Times in seconds. */
export type Plan = {
  name: 'quick' | 'full' | 'smoke'
  serving: { article: Rounds; others: Rounds }
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
    article: { rounds: 7, seconds: 5, warmUp: 3 },
    others: { rounds: 5, seconds: 3, warmUp: 1 },
  },
  articles: [100, 1_000, 10_000],
  crawled: 400,
  writing: { seconds: 5, rounds: 5, replies: 2_000 },
  mixed: { warmUp: 45, seconds: 120 },
}

/** Under 2 minutes. */
export const quick: Plan = {
  name: 'quick',
  serving: {
    article: { rounds: 2, seconds: 2, warmUp: 1 },
    others: { rounds: 1, seconds: 1, warmUp: 0 },
  },
  articles: [100],
  crawled: 20,
  writing: { seconds: 1, rounds: 1, replies: 500 },
  mixed: { warmUp: 3, seconds: 8 },
}

/** Does everything once, to see that it works: its figures mean nothing. */
export const smoke: Plan = {
  name: 'smoke',
  serving: {
    article: { rounds: 1, seconds: 1, warmUp: 1 },
    others: { rounds: 1, seconds: 1, warmUp: 1 },
  },
  articles: [20],
  crawled: 5,
  writing: { seconds: 1, rounds: 1, replies: 20 },
  mixed: { warmUp: 1, seconds: 2 },
}
