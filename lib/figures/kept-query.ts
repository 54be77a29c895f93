import { fold } from '#lib/fold.ts'

/** Letters of a query that is kept. */
const longest = 60

/** Telephone, insurance and card numbers, postcodes of five digits; a year or an age has fewer. */
const mostDigits = 4

const lettersThenStreet =
  /(?:strasse|str\.|weg|platz|allee|gasse|street|road|avenue|lane|drive|boulevard|rue|calle|avenida|plaza|شارع|طريق)/u
const street = new RegExp(`${lettersThenStreet.source}.*\\d|\\d.*${lettersThenStreet.source}`, 'u')

const britishPostcode = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/

/**
 * A query as it is counted: folded, so that two spellings are one. Undefined for one that may say who or where somebody is, which is
 * counted without its words.
 */
export function keptQuery(q: string): string | undefined {
  const query = fold(q.slice(0, 4 * longest))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  if (!query || query.length > longest) return undefined
  if (query.includes('@') || /:\/\/|\bwww\./.test(query)) return undefined
  if ((query.match(/\d/g)?.length ?? 0) > mostDigits || /\d+([./-])\d+\1\d+/.test(query)) return undefined
  return street.test(query) || britishPostcode.test(query) ? undefined : query
}
