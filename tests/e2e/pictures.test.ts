import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { patience } from '../support/patience.ts'
import { avifPhoto, jpegPhoto, metadataIn, movingGif, pngPhoto, webpPhoto } from '../support/photos.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
  const { contentDir } = site
  const covers = {
    jpg: await jpegPhoto({ width: 3000, height: 4000, orientation: 6 }),
    png: await pngPhoto(),
    webp: await webpPhoto({ width: 900, height: 1600 }),
    avif: await avifPhoto({ width: 1300, height: 700 }),
    gif: await movingGif(),
  }
  for (const [ending, cover] of Object.entries(covers)) {
    const slug = `photo-${ending}`
    mkdirSync(join(contentDir, 'articles', slug))
    writeFileSync(join(contentDir, 'articles', slug, `cover.${ending}`), cover)
    const fields = { image: `cover.${ending}`, imageAlt: `A photograph in ${ending}`, author: 'jane-doe' }
    const body = `![Again](cover.${ending})\n\n<Figure src="cover.${ending}" alt="Once more" caption="So" />`
    articleFiles(site).write(slug, articleText(`Photo ${ending}`, fields, body))
  }
  // As a Mac stores it, and as it is typed.
  mkdirSync(join(contentDir, 'articles', 'photo-stored'))
  writeFileSync(join(contentDir, 'articles', 'photo-stored', 'U\u0308bersicht.jpg'), covers.jpg)
  const stored = { image: '\u00dcbersicht.jpg', imageAlt: 'A view' }
  articleFiles(site).write('photo-stored', articleText('Photo stored', stored))
  writeFileSync(
    join(contentDir, 'authors', 'jane-doe.yml'),
    'name: Jane Doe\nbio: Writes.\npicture: jane.jpg\n',
  )
  writeFileSync(join(contentDir, 'authors', 'jane.jpg'), await jpegPhoto({ width: 400, height: 600 }))
  writeFileSync(join(contentDir, 'pages', 'team.jpg'), await jpegPhoto())
  writeFileSync(
    join(contentDir, 'pages', 'team.mdx'),
    '---\ntitle: Team\ndescription: Who we are\n---\n\n![All of us](team.jpg)\n',
  )
  for (const path of [
    '/team',
    '/articles/photo-stored',
    ...Object.keys(covers).map((ending) => `/articles/photo-${ending}`),
  ])
    await vi.waitFor(async () => expect((await fetch(site.url + path)).status).toBe(200), patience)
})
afterAll(() => site.remove())

const textAt = async (path: string) => (await fetch(site.url + path)).text()
const pathOf = (address: string) => new URL(address.replaceAll('&amp;', '&'), site.url).pathname

