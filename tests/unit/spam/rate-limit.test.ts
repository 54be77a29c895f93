import { expect, test } from 'vitest'
import { clientKey, networkOf } from '#lib/spam/client-key.ts'
import { createPostCounter } from '#lib/spam/rate-limit.ts'

const start = 1_764_000_000_000

function clock() {
  let time = start
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) }
}

test('120 posts a minute are taken, the next is told how long to wait', () => {
  const { now, pass } = clock()
  const posts = createPostCounter({ now })
  for (let i = 0; i < 120; i++) expect(posts.count('192.0.2.1')).toBe(0)
  expect(posts.count('192.0.2.1')).toBe(60)
  pass(59_500)
  expect(posts.count('192.0.2.1')).toBe(1)
})

test('whoever waits as long as told is heard, even after knocking meanwhile', () => {
  const { now, pass } = clock()
  const posts = createPostCounter({ now })
  for (let i = 0; i < 500; i++) posts.count('192.0.2.1')
  const wait = posts.count('192.0.2.1')
  pass(wait * 1000)
  expect(posts.count('192.0.2.1')).toBe(0)
})

test('the window slides: a burst across the turn of a minute counts as one', () => {
  const { now, pass } = clock()
  const posts = createPostCounter({ now })
  pass(59_000)
  for (let i = 0; i < 120; i++) posts.count('192.0.2.1')
  pass(2_000)
  expect(posts.count('192.0.2.1')).toBe(58)
})

test('one client does not count for another', () => {
  const posts = createPostCounter({ now: () => start, most: 1 })
  expect(posts.count('192.0.2.1')).toBe(0)
  expect(posts.count('192.0.2.2')).toBe(0)
  expect(posts.count('192.0.2.1')).toBe(60)
})

test('only so many clients are remembered, and the busy one is among them', () => {
  const posts = createPostCounter({ now: () => start, most: 1, clients: 3 })
  posts.count('busy')
  for (let i = 0; i < 100; i++) {
    expect(posts.count(`other ${i}`)).toBe(0)
    expect(posts.count('busy')).toBe(60)
  }
  expect(posts.count('other 0')).toBe(0)
})

test.for([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:c000:0207', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['::1', '::/64'],
  [' 192.0.2.7 ', '192.0.2.7'],
  ['192.0.2.7:51234', '192.0.2.7'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['[::ffff:192.0.2.7]:80', '192.0.2.7'],
  ['192.0.2.7:port', 'unknown'],
  ['[2001:db8::1]:', 'unknown'],
  ['-', 'unknown'],
  ['', 'unknown'],
  ['example.org', 'unknown'],
  ['192.0.2.7, 10.0.0.1', 'unknown'],
  ['::ffff:010.0.2.7', 'unknown'],
] as const)('a client at %s is known as %s', ([address, key]) => {
  expect(clientKey(address)).toBe(key)
})

test('two addresses of one IPv6 network are one client, those of two are two', () => {
  expect(clientKey('2001:db8:0:1::a')).toBe(clientKey('2001:db8:0:1:ffff:ffff:ffff:ffff'))
  expect(clientKey('2001:db8:0:1::a')).not.toBe(clientKey('2001:db8:0:2::a'))
})

test('a network is too large to tell who is in it', () => {
  expect(networkOf('192.0.2.77')).toBe('192.0.2.0/24')
  expect(networkOf('2001:db8:1:2::/64')).toBe('2001:db8:1::/48')
  expect(networkOf('2001:db8:0:2::/64')).toBe('2001:db8::/48')
  expect(networkOf('192.0.2.0/24')).toBe('192.0.2.0/24')
  expect(networkOf('2001:db8:1::/48')).toBe('2001:db8:1::/48')
  expect(networkOf('unknown')).toBe('unknown')
})
