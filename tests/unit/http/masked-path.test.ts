import { expect, test } from 'vitest'
import { maskedPath } from '#lib/http/masked-path.ts'

test.each([
  ['/articles/first', '/articles/first'],
  ['/search?q=ann@example.org', '/search'],
  ['/staff/people?email=ann@example.org', '/staff/people'],
  ['/moderate/abc.def', '/moderate/…'],
  ['/Moderate/abc.def?x', '/Moderate/…'],
  ['/staff/sign-in/abc/def', '/staff/sign-in/…'],
  ['/staff/sign-in', '/staff/sign-in'],
  ['/enquiry-received/abc', '/enquiry-received/…'],
  ['/preview/abc', '/preview/…'],
  ['/staff/enquiries/E-7K3QX', '/staff/enquiries/E-7K3QX'],
])('%s is logged as %s', (target, logged) => {
  expect(maskedPath(target)).toBe(logged)
})
