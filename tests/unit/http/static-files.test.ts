import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { asFound } from '#lib/as-found.ts'
import { createPageCache } from '#lib/http/page-cache.ts'
import { createFiles } from '#lib/http/static-files.ts'
import { createLog } from '#lib/log.ts'
import { openPictureCache } from '#lib/pictures/cache.ts'
import { createPictures } from '#lib/pictures/pictures.ts'
import { jpegPhoto, metadataIn, movingGif, pngPhoto } from '../../support/photos.ts'

async function filesOf(all: Record<string, Buffer | string>, pageMemory = 20e6) {
  const root = await mkdtemp(join(tmpdir(), 'broadsheet-files-'))
  // A picture may still be on its way to the cache.
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 50 }))
  for (const [name, bytes] of Object.entries({
    'build/x.css': '',
    'public/x.txt': '',
    'content/x': '',
    ...all,
  })) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes)
  }
  await mkdir(join(root, 'data'))
  const log = createLog('error', () => undefined)
  const cache = join(root, 'data', 'cache', 'pictures')
  const pages = createPageCache(pageMemory)
  const pictures = createPictures(openPictureCache({ folder: cache, maxBytes: 1e9, log }))
  const under = (name: string) => join(root, name)
  const roots = {
    ...{ build: under('build'), public: under('public'), content: under('content') },
    lastGood: under('data/last-good'),
  }
  const sharedPicture = (path: string) =>
    path.endsWith('/x.jpg') ? { name: 'articles/x.jpg', focus: undefined } : undefined
  const files = createFiles(roots, { pages, pictures, sharedPicture })
  return { root, cache, pages, files }
}

async function bytesAt(
  files: Awaited<ReturnType<typeof filesOf>>['files'],
  path: string,
): Promise<Buffer | undefined> {
  const { bytes } = (await files.find(path))?.page ?? {}
  return bytes && 'plain' in bytes ? bytes.plain : undefined
}

test('the pictures of the site itself in public/ tell nothing either, other files are sent as they are', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><metadata>By hand</metadata></svg>'
  const { files } = await filesOf({
    'public/team.jpg': await jpegPhoto(),
    'public/logo.PNG': await pngPhoto(),
    'public/wave.gif': await movingGif(),
    'public/drawing.svg': drawing,
    'public/icon.ico': 'icon',
  })
  for (const path of ['/team.jpg', '/logo.PNG', '/wave.gif'])
    expect([path, ...(await metadataIn((await bytesAt(files, path)) ?? Buffer.alloc(0)))]).toEqual([path])
  expect((await bytesAt(files, '/icon.ico'))?.toString()).toBe('icon')
  expect((await files.find('/drawing.svg'))?.page.policy).toContain('sandbox')
})

test('a picture that is too large for the memory is read from the disk, and made again when it was deleted', async () => {
  const { files, cache, pages } = await filesOf({ 'content/articles/x.jpg': await jpegPhoto() }, 16_000)
  const path = '/pictures/articles/x.jpg'
  const kept = async () => (await files.find(path))?.page.bytes
  const etag = (await files.find(path))?.page.etag
  await expect.poll(kept).toHaveProperty('file')
  expect((await files.find(path))?.page.etag).toBe(etag)
  await rm(cache, { recursive: true })
  expect(await kept()).toHaveProperty('plain')
  await expect.poll(kept).toHaveProperty('file')
  expect(pages.size().pages).toBe(0)
})

test('a picture that goes while it is being read is not there, like any other', async () => {
  const { files, pages, root } = await filesOf({ 'content/articles/x.jpg': await jpegPhoto() })
  const { get } = pages
  pages.get = async (key, make) => {
    await rm(join(root, 'content', 'articles', 'x.jpg'), { force: true })
    return get(key, make)
  }
  for (const path of ['/pictures/articles/x.jpg', '/pictures/480/articles/x.jpg'])
    expect(await asFound(() => files.find(path))).toBe(undefined)
})

test('many who ask for a picture at once have it made once', async () => {
  const { files } = await filesOf({
    'content/articles/x.jpg': await jpegPhoto({ width: 2000, height: 1500 }),
  })
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => files.find('/pictures/800/articles/x.jpg')),
  )
  expect(new Set(answers.map((answer) => answer?.page)).size).toBe(1)
})

test('a changed picture is another one within a second, also of the same size', async () => {
  const { files, root } = await filesOf({
    'content/articles/x.png': await pngPhoto({ width: 90, height: 60 }),
  })
  const path = '/pictures/articles/x.png'
  const before = await bytesAt(files, path)
  const other = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer()
  await writeFile(join(root, 'content/articles/x.png'), other)
  await expect.poll(async () => (await bytesAt(files, path))?.equals(before ?? other)).toBe(false)
})

test('a link to a picture outside of the content is not followed', async () => {
  const { files, root } = await filesOf({ 'secret.jpg': await jpegPhoto(), 'content/articles/a.mdx': '' })
  await symlink(join(root, 'secret.jpg'), join(root, 'content/articles/x.jpg'))
  for (const path of [
    '/pictures/articles/x.jpg',
    '/pictures/480/articles/x.jpg',
    '/pictures/articles/../../secret.jpg',
  ])
    expect([path, await files.find(path)]).toEqual([path, undefined])
})

test('in place of a picture that cannot be made, other sites are shown that of the site', async () => {
  const damaged = { 'content/articles/x.jpg': 'no picture', 'public/site.png': await pngPhoto() }
  const { files } = await filesOf(damaged)
  const shared = await files.find('/pictures/share/0123456789/articles/x.jpg')
  expect(shared?.page.type).toBe('image/png')
  expect(shared?.page.etag).toBe((await files.find('/site.png'))?.page.etag)
  expect(await files.find('/pictures/share/0123456789/articles/y.jpg')).toBeUndefined()
})

test('each width is there as WebP and as AVIF, and one that anything shows, also from the folders of pictures', async () => {
  const photo = await jpegPhoto({ width: 900, height: 600 })
  const { files } = await filesOf({ 'content/articles/x.jpg': photo, 'content/images/2015/ward.jpg': photo })
  for (const name of ['articles/x.jpg', 'images/2015/ward.jpg']) {
    const typeAt = async (part: string) => (await files.find(`/pictures/${part}${name}`))?.page.type
    expect([
      await typeAt(''),
      await typeAt('320/'),
      await typeAt('480/'),
      await typeAt('320.avif/'),
      await typeAt('1200.avif/'),
      await typeAt('plain/'),
    ]).toEqual(['image/jpeg', 'image/webp', 'image/webp', 'image/avif', 'image/avif', 'image/jpeg'])
    for (const none of ['0/', '321/', '321.avif/', '1800.avif/', '320.jpg/', 'plain/320/'])
      expect([none, await typeAt(none)]).toEqual([none, undefined])
  }
})
