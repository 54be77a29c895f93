/**
 * A text with at most 30 combining marks in a row, as in Unicode's Stream-Safe Text Format (UAX #15, 13): putting the
 * marks of one letter into order takes time in the square of their number. No language writes as many.
 */
export function streamSafe(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, '$1')
}
