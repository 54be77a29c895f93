import { labelKey } from './topic.ts'

/** Capitals and spaces aside. */
export function seriesNamed(typed: string, known: Iterable<string>): string | undefined {
  const key = labelKey(typed)
  for (const name of known) if (labelKey(name) === key) return name
  return undefined
}
