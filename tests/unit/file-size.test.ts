import { expect, test } from 'vitest'
import { fileInWords } from '#lib/file-size.ts'

test.each([
  ['a.pdf', 0, 'en-GB', 'PDF, 1 kB'],
  ['a.pdf', 999_400, 'en-GB', 'PDF, 999 kB'],
  ['a.pdf', 999_600, 'en-GB', 'PDF, 1 MB'],
  ['A%20b.Docx?x#y', 1_250_000, 'de', 'DOCX, 1,3 MB'],
  ['LICENCE', 2_000_000_000, 'en-GB', '2 GB'],
  ['a.pdf', 12_345_678_901_234, 'en-GB', 'PDF, 12,345.7 GB'],
])('%s of %i bytes in %s is %s', (name, bytes, lang, words) => {
  expect(fileInWords(name, bytes, lang).replace(/[\u00a0\u202f]/g, ' ')).toBe(words)
})
