/** What one kind of file with fields has, and another has not. */
export type Dialect = {
  limits: { letters: number; lines: number; instead: string }
  /** Whether a field holds a writer's own words: there a comment behind them is as likely the rest of the text. */
  isProse: (name: string) => boolean
  /** Whether a field has others below it. */
  holdsFields: (name: string) => boolean
  /** A line that may stand there. */
  example: string
  /** The file is nothing but fields. */
  isWhole?: true
  /** The file is a list of fields, which is read as the one field of this name. */
  list?: string
  /** Many thousand fields, on one level: the parser looks for a name that stands twice in the square of their number. */
  isLong?: true
}

const prose = new Set('bio description imageAlt label name role series tagline title topics'.split(' '))

/** Of articles, pages and authors. */
export const ofArticles: Dialect = {
  limits: {
    letters: 64_000,
    lines: 200,
    instead: 'the text of an article stands below the second line of three hyphens',
  },
  isProse: (name) => prose.has(name),
  holdsFields: () => false,
  example: 'title: Our new clinic',
}
