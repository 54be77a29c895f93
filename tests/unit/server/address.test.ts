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
