import { expect, test } from 'vitest'
import { readTarget } from '#lib/server/address.ts'

test.each([
  ['/articles/a', { kind: 'path', path: '/articles/a', query: '' }],
  ['/', { kind: 'path', path: '/', query: '' }],
  ['/search?q=Two%20Words', { kind: 'path', path: '/search', query: 'q=Two%20Words' }],
  ['/topics/gr%C3%BC%C3%9Fe', { kind: 'path', path: '/topics/grüße', query: '' }],
  ['http://other.example/articles/a', { kind: 'path', path: '/articles/a', query: '' }],
  ['/moderate/AbC', { kind: 'path', path: '/moderate/AbC', query: '' }],
  ['/Articles/A', { kind: 'moved', to: '/articles/a' }],
  ['/articles/a/', { kind: 'moved', to: '/articles/a' }],
  ['/articles//a', { kind: 'moved', to: '/articles/a' }],
  ['/Articles/A/?Ref=X', { kind: 'moved', to: '/articles/a?Ref=X' }],
  ['/moderate/AbC/', { kind: 'moved', to: '/moderate/AbC' }],
  ['/Moderate/AbC', { kind: 'moved', to: '/moderate/AbC' }],
  ['/STAFF', { kind: 'moved', to: '/staff' }],
  ['/Staff/Mail?a=B', { kind: 'moved', to: '/staff/mail?a=B' }],
  ['/Staff/Enquiries/E-7K3QX', { kind: 'moved', to: '/staff/enquiries/E-7K3QX' }],
  ['/staff/enquiries/E-7K3QX', { kind: 'path', path: '/staff/enquiries/E-7K3QX', query: '' }],
  ['//evil.example/', { kind: 'moved', to: '/evil.example' }],
  ['/topics/%E5%81%A5%e5%ba%b7', { kind: 'path', path: '/topics/健康', query: '' }],
  ['/topics/%D0%97%D0%94', { kind: 'moved', to: '/topics/%D0%B7%D0%B4' }],
  ['/topics/U%CC%88ber/?a=%CC%88', { kind: 'moved', to: '/topics/%C3%BCber?a=%CC%88' }],
  ['/pictures/articles/U%CC%88.jpg', { kind: 'moved', to: '/pictures/articles/%C3%9C.jpg' }],
  ['/A%3Fb%23', { kind: 'moved', to: '/a%3Fb%23' }],
  [
    `/topics/${encodeURIComponent('健'.repeat(1500))}`,
    { kind: 'path', path: `/topics/${'健'.repeat(1500)}`, query: '' },
  ],
  ['/articles/%2e%2e/x', { kind: 'none' }],
  ['/articles/../x', { kind: 'none' }],
  ['/a%2fb', { kind: 'none' }],
  ['/a%00b', { kind: 'none' }],
  ['/a%', { kind: 'none' }],
  ['/a\\b', { kind: 'none' }],
  ['*', { kind: 'none' }],
  [`/${'a'.repeat(3000)}`, { kind: 'none' }],
])('the target %s is read as it is meant', (target, expected) => {
  expect(readTarget(target)).toEqual(expected)
})
