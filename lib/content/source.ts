import { firstPlace } from '#lib/first-place.ts'

/** From 1; the column in UTF-16 units. */
export type Place = { line: number; column: number }

export function placer(text: string): (offset: number) => Place {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const line = firstPlace(starts.length, (place) => (starts[place] ?? 0) > offset)
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 }
  }
}

export function lineAt(text: string, offset: number): { text: string; start: number } {
  // A negative offset would be taken for 0.
  const start = offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0
  const end = text.indexOf('\n', offset)
  return { text: text.slice(start, end === -1 ? undefined : end).replace(/\r$/, ''), start }
}