/** Every address of a picture that a page or a feed names, for its reader or for other sites. */
function picturesIn(text: string): string[] {
  const plain = decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25')).replaceAll('\\/', '/')
  const found = plain.match(/(?:https?:\/\/[^/\s"'<>]+)?\/(?:pictures\/[^\s"'<>&,]+|site\.png)/g) ?? []
  return [...new Set(found.map(pathOf))]
}

test('a list has each picture small and light, with its size', async () => {
  const text = await textAt('/articles')
  const pictures = [
    ...text.matchAll(/<img[^>]* src="(\/pictures\/small\/[^"]+)" alt="" width="(\d+)" height="(\d+)"/g),
  ]
  expect(pictures.length).toBeGreaterThan(5)
  for (const [, path = '', width, height] of pictures) {
    const bytes = Buffer.from(await (await fetch(site.url + path)).arrayBuffer())
    const made = await sharp(bytes).metadata()
    expect([made.width, made.height], path).toEqual([Number(width), Number(height)])
    expect(made.width <= 480 && bytes.length < 60_000, path).toBe(true)
  }
})

test('no picture that a page or a feed names tells where, when or by whom it was taken', async () => {
  const endings = ['jpg', 'png', 'webp', 'avif', 'gif']
  const others = ['/', '/articles', '/team', '/authors/jane-doe', '/articles/photo-stored']
  const pages = [...others, ...endings.map((ending) => `/articles/photo-${ending}`)]
  const texts = await Promise.all([...pages, '/feed.xml', '/atom.xml', '/feed.json'].map(textAt))
  const paths = [...new Set(texts.flatMap(picturesIn))]
  expect(paths.filter((path) => path.endsWith('bersicht.jpg')).length).toBeGreaterThanOrEqual(5)
  for (const expected of ['jpg', 'png', 'webp', 'avif'])
    expect(paths).toContain(`/pictures/480.avif/articles/photo-${expected}/cover.${expected}`)
  expect(paths.filter((path) => path.startsWith('/pictures/share/')).length).toBeGreaterThanOrEqual(6)
  expect(paths).toContain('/pictures/2400/articles/photo-jpg/cover.jpg')
  for (const path of paths) {
    const answer = await fetch(site.url + path)
    expect([path, answer.status]).toEqual([path, 200])
    expect([path, ...(await metadataIn(Buffer.from(await answer.arrayBuffer())))]).toEqual([path])
  }
})

test('a browser takes the AVIF, in a size that fits, and nothing moves while it comes', async () => {
  for (const [width, ratio] of [
    [390, 1],
    [1280, 2],
  ] as const) {
    const { page, context, trouble } = await browser.visit({
      viewport: { width, height: 800 },
      deviceScaleFactor: ratio,
    })
    for (const ending of ['jpg', 'png', 'webp', 'avif', 'gif']) {
      await page.goto(`${site.url}/articles/photo-${ending}`)
      const images = page.locator('main img[src*="/photo-"]:not([src*="/small/"])')
      await expect.poll(() => images.count()).toBe(3)
      for (const image of await images.all()) await image.scrollIntoViewIfNeeded()
      const shown = () =>
        images.evaluateAll((all) =>
          (all as HTMLImageElement[]).map((one) => one.complete && one.naturalWidth > 0 && one.currentSrc),
        )
      const made = new RegExp(
        ending === 'gif' ? '/pictures/articles/.*gif$' : '/pictures/(?:[0-9]+[.]avif|1800|2400)/',
      )
      await expect.poll(shown).toEqual(Array(3).fill(expect.stringMatching(made)))
      const shift = await page.evaluate(
        () =>
          new Promise<number>((done) => {
            new PerformanceObserver((list) => done(sumOf(list.getEntries()))).observe({
              type: 'layout-shift',
              buffered: true,
            })
            setTimeout(() => done(0), 200)
            const sumOf = (entries: PerformanceEntryList) =>
              entries.reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)
          }),
      )
      // A picture that takes its place late moves what is below by hundreds of times as much.
      expect([ending, width, shift < 0.0001]).toEqual([ending, width, true])
    }
    expect(trouble).toEqual([])
    await context.close()
  }
})

test('feeds have pictures that anything shows, under 300 kB', async () => {
  for (const feed of ['/feed.xml', '/atom.xml', '/feed.json']) {
    const paths = picturesIn(await textAt(feed))
    expect([feed, paths.length > 4]).toEqual([feed, true])
    for (const path of paths) {
      const answer = await fetch(site.url + path)
      const type = answer.headers.get('content-type')
      expect([path, type]).toEqual([path, expect.stringMatching(/^image\/(jpeg|png|gif)$/)])
      expect([path, (await answer.arrayBuffer()).byteLength < 300_000]).toEqual([path, true])
    }
  }
})

test('no other address gives the file itself', async () => {
  for (const path of [
    '/pictures/0/articles/photo-jpg/cover.jpg',
    '/pictures/9999/articles/photo-jpg/cover.jpg',
    '/pictures/share/articles/photo-jpg/cover.jpg',
    '/pictures/share/0123456789/articles/nothing.jpg',
    '/pictures/share/0123456789/authors/editors.jpg',
    '/_next/image?url=%2Fpictures%2Farticles%2Fphoto-jpg%2Fcover.jpg&w=640&q=75',
    '/articles/photo-jpg/cover.jpg',
    '/content/articles/photo-jpg/cover.jpg',
  ])
    expect([path, (await fetch(site.url + path)).status]).toEqual([path, 404])
})

function metaOf(html: string): Record<string, string> {
  const tags = [...html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)]
  return Object.fromEntries(tags.map(([, name = '', content = '']) => [name, content]))
}

test.each(['jpg', 'png', 'webp', 'avif', 'gif'])(
  'other sites are shown a light JPEG of 1200 by 630 of a cover in %s',
  async (ending) => {
    const html = await textAt(`/articles/photo-${ending}`)
    const meta = metaOf(html)
    const address = meta['og:image'] ?? ''
    expect(address).toMatch(/^https?:\/\/[^/]+\/pictures\/share\/[^"]+\.jpg$/)
    expect(meta).toMatchObject({
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:type': 'image/jpeg',
      'og:image:alt': `A photograph in ${ending}`,
      'twitter:image': address,
      'twitter:image:alt': `A photograph in ${ending}`,
    })
    expect(html).toContain(`&amp;media=${encodeURIComponent(address)}&amp;`)
    expect(html).toContain(`"${address}"`)
    const answer = await fetch(site.url + pathOf(address))
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 })
    expect(bytes.length).toBeLessThan(300_000)
  },
)

