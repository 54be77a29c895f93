import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { repeatedParts } from '#lib/pictures/drawing-cost.ts'
import { makeVariant, type Variant } from '#lib/pictures/make.ts'

const variants: readonly Variant[] = [
  { kind: 'whole' },
  { kind: 'width', width: 480 },
  { kind: 'plain' },
  { kind: 'share', focus: undefined },
]

const folderOf = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-drawing-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const drawing = (inside: string, attributes = 'width="90" height="60"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`

async function made(text: string, variant: Variant): Promise<Buffer | undefined> {
  const file = join(await folderOf(), 'drawing.svg')
  await writeFile(file, text)
  const result = await makeVariant(file, variant)
  if (result && 'original' in result) throw new Error('a drawing is sent as it is')
  return result?.bytes
}

test('a drawing is sent as pixels, sharp on any screen, and never wider than twice what it says', async () => {
  const text = drawing('<rect width="90" height="60" fill="#c00"/>')
  const sizes = await Promise.all(
    variants.map(async (variant) => {
      const { format, width, height } = await sharp(await made(text, variant)).metadata()
      return [format, width, height]
    }),
  )
  expect(sizes).toEqual([
    ['png', 180, 120],
    ['webp', 180, 120],
    ['png', 180, 120],
    ['jpeg', 1200, 630],
  ])
  const [red = 0, green = 0] = await sharp(await made(text, { kind: 'whole' }))
    .raw()
    .toBuffer()
  expect([red, green]).toEqual([0xcc, 0])
})

test.each([
  ['a viewBox alone', drawing('<rect width="8" height="4"/>', 'viewBox="0 0 8 4"'), 2],
  ['millimetres', drawing('<rect width="9" height="3"/>', 'width="90mm" height="30mm"'), 3],
  ['a very large size', drawing('<rect width="9" height="3"/>', 'width="90000" height="30000"'), 3],
])('one with %s has its shape', async (_what, text, shape) => {
  const { width = 0, height = 1 } = await sharp(await made(text, { kind: 'whole' })).metadata()
  expect(width / height).toBeCloseTo(shape, 1)
  expect(width).toBeLessThanOrEqual(2400)
})

/** Green where nothing of it did anything. */
const ground = '<rect width="90" height="60" fill="#00ff00"/>'

const hostile = (address: string, file: string): Readonly<Record<string, string>> => ({
  'a program': drawing(`${ground}<script>fetch("${address}")</script>`),
  'a program of another site': drawing(`${ground}<script href="${address}"/>`),
  'an event': `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" onload="fetch('${address}')">${ground}</svg>`,
  'a link with a program': drawing(`<a href="javascript:alert(1)">${ground}</a>`),
  'HTML within it': drawing(
    `${ground}<foreignObject width="90" height="60"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${address}"/></foreignObject>`,
  ),
  'a picture of another site': drawing(`${ground}<image href="${address}" width="90" height="60"/>`),
  'the same in the older way': drawing(`${ground}<image xlink:href="${address}" width="90" height="60"/>`),
  'a picture from the disk': drawing(`${ground}<image href="${file}" width="90" height="60"/>`),
  'a part of another drawing': drawing(`${ground}<use href="${address}#x"/>`),
  'a part of a drawing on the disk': drawing(`${ground}<use href="${file}#x"/>`),
  'a style sheet': `<?xml-stylesheet href="${address}"?>${drawing(ground)}`,
  'a style that imports': drawing(`<style>@import url(${address});</style>${ground}`),
  'a font of another site': drawing(
    `<style>@font-face{font-family:x;src:url(${address})}</style>${ground}<text font-family="x" y="9">a</text>`,
  ),
  'a filter that fetches': drawing(
    `<filter id="f"><feImage href="${address}"/></filter>${ground}<g filter="url(#f)"/>`,
  ),
  'an animation that changes a link': drawing(
    `${ground}<a><animate attributeName="href" values="javascript:alert(1)"/></a>`,
  ),
  XInclude: drawing(
    `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${file}" parse="text"/>${ground}`,
  ),
  'an entity from the disk': `<!DOCTYPE svg [<!ENTITY x SYSTEM "${file}">]>${drawing(`${ground}<text y="9">&x;</text>`)}`,
  'an entity of another site': `<!DOCTYPE svg [<!ENTITY % x SYSTEM "${address}"> %x;]>${drawing(ground)}`,
  'entities of entities': `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghij']
    .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
    .join('')}]>${drawing(`${ground}<text y="9">&j;</text>`)}`,
  'parts of parts': drawing(
    `${ground}<defs><g id="a0"><path d="M0 0h1"/></g>${Array.from(
      { length: 25 },
      (_, at) => `<g id="a${at + 1}">${`<use href="#a${at}"/>`.repeat(10)}</g>`,
    ).join('')}</defs><use href="#a25"/>`,
  ),
  'a part of itself': drawing(`${ground}<g id="a"><use href="#a"/></g>`),
  'a pattern of itself': drawing(
    `<pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern>${ground}<rect fill="url(#p)" width="9" height="9"/>`,
  ),
  'a million levels': drawing(ground + '<g>'.repeat(200_000)),
  'no end': '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90"',
  'a shape without a size': drawing(ground, 'width="0" height="0"'),
  'a shape of no number': drawing(ground, 'width="NaN" height="1e999"'),
  'a page': '<!doctype html><script>alert(1)</script>',
  nothing: '',
})

const names = Object.keys(hostile('', ''))

test.each(names)(
  'of a drawing with %s nothing runs, nothing is fetched, and nothing but pixels is sent',
  async (name) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => new Promise((done) => server.close(() => done())))
    const folder = await folderOf()
    const red = join(folder, 'red.png')
    await sharp({ create: { width: 90, height: 60, channels: 3, background: '#f00' } })
      .png()
      .toFile(red)
    const { port } = server.address() as AddressInfo
    const text = hostile(`http://127.0.0.1:${port}/x.png`, pathToFileURL(red).href)[name] ?? ''
    // The library takes seconds to count half a million parts.
    for (const variant of name === 'parts of parts' ? variants.slice(0, 1) : variants) {
      const bytes = await made(text, variant)
      if (!bytes) continue
      const { format, exif, xmp } = await sharp(bytes).metadata()
      expect([format, exif, xmp]).toEqual([
        expect.stringMatching(/^(?:png|webp|jpeg)$/),
        undefined,
        undefined,
      ])
      expect(bytes.toString('latin1')).not.toMatch(/<svg|<script|javascript:/)
      const { channels } = await sharp(bytes).stats()
      const [reddest = 0, greenest = 0] = channels.map(({ mean }) => mean)
      if (greenest > 0) expect(reddest).toBeLessThan(greenest)
    }
    expect(asked).toEqual([])
  },
)

