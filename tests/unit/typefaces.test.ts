import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownTypeface, type Typeface, typefaces } from '#lib/typefaces.ts'

const publicDir = join(import.meta.dirname, '../../public')
const table: [string, Typeface][] = Object.entries(typefaces)

const addresses = (css: string) => [...css.matchAll(/url\("?([^")]+)"?\)/g)].map(([, url = '']) => url)
const textOf = (css: string) => /--text:([^;}]+)/.exec(css)?.[1]

test.each(table)(
  '%s: each file is there and small, with its licence, and no other is named',
  (name, { css, preload }) => {
    const files = addresses(css)
    for (const file of files) {
      expect(file).toMatch(new RegExp(`^/fonts/${name}[a-z-]*\\.woff2$`))
      expect(statSync(join(publicDir, file)).size).toBeLessThanOrEqual(25_000)
    }
    expect(preload).toBe(files[0])
    const licence = readFileSync(join(publicDir, 'fonts/OFL.txt'), 'utf8')
    for (const file of files) expect(licence).toContain(file.slice('/fonts/'.length))
  },
)

test.each(table)('%s: what is ended is closed, and the same properties are set', (_, { css, stack }) => {
  expect(css).not.toContain('<')
  expect(css.match(/{/g)?.length).toBe(css.match(/}/g)?.length)
  expect(textOf(css)).toBe(stack)
  for (const script of ['he', 'ar', 'ur', 'zh', 'hant', 'ja', 'ko', 'th'])
    expect(css).toContain(`--${script}:`)
})

test('the system’s own is no file', () => {
  expect(typefaces.system.preload).toBeUndefined()
  expect(typefaces.system.css).not.toContain('@font-face')
})

test('one’s own file is asked for first, then the system', () => {
  const own = ownTypeface('/files/House%20Sans.woff2', '300 800')
  expect(own.preload).toBe('/files/House%20Sans.woff2')
  expect(new Set(addresses(own.css))).toEqual(new Set([own.preload]))
  expect(own.css).toContain('font-weight:300 800')
  expect(own.stack).toMatch(/^Own,system-ui,/)
  expect(ownTypeface('/a.woff2').css).toContain('font-weight:400;')
})

test.each(['/a b.woff2', '/a"}body{x:url(b).woff2', '/</style><script>.woff2', '/é\n\\.woff2'])(
  'no name of a file gets out of its address: %j',
  (address) => {
    const { css, preload } = ownTypeface(address)
    expect(preload).toMatch(/^[!-;=?-~]+$/)
    expect(css).not.toMatch(/["{}\\]body|<|\n/)
    expect(css.match(/{/g)?.length).toBe(css.match(/}/g)?.length)
    expect(css).toContain(`url("${preload}")`)
  },
)
