/** A slip in a file of the content folder, told so that its writer can mend it. */
export type Fault = {
  /** Path from the working folder, e.g. `content/articles/x.mdx`. */
  file: string
  /** From 1, counted in the file, front matter included. */
  line: number
  /** From 1, in UTF-16 units, as most editors count. */
  column: number
  /** What was found, what is expected, and what to write. */
  message: string
  /** An error keeps the file, or its new version, off the site; a warning does not. */
  severity: 'error' | 'warning'
  /** Whether it is in a draft, or in something of one. */
  isDraft: boolean
}

/** A fault whose file is known from where it is kept. */
export type Slip = Pick<Fault, 'line' | 'column' | 'message'>

/** By line, then column; the same slip at the same place stands once. */
export function inReadingOrder<Some extends Slip>(slips: readonly Some[]): Some[] {
  const byPlace = new Map<string, Some>()
  for (const slip of slips) byPlace.set(`${slip.line}:${slip.column}: ${slip.message}`, slip)
  return [...byPlace.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}