const nested = (levels: number, width: number, use: (id: number) => string, open = 'g') =>
  drawing(
    `<defs><${open} id="a0"><rect width="9" height="9"/></${open}>${Array.from({ length: levels }, (_, level) => `<${open} id="a${level + 1}">${use(level).repeat(width)}</${open}>`).join('')}</defs>${use(levels)}`,
  )

test.each([
  ['parts of parts', nested(5, 10, (id) => `<use xlink:href="#a${id}"/>`)],
  [
    'patterns of patterns',
    nested(4, 10, (id) => `<rect width="9" height="9" fill="url(#a${id})"/>`, 'pattern'),
  ],
  [
    'masks by a style',
    nested(4, 10, (id) => `<rect class="m${id}" width="9" height="9"/>`, 'mask').replace(
      '<defs>',
      `<style>${[0, 1, 2, 3, 4].map((id) => `.m${id}{mask:url(#a${id})}`).join('')}</style><defs>`,
    ),
  ],
])('a drawing of %s is refused before it holds a thread for seconds', async (_what, text) => {
  expect(repeatedParts(text)).toBe(Number.POSITIVE_INFINITY)
  expect(await made(text, { kind: 'whole' })).toBeUndefined()
})

test('a drawing that uses its parts as people do is drawn, also one that names itself', async () => {
  const icon = '<symbol id="i"><path d="M0 0h9v9z"/></symbol><linearGradient id="g"><stop/></linearGradient>'
  const usual = drawing(icon + '<use href="#i"/><rect fill="url(#g)" width="9" height="9"/>'.repeat(300))
  expect(repeatedParts(usual)).toBeLessThan(2000)
  expect(await made(usual, { kind: 'width', width: 480 })).toBeDefined()
  const itself = drawing('<g id="a"><use href="#a"/></g><rect width="9" height="9"/>')
  expect(repeatedParts(itself)).toBeLessThan(10)
})
