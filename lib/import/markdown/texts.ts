import type { Outcome } from '../report.ts'

/** What the old site knows that stands around a text. */
export type Texts = {
  /** `site.baseurl`, `page.title`, `param x`. */
  variable: (name: string) => string | undefined
  setVariable: (name: string, value: string) => void
  /** @returns the old path of the text that is named by its file, name or path */
  refer: (target: string) => string | undefined
  person: (key: string) => string | undefined
  tell: (outcome: Outcome, what: string, line: number, detail?: string) => void
}

/** Stands for what nobody knows: a link that holds it is none. */
export const unknown = '\uE002'
