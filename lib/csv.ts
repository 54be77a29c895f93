import { languageOf } from '#lib/words/words.ts'
import { site } from './site.ts'

/** RFC 4180, but for the sign between cells. What a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((value) => cell(String(value ?? ''))).join(separator())}\r\n`
}

/** Of languages in all whose regions a list is written with semicolons, also where a decimal point is. */
const withSemicolon: ReadonlySet<string | undefined> = new Set(['fr', 'de', 'ar'])

/**
 * The one at which a spreadsheet of the site's language divides a file that is double-clicked. A first line `sep=;` would tell
 * any language, but Excel then takes no notice of the byte order mark, and others show the line.
 */
function separator(): ',' | ';' {
  const { lang } = site
  const known = separators.get(lang)
  if (known) return known
  const isSemicolon = withSemicolon.has(languageOf(lang)) || (0.5).toLocaleString(lang).includes(',')
  const found = isSemicolon ? ';' : ','
  separators.set(lang, found)
  return found
}

const separators = new Map<string, ',' | ';'>()

/** At the beginning of a file, so that a spreadsheet reads it as UTF-8. */
export const byteOrderMark = '\ufeff'

/** https://owasp.org/www-community/attacks/CSV_Injection */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