test('where there is no cover, other sites are shown the title, at an address that changes with it', async () => {
  const shared = async () => {
    const html = await textAt('/articles/bare')
    const meta = metaOf(html)
    expect(html).toContain(`&amp;media=${encodeURIComponent(meta['og:image'] ?? '')}&amp;`)
    expect(html).toContain(`"${meta['og:image']}"`)
    return meta
  }
  const cardAt = async (address = '') => {
    const answer = await fetch(site.url + pathOf(address))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(bytes.length).toBeLessThan(300_000)
    return bytes
  }
  articleFiles(site).write('bare', articleText('Bare'))
  await expect.poll(async () => (await fetch(`${site.url}/articles/bare`)).status).toBe(200)
  const meta = await shared()
  expect(meta).toMatchObject({
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:type': 'image/png',
    'og:image:alt': 'Bare',
  })
  const before = await cardAt(meta['og:image'])
  articleFiles(site).write('bare', articleText('Another title'))
  await expect.poll(async () => (await shared())['og:image']).not.toBe(meta['og:image'])
  const after = await cardAt((await shared())['og:image'])
  expect(after.equals(before)).toBe(false)
  await becomes(async () => (await cardAt(meta['og:image'])).equals(after), true)
})

test('a replaced cover has another address, and the old address gives the new picture', async () => {
  const shared = async () => metaOf(await textAt('/articles/photo-png'))['og:image'] ?? ''
  const before = await shared()
  const old = Buffer.from(await (await fetch(site.url + pathOf(before))).arrayBuffer())
  const cover = await pngPhoto({ width: 800, height: 300, orientation: 3 })
  writeFileSync(join(site.contentDir, 'articles', 'photo-png', 'cover.png'), cover)
  await expect.poll(shared).not.toBe(before)
  const fresh = Buffer.from(await (await fetch(site.url + pathOf(await shared()))).arrayBuffer())
  expect(fresh.equals(old)).toBe(false)
  await expect
    .poll(async () => Buffer.from(await (await fetch(site.url + pathOf(before))).arrayBuffer()).equals(fresh))
    .toBe(true)
})

test('of a portrait the head stays in sight, and the writer may say what else', async () => {
  const { page, context, trouble } = await browser.visit({ viewport: { width: 1280, height: 800 } })
  const positionAt = async (path: string) => {
    await page.goto(site.url + path)
    return page
      .locator('main img')
      .first()
      .evaluate((image) => getComputedStyle(image).objectPosition)
  }
  expect(await positionAt('/articles/photo-webp')).toBe('50% 10%')
  expect(await positionAt('/articles/photo-avif')).toBe('50% 50%')
  const fields = { image: 'cover.webp', imageAlt: 'A portrait', focus: '25% 75.5%' }
  const before = metaOf(await textAt('/articles/photo-webp'))['og:image']
  articleFiles(site).write('photo-webp', articleText('Photo webp', fields))
  await expect.poll(() => positionAt('/articles/photo-webp')).toBe('25% 75.5%')
  expect(metaOf(await textAt('/articles/photo-webp'))['og:image']).not.toBe(before)
  expect(trouble).toEqual([])
  await context.close()
})

test('what was made of a picture survives a restart, and may be deleted at any time', async () => {
  const paths = ['/pictures/articles/photo-jpg/cover.jpg', '/pictures/800/articles/photo-jpg/cover.jpg']
  const bytesAt = async (path: string) => {
    const answer = await fetch(site.url + path)
    expect(answer.status).toBe(200)
    return Buffer.from(await answer.arrayBuffer())
  }
  const first = await Promise.all(paths.map(bytesAt))
  const cache = join(site.dataDir, 'cache')
  const kept = () =>
    readdirSync(join(cache, 'pictures'))
      .filter((name) => !name.endsWith('.new'))
      .sort()
  await vi.waitFor(() => expect(kept().length).toBeGreaterThanOrEqual(2), patience)
  const made = () => kept().map((name) => statSync(join(cache, 'pictures', name)).birthtimeMs)
  await site.stop()
  const before = [kept(), made()]
  await site.start()
  expect(
    (await Promise.all(paths.map(bytesAt))).map((bytes, index) => bytes.equals(first[index] ?? bytes)),
  ).toEqual([true, true])
  expect([kept(), made()]).toEqual(before)
  // The site may write into it at that very moment.
  rmSync(cache, { recursive: true, maxRetries: 10 })
  expect((await bytesAt(paths[1] ?? '')).equals(first[1] ?? Buffer.alloc(0))).toBe(true)
  await site.stop()
  // A folder that cannot be written costs time, and nothing else.
  rmSync(cache, { recursive: true, force: true })
  writeFileSync(cache, '')
  await site.start()
  expect((await bytesAt(paths[1] ?? '')).equals(first[1] ?? Buffer.alloc(0))).toBe(true)
  expect(existsSync(join(cache, 'pictures'))).toBe(false)
  await site.stop()
  rmSync(cache)
  await site.start()
})
