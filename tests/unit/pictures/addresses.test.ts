import { expect, test } from 'vitest'
import { offsetFor } from '#lib/pictures/focus.ts'
import { isTurned } from '#lib/pictures/turned.ts'
import {
  mediumPath,
  pictureAddress,
  pictureSources,
  plainPath,
  smallest,
  smallPath,
  smallSize,
} from '#lib/pictures/widths.ts'

const endings = ['jpg', 'JPEG', 'png', 'webp', 'avif', 'svg', 'jfif']
const folders = ['articles', 'authors', 'pages', 'assets', 'images', 'media', 'static', 'uploads']

/** The addresses of a `srcset`, each with the width that it names. */
const listed = (sources = '') =>
  sources.split(', ').flatMap((one) => {
    const [address = '', width = ''] = one.split(' ')
    return address ? [{ address, width: Number.parseInt(width, 10) }] : []
  })

test('each address that a page names is one that is made, and none is wider than the picture', () => {
  for (const ending of endings)
    for (const folder of folders)
      for (const width of [1, 319, 320, 321, 640, 800, 1200, 1201, 2400, 2401, 6000]) {
        const path = `/pictures/${folder}/a-b/ü.${ending}`
        const sources = pictureSources(path, width)
        const widest = ending === 'svg' ? Math.min(2 * width, 2400) : width
        const all = [...listed(sources?.avif), ...listed(sources?.webp.includes(' ') ? sources.webp : '')]
        // Of a picture narrower than the narrowest there is one at least.
        if (ending !== 'svg') expect(listed(sources?.avif).length, path).toBeGreaterThan(0)
        for (const { address } of [...all, ...listed(sources?.avif)])
          expect(pictureAddress(address)?.name, address).toBe(`${folder}/a-b/ü.${ending}`)
        for (const { width } of all) expect(width).toBeLessThanOrEqual(widest)
        const widths = listed(sources?.avif).map(({ width }) => width)
        expect(widths).toEqual(widths.toSorted((a, b) => a - b))
        for (const address of [plainPath(path), smallPath(path), mediumPath(path, width), path])
          expect(pictureAddress(address)?.name, address).toBe(`${folder}/a-b/ü.${ending}`)
      }
})

test.each([
  ...[
    '/pictures/articles/',
    '/pictures/other/a.jpg',
    '/pictures/321/articles/a.jpg',
    '/pictures/0320/articles/a.jpg',
  ],
  ...[
    '/pictures/320.webp/articles/a.jpg',
    '/pictures/1800.avif/articles/a.jpg',
    '/pictures/320.avif/articles/a.svg',
  ],
  ...[
    '/pictures/large/articles/a.jpg',
    '/picture/articles/a.jpg',
    '/pictures/-320/articles/a.jpg',
    '/pictures/1e3/articles/a.jpg',
  ],
  ...['/pictures/99999999/articles/a.jpg', '/pictures//articles/a.jpg', '/files/a.jpg', ''],
])('%j is made for nobody', (path) => expect(pictureAddress(path)).toBeUndefined())

test.each([
  '/pictures/articles/a.gif',
  'https://example.org/a.jpg',
  '/files/a.jpg',
  '/pictures/articles/a',
  '',
])('of %j there are no sizes, and it stays as it is', (path) => {
  expect(pictureSources(path, 800)).toBeUndefined()
  expect([plainPath(path), mediumPath(path, 800)]).toEqual([path, path])
})

test('in a list a picture is as small as can be, in its own shape, and never nothing', () => {
  for (const width of [1, 2, 100, 480, 481, 4000, 100_000])
    for (const height of [1, 2, 100, 640, 641, 4000, 100_000]) {
      const made = smallSize({ width, height })
      expect(made.width).toBeLessThanOrEqual(Math.min(width, smallest.width))
      expect(made.height).toBeLessThanOrEqual(Math.min(height, smallest.height))
      expect(Math.min(made.width, made.height)).toBeGreaterThanOrEqual(1)
      // To the pixel.
      const [wide, high] = [made.width / width, made.height / height]
      if (made.width > 10 && made.height > 10) expect(Math.abs(wide / high - 1)).toBeLessThan(0.1)
    }
})

test('what is cut lies within the picture, wherever its focus is', () => {
  for (const percent of [0, 0.1, 10, 33.333, 50, 99.9, 100])
    for (const whole of [100, 101, 999, 1200]) {
      const offset = offsetFor(percent, whole, 100)
      expect(offset).toBeGreaterThanOrEqual(0)
      expect(offset + 100).toBeLessThanOrEqual(whole)
    }
})

/** TIFF 6.0: a table of entries of 12 bytes, in either order of bytes. */
function exif(orientation: number, isLittle: boolean, before = 0): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 * (before + 1))
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  tiff.write(isLittle ? 'II*\0' : 'MM\0*', 'latin1')
  if (isLittle) tiff.writeUInt32LE(8, 4)
  else tiff.writeUInt32BE(8, 4)
  short(before + 1, 8)
  for (let entry = 0; entry < before; entry++) short(271 + entry, 10 + 12 * entry)
  const at = 10 + 12 * before
  short(274, at)
  short(3, at + 2)
  short(orientation, at + 8)
  return tiff
}

const png = (chunk: Buffer) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n????eXIf', 'latin1'), chunk])
const webp = (chunk: Buffer) => Buffer.concat([Buffer.from('RIFF????WEBPVP8 ????EXIF????', 'latin1'), chunk])

test('a picture lies on its side in four of the eight ways that EXIF has, in either order of bytes', () => {
  for (const isLittle of [true, false])
    for (const before of [0, 1, 3])
      for (let orientation = 1; orientation <= 8; orientation++)
        for (const file of [png, webp])
          expect(isTurned(file(exif(orientation, isLittle, before))), `${orientation}`).toBe(orientation > 4)
})

test('one that is cut off, or says nothing, is not turned, and nothing is thrown', () => {
  const whole = png(exif(6, true, 2))
  for (let length = 0; length < whole.length - 4; length++)
    expect(isTurned(whole.subarray(0, length))).toBe(false)
  expect(isTurned(png(Buffer.from('nothing of the kind')))).toBe(false)
  const avif = (turn: number) =>
    Buffer.concat([Buffer.from('\0\0\0\x1cftypavif', 'latin1'), Buffer.from('irot'), Buffer.from([turn])])
  expect([0, 1, 2, 3].map((turn) => isTurned(avif(turn)))).toEqual([false, true, false, true])
})
