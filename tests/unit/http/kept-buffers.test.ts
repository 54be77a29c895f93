import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Bytes of Buffers that stay for each page that was packed, when all small collections have passed. */
const script = `
import '#lib/without-buffer-pool.ts'
import { packOnce } from '#lib/http/page.ts'
const words = (page) => Array.from({ length: 3000 }, (_, at) => 'w' + Math.imul(at + page, 2654435761)).join(' ')
const pages = 100
for (const encoding of ['br', 'gzip']) {
  gc()
  const before = process.memoryUsage().arrayBuffers
  for (let page = 0; page < pages; page++) await packOnce(Buffer.from(words(page)), encoding)
  for (let time = 0; time < 3; time++) gc({ type: 'minor' })
  console.log((process.memoryUsage().arrayBuffers - before) / pages)
}
`

test('a page that is packed for one answer leaves no more than its last piece to the large collections', () => {
  const told = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  const kept = told.trim().split('\n').map(Number)
  expect(kept).toHaveLength(2)
  expect(Math.max(...kept)).toBeLessThan(4_096)
})
