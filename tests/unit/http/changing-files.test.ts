import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { serveFiles } from '../../support/file-server.ts'
import { jpegPhoto } from '../../support/photos.ts'

// A file may go, move or become another one between being found and being read.

const plainPng = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#0a0' } })
  .png()
  .toBuffer()

/** Each kind of what is read from the disk as it is sent, where nothing is kept in memory. */
const kinds: readonly (readonly [what: string, path: string, file: string, bytes: Buffer])[] = [
  ['a download', '/files/a.pdf', 'content/files/a.pdf', Buffer.from('%PDF-')],
  ['a file beside an article', '/files/articles/x/a.pdf', 'content/articles/x/a.pdf', Buffer.from('%PDF-')],
  ['a picture as it is', '/pictures/articles/x/a.png', 'content/articles/x/a.png', plainPng],
  ['the picture of an author', '/pictures/authors/x.png', 'content/authors/x.png', plainPng],
  ['a file of the site', '/site.txt', 'public/site.txt', Buffer.from('Words')],
  ['a script', '/_next/static/a.js', 'build/a.js', Buffer.from('let a')],
]
const onDisk = { pageMemory: 24_000 }

const ways: readonly RequestInit[] = [{}, { method: 'HEAD' }, { headers: { Range: 'bytes=1-2' } }]

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

describe.each<[string, (file: string) => void]>([
  ['was deleted', (file) => rmSync(file)],
  ['went with its folder', (file) => rmSync(dirname(file), { recursive: true })],
  ['moved with its folder', (file) => renameSync(dirname(file), `${dirname(file)}-moved`)],
  [
    'became a folder',
    (file) => {
      rmSync(file)
      mkdirSync(file)
    },
  ],
  [
    'became a link that leads nowhere',
    (file) => {
      rmSync(file)
      symlinkSync(file, file)
    },
  ],
  [
    'is below what became a file',
    (file) => {
      rmSync(dirname(file), { recursive: true })
      writeFileSync(dirname(file), 'x')
    },
  ],
])('what %s after it was found is not there', (_, act) => {
  test.each(kinds)('%s', async (_what, path, name, bytes) => {
    for (const init of ways) {
      const { ask, root, lines } = await serveFiles(
        { [name]: bytes },
        { ...onDisk, between: once(() => act(join(root, name))) },
      )
      expect([init, (await ask(path, init)).status, lines]).toEqual([init, 404, []])
    }
  })
})

const ofArticles = kinds.filter(([, path]) => path.includes('/articles/'))

test.each(ofArticles)('%s that goes and comes again a moment later is sent', async (_, path, name, bytes) => {
  for (const init of ways) {
    const folder = (root: string) => dirname(join(root, name))
    const { ask, root, lines } = await serveFiles(
      { [name]: bytes },
      {
        ...onDisk,
        has: () => true,
        between: once(() => {
          renameSync(folder(root), join(root, 'away'))
          setTimeout(() => renameSync(join(root, 'away'), folder(root)), 30)
        }),
      },
    )
    const isPart = 'headers' in init && path.startsWith('/files/')
    expect([init, (await ask(path, init)).status, lines]).toEqual([init, isPart ? 206 : 200, []])
  }
})

test.each(ofArticles)(
  '%s whose article is renamed meanwhile leads to where it is then, also after two renames',
  async (_, path, name, bytes) => {
    const folder = (slug: string) => join(root, name, '../..', slug)
    const [second, third] = ['/y/', '/z/'].map((slug) => path.replace('/x/', slug))
    let known = 0
    const { ask, root, lines } = await serveFiles(
      { [name]: bytes },
      {
        ...onDisk,
        has: () => true,
        // What is known of it comes later.
        movedTo(asked) {
          if (asked === path) return [undefined, second, third][known]
          return asked === second && known === 2 ? third : undefined
        },
        between: once(() => {
          renameSync(folder('x'), folder('z'))
          for (const [at, ms] of [20, 80].entries()) setTimeout(() => (known = at + 1), ms)
        }),
      },
    )
    const answer = await ask(`${path}?v=1`)
    expect([answer.status, answer.headers.get('location'), lines]).toEqual([308, `${third}?v=1`, []])
    expect((await ask(third ?? '')).status).toBe(200)
  },
)

test('a picture that was made goes out though the cache of those that were made is emptied', async () => {
  const name = 'content/articles/x/a.jpg'
  const path = '/pictures/480/articles/x/a.jpg'
  const { ask, cache, lines } = await serveFiles(
    { [name]: await jpegPhoto() },
    { ...onDisk, between: () => rmSync(cache, { recursive: true, force: true }) },
  )
  for (let turn = 0; turn < 4; turn++) {
    const answer = await ask(path)
    expect([answer.status, answer.headers.get('content-type'), lines]).toEqual([200, 'image/webp', []])
    expect((await answer.arrayBuffer()).byteLength).toBe(Number(answer.headers.get('content-length')))
  }
})

test('what changes each time that it is read is not there for the moment', async () => {
  let size = 0
  const { ask, root } = await serveFiles(
    { 'public/a.txt': 'Words' },
    { ...onDisk, between: () => writeFileSync(join(root, 'public/a.txt'), 'x'.repeat(++size)) },
  )
  const answer = await ask('/a.txt')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
})
