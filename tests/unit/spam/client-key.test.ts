import { expect, test } from 'vitest'
import { clientAddress } from '#lib/http/origin.ts'
import { clientKey, networkOf } from '#lib/spam/client-key.ts'

/** RFC 4291, 5952, 6052 and 7239. */
test.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2.0/24'],
  ['192.0.2.7:51234', '192.0.2.7', '192.0.2.0/24'],
  [' 192.0.2.7 ', '192.0.2.7', '192.0.2.0/24'],
  ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.0/24'],
  ['[::ffff:192.0.2.7]:443', '192.0.2.7', '192.0.2.0/24'],
  ['::FFFF:C000:0207', '192.0.2.7', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['[2001:db8:1:2::9]:51234', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8::', '2001:db8::/64', '2001:db8::/48'],
  ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
  ['[fe80::1%25eth0]:80', 'fe80::/64', 'fe80::/48'],
  ['::1', '::/64', '::/48'],
  ['127.0.0.1', '127.0.0.1', '127.0.0.0/24'],
])('%s is %s, of the network %s', (address, key, network) => {
  const plain = (text: string) => text.replace(/0:(?=0:|:)/g, '').replace(/:{2,}/, '::')
  expect(plain(clientKey(address))).toBe(plain(key))
  expect(plain(networkOf(clientKey(address)))).toBe(plain(network))
})

test.each([
  ...[
    '',
    '-',
    'unknown',
    '_hidden',
    'localhost',
    '1',
    '1.2.3',
    '01.02.03.04',
    '0x7f.1',
    '256.1.1.1',
    '1.2.3.4.5',
  ],
  ...[
    '192.0.2.7:',
    '192.0.2.7:123456',
    '[192.0.2.7',
    '2001:db8',
    ':::',
    '2001:db8::1::2',
    'g::1',
    '[::1]x',
    '1.2.3.4/8',
  ],
])('%j is no address: all such share one limit', (address) => {
  expect(clientKey(address)).toBe('unknown')
  expect(networkOf(clientKey(address))).toBe('unknown')
})

test('each household of IPv6 is one client, and two are two', () => {
  const keys = new Set<string>()
  for (let household = 0; household < 100; household++)
    for (let device = 1; device < 20; device++)
      keys.add(clientKey(`2001:db8:${household}::${device.toString(16)}`))
  expect(keys.size).toBe(100)
})

test.each([
  [0, undefined, 'socket'],
  [0, '192.0.2.1', 'socket'],
  [1, undefined, 'socket'],
  [1, '192.0.2.1', '192.0.2.1'],
  [1, 'forged, 192.0.2.1', '192.0.2.1'],
  [2, 'forged, 192.0.2.1, 192.0.2.2', '192.0.2.1'],
  [2, '192.0.2.1', '192.0.2.1'],
  [1, ' , 192.0.2.1 , ', '192.0.2.1'],
  [1, '', 'socket'],
])('behind %i proxies “%s” is from %s', (trusted, header, address) => {
  const headers = header === undefined ? {} : { 'x-forwarded-for': header }
  const request = { headers, socket: { remoteAddress: 'socket' } }
  expect(clientAddress(request as never, trusted)).toBe(address)
})
