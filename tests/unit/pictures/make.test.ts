import { randomFillSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { makeVariant, type Variant } from '#lib/pictures/make.ts'
import { pictureType } from '#lib/pictures/type.ts'
import {
  avifPhoto,
  edgesOf,
  jpegPhoto,
  metadataIn,
  movingGif,
  movingPng,
  movingWebp,
  pngPhoto,
  secret,
  webpPhoto,
} from '../../support/photos.ts'

const whole: Variant = { kind: 'whole' }
const width: Variant = { kind: 'width', width: 480 }
const avif: Variant = { kind: 'avif', width: 480 }
const plain: Variant = { kind: 'plain' }
const share: Variant = { kind: 'share', focus: undefined }

async function fileOf(bytes: Buffer, name = 'picture'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-picture-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

/** What would be sent of it. */
async function made(bytes: Buffer, variant: Variant): Promise<Buffer> {
  const file = await fileOf(bytes)
  const result = await makeVariant(file, variant)
  if (!result) throw new Error('it is not served')
  return 'original' in result ? readFile(file) : result.bytes
}

const photos = {
  'a JPEG': () => jpegPhoto(),
  'a progressive JPEG, turned': () => jpegPhoto({ orientation: 8, progressive: true }),
  'a JPEG with a wide gamut': () => jpegPhoto({ profile: 'p3' }),
  'a PNG': () => pngPhoto(),
  'a PNG, turned': () => pngPhoto({ orientation: 6 }),
  'a PNG, wider than any that is served': () => pngPhoto({ width: 2600, height: 20 }),
  'a WebP': () => webpPhoto(),
  'a WebP, turned': () => webpPhoto({ orientation: 3 }),
  'a WebP with a wide gamut': () => webpPhoto({ profile: 'p3' }),
  'an AVIF': () => avifPhoto(),
  'a moving GIF': movingGif,
  'a moving WebP': movingWebp,
  'a moving PNG': movingPng,
}

test.each(Object.entries(photos))('of %s nothing but the picture is served', async (_what, photo) => {
  const original = await photo()
  expect(await metadataIn(original)).not.toEqual([])
  for (const variant of [whole, width, avif, plain, share]) {
    const bytes = await made(original, variant)
    expect([variant.kind, ...(await metadataIn(bytes))]).toEqual([variant.kind])
    expect((await sharp(bytes).metadata()).width).toBeLessThanOrEqual(2400)
  }
})

/** Which edges are red, top first, when a picture with a red upper half is shown as each orientation says. */
const upright = {
  1: ['red', 'blue'],
  3: ['blue', 'red'],
  6: ['right', 'left'],
  8: ['left', 'right'],
} as const

test.each([
  ['JPEG', jpegPhoto],
  ['PNG', pngPhoto],
  ['WebP', webpPhoto],
])('a %s stands as the camera was held, in every size', async (_format, photo) => {
  for (const [orientation, [top]] of Object.entries(upright)) {
    const original = await photo({ orientation: Number(orientation) })
    for (const variant of [whole, width, avif, plain]) {
      const bytes = await made(original, variant)
      const { width: across = 0, height: down = 0 } = await sharp(bytes).metadata()
      const edges = await edgesOf(bytes)
      expect([orientation, across > down]).toEqual([orientation, Number(orientation) < 5])
      const where = { red: edges[0], blue: edges[2], right: edges[1], left: edges[3] }[top]
      expect([orientation, variant.kind, where]).toEqual([orientation, variant.kind, 'red'])
    }
  }
})

test('colours of a wide gamut stay right: the profile is kept, or what it said is in the pixels', async () => {
  const vivid = { create: { width: 600, height: 400, channels: 3 as const, background: '#e03010' } }
  // The same bytes of colour mean another colour in another gamut.
  const wide = await sharp(vivid).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer()
  expect((await sharp(wide).metadata()).icc).toBeDefined()
  const seen = async (bytes: Buffer) => [
    ...(await sharp(bytes).toColourspace('srgb').raw().toBuffer()).subarray(0, 3),
  ]
  const before = await seen(wide)
  for (const variant of [whole, width, avif, plain, share]) {
    const after = await seen(await made(wide, variant))
    for (const [index, value] of after.entries())
      expect(Math.abs(value - (before[index] ?? 0))).toBeLessThan(8)
  }
})

test.each([
  ['GIF', movingGif, 'image/gif'],
  ['WebP', movingWebp, 'image/webp'],
])('a moving %s keeps moving, in every size', async (_format, photo, type) => {
  const original = await photo()
  const before = await sharp(original, { animated: true }).raw().toBuffer()
  for (const variant of [whole, width, avif]) {
    const bytes = await made(original, variant)
    expect(pictureType(bytes)).toBe(type)
    expect(await sharp(bytes).metadata()).toMatchObject({ pages: 3, delay: [100, 100, 100], loop: 3 })
    expect((await sharp(bytes, { animated: true }).raw().toBuffer()).equals(before)).toBe(true)
  }
})

test('a moving PNG keeps its frames', async () => {
  const bytes = await made(await movingPng(), width)
  expect([pictureType(bytes), bytes.includes('acTL'), bytes.includes('fcTL')]).toEqual([
    'image/png',
    true,
    true,
  ])
})

test('a drawing without metadata is sent as it lies there, to the byte', async () => {
  const drawing = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
    .png({ palette: true })
    .toBuffer()
  expect(await makeVariant(await fileOf(drawing), whole)).toEqual({ original: true })
})

test('a large photograph is served at most 2,400 pixels wide, and never wider than it is', async () => {
  const photo = await jpegPhoto({ width: 4000, height: 3000, orientation: 6 })
  expect(await sharp(await made(photo, whole)).metadata()).toMatchObject({ format: 'jpeg', width: 2400 })
  const wanted: Variant = { kind: 'width', width: 2400 }
  expect(await sharp(await made(photo, wanted)).metadata()).toMatchObject({
    format: 'webp',
    width: 2400,
    height: 3200,
  })
  const small = await jpegPhoto({ width: 700, height: 300 })
  expect(await sharp(await made(small, wanted)).metadata()).toMatchObject({ width: 700, height: 300 })
})

test('a photograph of more than a hundred megapixels, as telephones take them, is served too', async () => {
  const size = { width: 10_200, height: 10_000, channels: 3 as const, background: '#456' }
  const photo = await sharp({ create: size, limitInputPixels: false })
    .jpeg()
    .withExif({ IFD0: { Artist: secret } })
    .toBuffer()
  for (const variant of [whole, width, share])
    expect(await metadataIn(await made(photo, variant))).toEqual([])
})

test('of one that was cut off, what is there is served, without its metadata', async () => {
  for (const photo of [jpegPhoto, pngPhoto, webpPhoto]) {
    const original = await photo({ width: 900, height: 900 })
    const cut = original.subarray(0, Math.floor(original.length * 0.75))
    const result = await makeVariant(await fileOf(cut), whole)
    if (result && 'bytes' in result) expect(result.bytes.includes('Room-7')).toBe(false)
    else expect(result).toBeUndefined()
  }
  const noisy = await sharp(randomFillSync(Buffer.alloc(300 * 300 * 3)), {
    raw: { width: 300, height: 300, channels: 3 },
  })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Room-7' } })
    .toBuffer()
  const shown = await made(noisy.subarray(0, noisy.length / 2), whole)
  expect(await sharp(shown).metadata()).toMatchObject({ width: 300, height: 300 })
  expect(await metadataIn(shown)).toEqual([])
})

test.each([
  ['a text', 'not a picture'],
  ['a drawing in SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ['nothing', ''],
  ['a photograph of a telephone in HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['a TIFF', 'II*\0\x08\0\0\0\0\0'],
])('%s is no picture, whatever it is called, and not served', async (_what, text) => {
  for (const variant of [whole, width, avif, plain, share])
    expect(await makeVariant(await fileOf(Buffer.from(text, 'latin1')), variant)).toBeUndefined()
})

test.each([
  ['wide', 3000, 900, { x: 50, y: 50 }],
  ['upright', 900, 1600, { x: 50, y: 10 }],
  ['small', 60, 40, { x: 50, y: 50 }],
  ['a strip', 20_000, 3, { x: 50, y: 50 }],
])(
  'the picture to be shared is a light JPEG of 1200 by 630, also from one that is %s',
  async (_what, w, h, focus) => {
    for (const photo of [jpegPhoto, pngPhoto, webpPhoto, avifPhoto]) {
      if (w > 16_000 && photo !== jpegPhoto && photo !== pngPhoto) continue
      const bytes = await made(await photo({ width: w, height: h }), { kind: 'share', focus })
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 })
      expect(bytes.length).toBeLessThan(300_000)
    }
  },
)

test('even noise is made light enough to be shared', async () => {
  for (const variant of [share, plain]) {
    const bytes = await made(await noise(1600, 900, 3), variant)
    expect([variant.kind, bytes.length < 300_000]).toEqual([variant.kind, true])
  }
})

/** Nothing is heavier. */
test('a picture for a list is small and light, whatever it was', async () => {
  const all = {
    ...photos,
    noise: () => noise(1600, 1200, 3),
    tall: () => noise(900, 4000, 3),
    transparent: () => noise(700, 500, 4),
    flat: () => pngPhoto({ width: 2600, height: 20 }),
  }
  for (const [what, photo] of Object.entries(all)) {
    const bytes = await made(await photo(), { kind: 'small' })
    const { format, width = 0, height = 0, pages = 1 } = await sharp(bytes).metadata()
    expect({ what, format, pages }).toEqual({ what, format: 'webp', pages: 1 })
    expect([width <= 480, height <= 640, bytes.length < 60_000], what).toEqual([true, true, true])
  }
})

function noise(width: number, height: number, channels: 3 | 4): Promise<Buffer> {
  const bytes = randomFillSync(Buffer.alloc(width * height * channels))
  return sharp(bytes, { raw: { width, height, channels } }).png({ compressionLevel: 1 }).toBuffer()
}

test('what is not shown by everything is a JPEG, or a PNG where it is transparent or has lines, always under 300 kB', async () => {
  const clear = { create: { width: 2600, height: 900, channels: 4 as const, background: '#0a08' } }
  const all = {
    photograph: [await jpegPhoto({ width: 3000, height: 2000 }), 'jpeg', 1200],
    webp: [await webpPhoto({ width: 900, height: 600 }), 'jpeg', 900],
    avif: [await avifPhoto({ width: 900, height: 600 }), 'jpeg', 900],
    moving: [await movingWebp(), 'jpeg', undefined],
    screenshot: [await pngPhoto({ width: 1400, height: 900 }), 'png', 1200],
    'screenshot full of noise': [await noise(900, 600, 3), 'jpeg', 900],
    transparent: [await sharp(clear).png().toBuffer(), 'png', 1200],
    'transparent WebP': [await sharp(clear).webp().toBuffer(), 'png', 1200],
    'transparent noise': [await noise(700, 500, 4), 'png', undefined],
    tall: [await noise(100, 9000, 3), 'jpeg', undefined],
  } as const
  for (const [what, [original, format, wide]] of Object.entries(all)) {
    const bytes = await made(original, plain)
    const head = await sharp(bytes).metadata()
    expect([what, head.format, head.width]).toEqual([what, format, wide ?? head.width])
    expect([what, bytes.length < 300_000]).toEqual([what, true])
    if (what.startsWith('transparent')) expect([what, head.hasAlpha]).toEqual([what, true])
  }
})

test('an AVIF of a photograph and of a screenshot is one, lighter than the WebP, and keeps what is transparent', async () => {
  const words = Array.from(
    { length: 60 },
    (_, line) => `<text x="9" y="${20 + line * 18}" font-size="15">The surgery is open on day ${line}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1100"><defs><linearGradient id="g"><stop stop-color="#123"/><stop offset="1" stop-color="#fed"/></linearGradient></defs><rect x="400" width="900" height="900" rx="99" fill="url(#g)"/>${words.join('')}</svg>`
  const transparent = await sharp(Buffer.from(svg)).png().toBuffer()
  const opaque = await sharp(transparent).flatten({ background: '#fff' }).jpeg({ quality: 95 }).toBuffer()
  for (const original of [transparent, opaque]) {
    const wide = { width: 1200 } as const
    const bytes = await made(original, { kind: 'avif', ...wide })
    const head = await sharp(bytes).metadata()
    expect(head).toMatchObject({ format: 'heif', compression: 'av1', width: 1200 })
    expect([pictureType(bytes), head.hasAlpha]).toEqual(['image/avif', original === transparent])
    expect(bytes.length).toBeLessThan((await made(original, { kind: 'width', ...wide })).length)
  }
})

test('the focus says which part is shared', async () => {
  const photo = await jpegPhoto({ width: 900, height: 1600 })
  const at = async (y: number) => edgesOf(await made(photo, { kind: 'share', focus: { x: 50, y } }))
  expect(await at(0)).toEqual(Array(4).fill('red'))
  expect(await at(100)).toEqual(Array(4).fill('blue'))
  const [top, , bottom] = await at(50)
  expect([top, bottom]).toEqual(['red', 'blue'])
})

test('a picture for print, one in grey and one of sixteen bits a colour are shown in their colours', async () => {
  const red = sharp({ create: { width: 500, height: 300, channels: 3, background: '#d02020' } })
  const pictures = {
    print: await red.clone().toColourspace('cmyk').jpeg().toBuffer(),
    grey: await red.clone().greyscale().toColourspace('b-w').jpeg().toBuffer(),
    deep: await red.clone().toColourspace('rgb16').png().toBuffer(),
  }
  for (const [kind, original] of Object.entries(pictures))
    for (const variant of [whole, width, avif, plain, share]) {
      const pixels = await sharp(await made(original, variant))
        .toColourspace('srgb')
        .raw()
        .toBuffer()
      const [r = 0, g = 0] = pixels
      expect([kind, variant.kind, r - g > 60]).toEqual([kind, variant.kind, kind !== 'grey'])
    }
})

test('what is transparent is white where it is shared', async () => {
  const logo = await sharp({ create: { width: 400, height: 300, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  const { data } = await sharp(await made(logo, share))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255])
})
