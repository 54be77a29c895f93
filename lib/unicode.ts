/** Stream-Safe (UAX #15, 13): ordering the marks of one letter takes time in the square of their number. */
export function streamSafe(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, '$1')
}
