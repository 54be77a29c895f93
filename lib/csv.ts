/** RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((value) => cell(String(value ?? ''))).join(',')}\r\n`
}

/** At the beginning of a file, so that a spreadsheet reads it as UTF-8. */
export const byteOrderMark = '\ufeff'

/** https://owasp.org/www-community/attacks/CSV_Injection */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
