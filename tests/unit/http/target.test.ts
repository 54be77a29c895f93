import { expect, test } from 'vitest'
import { readTarget } from '#lib/http/target.ts'

test.each([
  ['/articles/a', { kind: 'path', path: '/articles/a', query: '' }],
  ['/', { kind: 'path', path: '/', query: '' }],
  ['/search?q=Two%20Words', { kind: 'path', path: '/search', query: 'q=Two%20Words' }],
  ['/topics/gr%C3%BC%C3%9Fe', { kind: 'path', path: '/topics/grüße', query: '' }],
  ['http://other.example/articles/a', { kind: 'path', path: '/articles/a', query: '' }],
  ['/moderate/AbC', { kind: 'path', path: '/moderate/AbC', query: '' }],
  ['/Articles/A', { kind: 'moved', path: '/articles/a', query: '' }],
  ['/articles/a/', { kind: 'moved', path: '/articles/a', query: '' }],
  ['/articles//a', { kind: 'moved', path: '/articles/a', query: '' }],
  ['/Articles/A/?Ref=X', { kind: 'moved', path: '/articles/a', query: 'Ref=X' }],
  ['/moderate/AbC/', { kind: 'moved', path: '/moderate/AbC', query: '' }],
  ['/Moderate/AbC', { kind: 'moved', path: '/moderate/AbC', query: '' }],
  ['/STAFF', { kind: 'moved', path: '/staff', query: '' }],
  ['/Staff/Mail?a=B', { kind: 'moved', path: '/staff/mail', query: 'a=B' }],
  ['/Staff/Enquiries/E-7K3QX', { kind: 'moved', path: '/staff/enquiries/E-7K3QX', query: '' }],
  ['/staff/enquiries/E-7K3QX', { kind: 'path', path: '/staff/enquiries/E-7K3QX', query: '' }],
  ['//evil.example/', { kind: 'moved', path: '/evil.example', query: '' }],
  ['/topics/%E5%81%A5%e5%ba%b7', { kind: 'path', path: '/topics/健康', query: '' }],
  ['/topics/%D0%97%D0%94', { kind: 'moved', path: '/topics/зд', query: '' }],
  ['/topics/U%CC%88ber/?a=%CC%88', { kind: 'moved', path: '/topics/über', query: 'a=%CC%88' }],
  ['/pictures/articles/U%CC%88.jpg', { kind: 'moved', path: '/pictures/articles/Ü.jpg', query: '' }],
  ['/A%3Fb%23', { kind: 'moved', path: '/a?b#', query: '' }],
  [
    `/topics/${encodeURIComponent('健'.repeat(1500))}`,
    { kind: 'path', path: `/topics/${'健'.repeat(1500)}`, query: '' },
  ],
  ['/articles/%2e%2e/x', { kind: 'none', path: '/articles/../x', query: '' }],
  ['/articles/../x', { kind: 'none', path: '/articles/../x', query: '' }],
  ['/a%2fb', { kind: 'none', path: '/a/b', query: '' }],
  ['/a%00b', { kind: 'none', path: '/a\0b', query: '' }],
  ['/a%', { kind: 'none', path: '/a%', query: '' }],
  ['/a\\b', { kind: 'none', path: '/a\\b', query: '' }],
  ['/a%2Fb/?c=D', { kind: 'none', path: '/a/b', query: 'c=D' }],
  ['/caf%E9', { kind: 'none', path: '/caf%e9', query: '' }],
  ['*', { kind: 'none', path: '', query: '' }],
  [`/${'a'.repeat(3000)}`, { kind: 'none', path: `/${'a'.repeat(3000)}`, query: '' }],
  [`/${'a'.repeat(30_000)}`, { kind: 'none', path: '', query: '' }],
])('the target %s is read as it is meant', (target, expected) => {
  expect(readTarget(target)).toEqual(expected)
})
