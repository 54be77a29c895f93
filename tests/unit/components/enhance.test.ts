import { expect, test } from 'vitest'
import { enhance, enhanceOffline } from '#components/enhance.ts'

test.each([
  ['read online', enhance],
  ['read offline', enhanceOffline],
])(
  'the one script of a page that is %s has at most 1,000 bytes, is one line, and ends no script element',
  (_, script) => {
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(1000)
    expect(script).not.toContain('\n')
    expect(script).not.toContain('</')
    expect(() => new Function(script)).not.toThrow()
  },
)
