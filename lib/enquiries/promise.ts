import type { Site } from '#lib/site.ts'

const hour = 60 * 60 * 1000

/**
 * By when an enquiry is answered. Promised hours are hours that pass: a change of the clocks makes no difference.
 *
 * @param createdAt when it was stored, in milliseconds since 1970; so is the answer
 */
export function dueAt(createdAt: number, promise: Site['promise']): number {
  return createdAt + promise.hours * hour
}
