import { afterEach, expect, test } from 'vitest'
import { byteOrderMark, csvLine } from '#lib/csv.ts'
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

/** A reader of RFC 4180 that knows nothing of how we write. */
function read(text: string, sign: string): string[][] {
  const rows: string[][] = [['']]
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const row = rows.at(-1) ?? []
    const letter = text[at] ?? ''
    if (isQuoted && letter === '"' && text[at + 1] === '"') at++
    else if (letter === '"') {
      isQuoted = !isQuoted
      continue
    } else if (!isQuoted && letter === sign) {
      row.push('')
      continue
    } else if (!isQuoted && text.startsWith('\r\n', at)) {
      rows.push([''])
      at++
      continue
    }
    row[row.length - 1] += letter
  }
  return rows.slice(0, -1)
}

const hostile = [
  ...[
    '',
    ' ',
    'plain',
    ' spaces around ',
    'a,b',
    'a;b',
    'a\tb',
    'a "b" c',
    '"',
    '""',
    '"quoted"',
    ' \n',
    ' \r\n',
    'a\rb',
  ],
  ...[
    'two\nlines',
    'two\r\nlines',
    'ends with "',
    "'",
    "it's",
    'a\u2028b',
    'été',
    '漢字',
    'مرحبا',
    '🙂',
    '\u0000',
  ],
  ...[
    '1',
    '1.5',
    '01632 960001',
    '1,5',
    '2026-11-23',
    'a=1',
    'a-b',
    'x@y.example',
    '"=1"',
    ',',
    ';',
    ';,"\r\n',
  ],
]

test.each([
  ['en-GB', ','],
  ['de-DE', ';'],
  ['ar', ';'],
])('in %s a spreadsheet reads each cell as it was, whatever is in it', (lang, sign) => {
  changeSite({ ...defaults, lang })
  const rows = hostile.map((one, at) => [one, hostile.at(-at - 1) ?? '', `${one}${one}`, 'last'])
  expect(read(rows.map((row) => csvLine(row)).join(''), sign)).toEqual(rows)
  expect(read(csvLine([1, 0, -0, 1e21, Number.NaN, undefined]), sign)).toEqual([
    ...[['1', '0', '0', '1e+21', 'NaN', '']],
  ])
  expect(byteOrderMark.charCodeAt(0)).toBe(0xfeff)
})

test.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])(
  'what begins with %j is no formula, and nothing of it is lost',
  (sign) => {
    for (const rest of ['1+1', "cmd|' /C calc'!A0", 'HYPERLINK("https://evil.example","x")', '"', ',;', '']) {
      const [[cell = '', next] = []] = read(csvLine([sign + rest, 'next']), ',')
      expect(cell).toBe(`'${sign}${rest}`)
      expect(next).toBe('next')
    }
  },
)
