import { expect, test } from 'vitest'
import { enhance } from '#components/enhance.ts'

test('the one script of a page has at most 1,000 bytes', () => {
  expect(Buffer.byteLength(enhance)).toBeLessThanOrEqual(1000)
})

test('joined to one line it is still a program, and ends no script element', () => {
  expect(enhance).not.toContain('\n')
  expect(enhance).not.toContain('</')
  expect(() => new Function(enhance)).not.toThrow()
})
