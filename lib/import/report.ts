import type { Place } from './model.ts'

export type Outcome = 'taken' | 'converted' | 'left-out' | 'to-do' | 'unreadable'

/** What came of each thing of the old site, kept as kinds with a number and their first places. */
export type Report = {
  /**
   * @param what a kind, in the plural, without anything of its single instances: `drafts`, `shortcodes [gallery]`
   * @param detail of this one, as the picture's address
   */
  add: (outcome: Outcome, what: string, place?: Place, detail?: string) => void
}
