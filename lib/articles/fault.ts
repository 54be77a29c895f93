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
}

/** A fault whose file is known from where it is kept. */
export type Slip = Omit<Fault, 'file'>

/** By line, then column; the same slip at the same place stands once. */
export function inReadingOrder(slips: readonly Slip[]): Slip[] {
  const byPlace = new Map<string, Slip>()
  for (const slip of slips) byPlace.set(`${slip.line}:${slip.column}: ${slip.message}`, slip)
  return [...byPlace.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}
