import { expect, test } from 'vitest'
import { addressAt, filePlaces, placesAt, servedFile } from '#lib/content/file-places.ts'
import { picturePlaces, pictureProblem, servedPicture } from '#lib/content/pictures.ts'

test.each([
  ['form.pdf', ['articles/x/form.pdf', 'articles/form.pdf']],
  ['./form.pdf', ['articles/x/form.pdf', 'articles/form.pdf']],
  ['../form.pdf', ['articles/form.pdf']],
  ['x/form.pdf#page=2', ['articles/x/x/form.pdf', 'articles/x/form.pdf']],
  ['my%20form.pdf', ['articles/x/my form.pdf', 'articles/my form.pdf']],
  ['/files/form.pdf', ['files/form.pdf']],
  ['/files/articles/x/form.pdf', ['files/articles/x/form.pdf', 'articles/x/form.pdf']],
  ['../../files/form.pdf', ['files/form.pdf']],
  ['/about', []],
  ['', []],
  ['#top', []],
  ['folder/', []],
])('%s in the article x is looked for at %j', (to, places) => {
  expect(filePlaces('articles/x.mdx', to).places).toEqual(places)
})

// RFC 3986: whatever is written, nothing outside of the content is named.
test.each([
  ...['https://example.org/form.pdf', '//example.org/form.pdf', 'mailto:a@example.org', 'java\tscript:x'],
  ...['..\\..\\secret.pdf', '../../../etc/passwd', '%2e%2e/%2e%2e/%2e%2e/etc/passwd', '../../site.yml'],
])('%s is no file beside an article', (to) => {
  expect(filePlaces('articles/x.mdx', to).places).toEqual([])
})

test('a file is served at one address, with what stands behind its name', () => {
  const there = new Set(['articles/x/a b#.pdf', 'files/c.pdf'])
  const isThere = (place: string) => there.has(place)
  expect(servedFile('articles/x.mdx', 'a%20b%23.pdf#page=2', isThere)).toBe(
    '/files/articles/x/a%20b%23.pdf#page=2',
  )
  expect(servedFile('pages/y.md', '/files/c.pdf?x=1', isThere)).toBe('/files/c.pdf?x=1')
  expect(servedFile('articles/x.mdx', 'd.pdf', isThere)).toBeUndefined()
  for (const place of there) expect(placesAt(decodeURIComponent(addressAt(place)))).toContain(place)
})

test.each([
  ['clinic.jpg', ['articles/x/clinic.jpg', 'articles/clinic.jpg']],
  ['/pictures/articles/x/clinic.jpg', ['articles/x/clinic.jpg']],
  ['https://example.org/clinic.jpg', []],
  ['data:image/png;base64,xx', []],
  ['../../../../etc/passwd.png', ['articles/x/etc/passwd.png', 'articles/etc/passwd.png']],
])('the picture %s of the article x is looked for first at %j', (name, first) => {
  const places = picturePlaces('articles/x.mdx', name)
  expect(places.slice(0, first.length)).toEqual(first)
  for (const place of places)
    expect(place).toMatch(/^(?:articles|assets|images|media|static|uploads)\/(?!.*\.\.)/)
})

test('a picture of another system is found by the whole of its path, in the folders of pictures, and by its name', () => {
  const size = { width: 2, height: 1, version: 'v' }
  const at = (place: string) =>
    servedPicture(new Map([[place, size]]), 'articles/x.mdx', '/images/2019/c d.jpg')?.path
  expect(at('images/2019/c d.jpg')).toBe('/pictures/images/2019/c%20d.jpg')
  expect(at('static/images/2019/c d.jpg')).toBe('/pictures/static/images/2019/c%20d.jpg')
  expect(at('articles/x/c d.jpg')).toBe('/pictures/articles/x/c%20d.jpg')
  expect(at('articles/y/c d.jpg')).toBeUndefined()
})

test('of a picture that is not there it is told what to do', () => {
  const told = (name: string, ...there: string[]) =>
    pictureProblem(new Map(there.map((one) => [one, null])), 'articles/x.mdx', name)
  expect(told('a.jpg')).toBe('there is no picture "a.jpg": put it in content/articles/x/.')
  expect(told('clinc.jpg', 'articles/x/clinic.jpg')).toContain('Did you mean "clinic.jpg"?')
  expect(told('clinic.png', 'articles/x/clinic.jpg')).toContain('Did you mean "clinic.jpg"?')
  expect(told('clinic.jpg', 'articles/x/clinic.jpg')).toContain('cannot be read')
  expect(told('clinic.bmp')).toContain('must be a JPEG, PNG, WebP, AVIF, GIF or SVG')
  expect(told('//example.org/a.jpg')).toContain('must be a file of this site')
  expect(told('data:image/png;base64,x')).toContain('must be a file beside the article')
  expect(told('C:\\Users\\a.jpg')).toContain('must be a file beside the article')
  expect(told('/img/a.jpg')).toContain('and write a.jpg')
})
