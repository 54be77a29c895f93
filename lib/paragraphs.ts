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

/** Every second space is one that does not collapse, so that the line can still be broken. */
export function keptSpaces(line: string): string {
  return line
    .replaceAll('\t', '    ')
    .replace(/^ +| {2,}/g, (spaces) =>
      spaces.replace(/ {1,2}/g, (pair) => (pair === ' ' ? '\u00a0' : '\u00a0 ')),
    )
}
