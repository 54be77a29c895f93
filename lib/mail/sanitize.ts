/** No line break or control, nothing that turns the text or is invisible; `most` counts characters as people do. */
export function cleanLine(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(unseen, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return shorten(line, most)
}

/** Not those that belong to a letter (Unicode 16, 23.2), break words, tag a flag (UTS #51, C) or are seen. */
const unseen =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}])(?!(?<=[\p{L}\p{M}\p{N}\p{P}\p{So}\p{Sk}])[\u061c\u200c-\u200f])(?!(?<=[\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Thai}])\u200b)(?!(?<=\u{1f3f4}[\u{e0020}-\u{e007f}]{0,16})[\u{e0020}-\u{e007f}])\p{Cf}/gu

/** `=?` begins an encoded word (RFC 2047): typed by a stranger, it would bring back what was cleaned away. */
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
