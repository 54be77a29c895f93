import { expect, test } from 'vitest'
import { enhance } from '#components/enhance.ts'

test.each([
  ['read online', { figures: false, offline: false }],
  ['counted and read offline', { figures: true, offline: true }],
])(
  'the one script of a page that is %s has at most 1,000 bytes, is one line, and ends no script element',
  (_, wanted) => {
    const script = enhance(wanted)
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(1000)
    expect(script).not.toContain('\n')
    expect(script).not.toContain('</')
    expect(() => new Function(script)).not.toThrow()
  },
)
