import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readFont } from '#lib/woff2.ts'

const ours = (name: string) => readFileSync(join(import.meta.dirname, '../../public/fonts', `${name}.woff2`))

/** A file of one table, `head`, whatever stands in it. */
function ofOneWeight(): Buffer {
  const table = brotliCompressSync(Buffer.alloc(54))
  const header = Buffer.alloc(48)
  header.write('wOF2', 'latin1')
  header.writeUInt16BE(1, 12)
  header.writeUInt32BE(table.length, 20)
  return Buffer.concat([header, Buffer.from([1, 54]), table])
}

test.each(['serif', 'serif-cyrillic', 'sans', 'sans-greek'])('%s has the weights from 400 to 700', (name) => {
  expect(readFont(ours(name))).toEqual({ weights: '400 700' })
})

test('a font of one weight has no range of weights', () => {
  expect(readFont(ofOneWeight())).toEqual({ weights: undefined })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['an older font file', Buffer.concat([Buffer.from('wOFF'), Buffer.alloc(100)])],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n'.padEnd(200, 'x'), 'latin1')],
  ['its first word alone', Buffer.from('wOF2')],
  ['the first half', ours('serif').subarray(0, 12_000)],
  ['a list of tables that has no end', Buffer.from(`wOF2${'\xff'.repeat(400)}`, 'latin1')],
  ['another packing', Buffer.concat([ofOneWeight().subarray(0, 50), Buffer.alloc(20, 7)])],
])('%s is no font', (_, file) => {
  expect(readFont(file)).toBeUndefined()
})
