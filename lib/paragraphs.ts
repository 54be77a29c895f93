/**
 * The paragraphs of a plain text, each as its lines: an empty line divides them. Further empty lines stand at the
 * head of the paragraph that they come before, so that none is lost.
 */
export function paragraphsOf(text: string): string[][] {
  const paragraphs: string[][] = []
  let open: string[] | undefined
  let empty: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim()) {
      if (open) paragraphs.push(open)
      open = undefined
      empty.push('')
    } else if (open) open.push(line)
    else {
      open = [...(paragraphs.length ? empty.slice(1) : []), line]
      empty = []
    }
  }
  return open ? [...paragraphs, open] : paragraphs
}

/**
 * A line whose indentation and columns HTML keeps without a style: every second space is one that does not collapse,
 * so that the line can still be broken. A tab is four spaces.
 */
export function keptSpaces(line: string): string {
  return line
    .replaceAll('\t', '    ')
    .replace(/^ +| {2,}/g, (spaces) =>
      spaces.replace(/ {1,2}/g, (pair) => (pair === ' ' ? '\u00a0' : '\u00a0 ')),
    )
}
