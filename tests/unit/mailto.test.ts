import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'

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

test.each([
  ['01632 960 001', 'tel:01632960001'],
  ['+33 4 78 00 00 00', 'tel:+33478000000'],
  [' +44 (0)1632 960-001', 'tel:+441632960001'],
  ['(01632) 960001', 'tel:01632960001'],
  ['089/123 45 67', 'tel:0891234567'],
  ['01632 960001 ext. 12', 'tel:01632960001'],
  ['01632 960001 x12', 'tel:01632960001'],
  ['01632 960001 / 07700 900123', 'tel:01632960001'],
  ['01632 960001, mornings', 'tel:01632960001'],
  ['(+49) 30 123456', 'tel:+4930123456'],
  ['( +49 ) 30-123456', 'tel:+4930123456'],
  ['+49-(0)30-123456', 'tel:+4930123456'],
  ['+49 (0) 30 123456', 'tel:+4930123456'],
  ['0049 (0)30 123456', 'tel:004930123456'],
  ['00 44 (0) 1632 960001', 'tel:00441632960001'],
  ['(0)30 123456', 'tel:030123456'],
  ['+1 (555) 010-0199', 'tel:+15550100199'],
  ['555.010.0199 #12', 'tel:5550100199'],
  ['01632 960001; 01632 960002', 'tel:01632960001'],
  ['ask at the desk', undefined],
  ['12', undefined],
  ['01632 960001 07700 900123', undefined],
  ['٠٥٠ ١٢٣ ٤٥٦٧', 'tel:0501234567'],
  ['+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸', 'tel:+982112345678'],
  ['０１６３２ ９６０ ００１', 'tel:01632960001'],
  ['', undefined],
])('the number %j becomes %j', (typed, link) => {
  expect(telephoneLink(typed)).toBe(link)
})
