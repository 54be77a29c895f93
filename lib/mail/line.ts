/**
 * Makes text from a stranger fit for one line of a mail: no line break, control, bidirectional or invisible
 * character, no half of a character, and no more than `most` characters as people count them.
 */
export function cleanLine(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return shorten(line, most)
}

/**
 * A line fit to be a subject. `=?` begins an encoded word (RFC 2047): typed by a stranger, it would be decoded
 * by the recipient's program into whatever was cleaned away here.
 */
export function cleanSubject(text: string, most: number): string {
  return shorten(cleanLine(text, Infinity).replaceAll('=?', '= ?'), most)
}

// A character may carry any number of accents: the whole is bounded by its length in memory too.
const unitsPerCharacter = 4

function shorten(line: string, most: number): string {
  if (line.length <= most) return line
  const characters: string[] = []
  let units = 0
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    units += segment.length
    if (characters.length === most || units > most * unitsPerCharacter)
      return `${characters.slice(0, most - 1).join('')}…`
    characters.push(segment)
  }
  return line
}
