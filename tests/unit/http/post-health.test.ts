import { expect, test } from 'vitest'
import { watchPosts } from '#lib/http/post-health.ts'

const coded = (code: string) => Object.assign(new Error(`it said ${code}`), { code })

for (const code of ['SQLITE_CORRUPT', 'SQLITE_CORRUPT_INDEX', 'SQLITE_ERROR', '42P01', 'XX001'])
  test(`a post that met ${code} keeps the site from being ready until one succeeds`, () => {
    const health = watchPosts()
    expect(health.findings()).toEqual([])
    health.failed(new Error('not stored', { cause: coded(code) }))
    expect(health.findings()).toMatchObject([{ severity: 'problem', message: expect.any(String) }])
    health.succeeded()
    expect(health.findings()).toEqual([])
  })

test('what a sender could cause, and what the probe of the database sees, does not', () => {
  const health = watchPosts()
  for (const code of ['SQLITE_BUSY', 'SQLITE_FULL', '57P03', 'ECONNREFUSED']) health.failed(coded(code))
  expect(health.findings()).toEqual([])
  for (const error of [
    coded('SQLITE_CONSTRAINT_UNIQUE'),
    coded('22021'),
    new TypeError('x is undefined'),
    7,
  ]) {
    health.failed(error)
    expect(health.findings()).toMatchObject([{ severity: 'warning' }])
  }
})
