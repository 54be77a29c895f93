/** A slip in a file of the content folder, told so that its writer can mend it. */
export type Fault = {
  /** Path from the working folder, e.g. `content/articles/x.mdx`. */
  file: string
  /** From 1, counted in the file, front matter included. */
  line: number
  /** From 1. */
  column: number
  /** What was found, what is expected, and what to write. */
  message: string
}
