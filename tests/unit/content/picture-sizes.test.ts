import { expect, test } from 'vitest'
import { avifPhoto, jpegPhoto, metadataIn, pngPhoto, webpPhoto } from '../../support/photos.ts'
import { article, contentFolder } from './folder.ts'

const formats = { jpg: jpegPhoto, png: pngPhoto, webp: webpPhoto, avif: avifPhoto }

async function coverOf(name: string, bytes: Buffer) {
  const folder = await contentFolder({
    'articles/x.mdx': article('Words.', { image: name, imageAlt: 'A ward' }),
    [`articles/x/${name}`]: bytes,
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  return library.articles()[0]?.image
}

test.each(Object.entries(formats))(
  'a cover in %s has the size in which it is shown, turned or not',
  async (ending, photo) => {
    for (const orientation of [1, 3, 6, 8]) {
      const bytes = await photo({ width: 600, height: 400, orientation })
      const image = await coverOf(`cover.${ending}`, bytes)
      const [width, height] = orientation > 4 ? [400, 600] : [600, 400]
      expect([orientation, image]).toMatchObject([orientation, { width, height }])
      expect(image?.focus).toEqual(orientation > 4 ? { x: 50, y: 10 } : undefined)
    }
  },
)

test('a picture whose camera wrote much before it has a size all the same', async () => {
  const photo = await jpegPhoto({ width: 500, height: 300 })
  const note = Buffer.concat([Buffer.from([0xff, 0xe2, 0xff, 0xff]), Buffer.alloc(65_533, 'depth')])
  const bytes = Buffer.concat([photo.subarray(0, 2), ...Array(12).fill(note), photo.subarray(2)])
  expect(await metadataIn(bytes)).not.toEqual([])
  expect(await coverOf('cover.jpg', bytes)).toMatchObject({ width: 500, height: 300 })
})

test('a picture that changes only near its end is another one', async () => {
  const photo = await jpegPhoto({ width: 500, height: 300 })
  const shares = []
  for (const end of ['one', 'three']) {
    const bytes = Buffer.concat([photo, Buffer.alloc(600_000), Buffer.from(end)])
    shares.push((await coverOf('cover.jpg', bytes))?.share)
  }
  expect(shares[0]).not.toBe(shares[1])
})
