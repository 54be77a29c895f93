import { expect, test } from 'vitest'
import { encodedPath, foldedPath, plainPath } from '#lib/content/path.ts'

const reserved = [..."!#$&'()*+,:;=?@[]/%"]

test('each reserved character is the same escaped in either case and plain', () => {
  for (const sign of reserved) {
    const inHex = `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`
    const plain = plainPath(`/news/one${sign}two`)
    expect(plain).toBe(`/news/one${sign}two`)
    expect(plainPath(`/news/one${inHex.toUpperCase()}two`)).toBe(plain)
    expect(plainPath(`/news/one${inHex.toLowerCase()}two`)).toBe(plain)
  }
})

test.each([
  ['capitals', '/Blog/Post.HTML', '/blog/post.html'],
  ['slashes', '//blog///post//', '/blog/post'],
  ['the front page', '///', '/'],
  ['a letter in two ways', '/cafe\u0301', '/caf\u00e9'],
  ['a capital in two ways, escaped', '/U%CC%88ber', '/über'],
  ['Greek with tonos', '/%CE%86%CE%BB%CF%86%CE%B1', '/άλφα'],
  ['Chinese', '/%E5%81%A5%E5%BA%B7', '/健康'],
  ['an emoji', '/%F0%9F%98%80', '/😀'],
  ['an escape that is decoded once', '/100%2525', '/100%25'],
  ['a lone per cent sign', '/50%-off', '/50%-off'],
  ['a letter that is not UTF-8', '/caf%E9', '/caf%e9'],
  ['an escape beside one that is not UTF-8', '/caf%E9%26bar', '/caf%e9&bar'],
  ['half a letter', '/%E5%81', '/%e5%81'],
])('%s: %s is %s', (_what, path, plain) => {
  expect(plainPath(path)).toBe(plain)
})

test('a path in its right spelling stays as it is, whatever letter stands in it', () => {
  const letters = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code >= 0x20 && (code < 0xd800 || code >= 0xe000))
    .map((code) => `a${String.fromCodePoint(code)}\u0301`)
  const path = foldedPath(`/${letters.join('/')}/b`)
  expect(foldedPath(path) === path).toBe(true)
  expect(plainPath(encodedPath(path)) === path).toBe(true)
})

test('a path in a header keeps its signs to itself', () => {
  expect(encodedPath('/a b?c#d/é%')).toBe('/a%20b%3Fc%23d/%C3%A9%25')
})
