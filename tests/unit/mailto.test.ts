import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mailtoLink } from '#lib/mailto.ts'

const hostile = [
  'ann?bcc=spy%40evil.example&body=Hi@b.example',
  'ann&cc=spy@b.example',
  'a%40b%2Cc=d#e@b.example',
]
test.each(hostile)('a link to %s writes to this address and nobody else', (address) => {
  const link = new URL(mailtoLink(address, 'Your enquiry E-2 & more'))
  expect(decodeURIComponent(link.pathname)).toBe(address)
  expect([...link.searchParams]).toEqual([['subject', 'Your enquiry E-2 & more']])
  expect(link.hash).toBe('')
  expect(new URL(mailtoLink(address)).search).toBe('')
})

test('an ordinary address stands as it is', () => {
  expect(mailtoLink('desk@example.org')).toBe('mailto:desk@example.org')
})

test('no page makes a link to an address in another way', async () => {
  const found: string[] = []
  for (const folder of ['app', 'components'])
    for (const file of await readdir(folder, { recursive: true })) {
      if (!/\.tsx?$/.test(file)) continue
      if (/mailto:\$\{/.test(await readFile(join(folder, file), 'utf8'))) found.push(join(folder, file))
    }
  expect(found).toEqual([])
})
