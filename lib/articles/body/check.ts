import { type BodyFacts, inspect } from './inspect.ts'
import { type Format, parseBody } from './parse.ts'
import type { BodySlip } from './tree.ts'

/** As adults read prose on a screen. */
const wordsPerMinute = 230

/** Reads a body and tells every slip in it. The facts are undefined when it could not be read. */
export function checkBody(text: string, format: Format): { facts: BodyFacts | undefined; slips: BodySlip[] } {
  const { tree, slips } = parseBody(text, format)
  if (!tree) return { facts: undefined, slips }
  const inspected = inspect(tree)
  return { facts: inspected.facts, slips: [...slips, ...inspected.slips] }
}

/** Whole minutes to read so many words, at least 1. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}
