import { afterEach, expect, test } from 'vitest'
import { csvLine } from '#lib/csv.ts'
import { changeSite, defaults } from '#lib/site.ts'

afterEach(() => changeSite(defaults))

test.each([
  ['en-GB', ','],
  ['en-US', ','],
  ['fr-FR', ';'],
  ['fr-CA', ';'],
  ['de-DE', ';'],
  ['de-CH', ';'],
  ['es-ES', ';'],
  ['es-MX', ','],
  ['ar', ';'],
  ['ar-EG', ';'],
])('in %s the cells of a spreadsheet are divided by %s', (lang, sign) => {
  changeSite({ ...defaults, lang })
  expect(csvLine(['a', 2, undefined, 'b,c', 'd;e', '=1+1', 'a "b"'])).toBe(
    `${['a', '2', '', '"b,c"', '"d;e"', "'=1+1", '"a ""b"""'].join(sign)}\r\n`,
  )
})
