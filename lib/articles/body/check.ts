import { type BodyFacts, inspect } from './inspect.ts'
import { type Format, parseBody } from './parse.ts'
import type { BodySlip } from './tree.ts'

/** As adults read prose on a screen. */
const wordsPerMinute = 230

/** Reads a body and tells every slip in it. The facts are undefined when it could not be read. */
export function checkBody(text: string, format: Format): { facts: BodyFacts | undefined; slips: BodySlip[] } {
  const { tree, slips, inTrouble } = parseBody(text, format)
  const inspected = tree && inspect(tree, text, inTrouble)
  const all = [...slips, ...(inspected?.slips ?? [])]
  const programs = [...text.matchAll(/<(script|style)\b[^>]*>(?=[\s\S]*?<\/\1\s*>)/gi)].map(
    ({ 0: tag, index }) => [index, text.indexOf('</', index + tag.length)] as const,
  )
  // Of a program the tag is the slip, not each of its braces.
  const isInProgram = ({ offset }: BodySlip) => programs.some(([from, to]) => from < offset && offset < to)
  return { facts: inspected?.facts, slips: programs.length ? all.filter((slip) => !isInProgram(slip)) : all }
}

/** Whole minutes to read so many words, at least 1. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}
