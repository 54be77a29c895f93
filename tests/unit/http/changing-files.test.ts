import { createHash } from 'node:crypto'
import { once as nextOf } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { connect, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { changeOwnFiles } from '#lib/own-files.ts'
import { serveFiles } from '../../support/file-server.ts'
import { patience } from '../../support/patience.ts'
import { edgesOf, jpegPhoto, metadataIn } from '../../support/photos.ts'
import { rawGet } from '../../support/raw.ts'

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

/** Blue, and the photo that takes its place is red above. */
const blue = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#00c' } })
  .jpeg()
  .toBuffer()

test.each(['', '/480', '/share/0123456789'])(
  'a picture at /pictures%s that is replaced while it is made is the new one, and when the old one comes again, it',
  async (variant) => {
    const name = 'content/articles/x/a.jpg'
    const { ask, root, lines } = await serveFiles(
      { [name]: blue, 'other.jpg': await jpegPhoto({ width: 90, height: 60 }) },
      {
        beforeMaking: once(() => {
          renameSync(join(root, name), join(root, 'first.jpg'))
          renameSync(join(root, 'other.jpg'), join(root, name))
        }),
      },
    )
    const top = async () => {
      const answer = await ask(`/pictures${variant}/articles/x/a.jpg`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect([answer.status, await metadataIn(bytes), lines]).toEqual([200, [], []])
      return (await edgesOf(bytes))[0]
    }
    expect(await top()).toBe('red')
    renameSync(join(root, 'first.jpg'), join(root, name))
    await expect.poll(top, { timeout: patience }).toBe('blue')
  },
)

/** Bytes: more than fit between a server and a reader who does not read on. */
const large = 24e6

describe.each([
  ['a download', '/files/a.pdf', 'content/files/a.pdf', []],
  ['a part of a download', '/files/a.pdf', 'content/files/a.pdf', ['Range: bytes=1-']],
  ['a large file of the site', '/a.txt', 'public/a.txt', []],
] as const)('%s', (_, path, name, headers) => {
  const during = async (act: (file: string, root: string) => void) => {
    const { port, root, lines } = await serveFiles({
      [name]: Buffer.alloc(large, 'a'),
      other: Buffer.alloc(large, 'b'),
    })
    const socket = connect(port, '127.0.0.1')
    socket.write(rawGet(path, ...headers, 'Connection: close'))
    const { head, begun } = await beginningOf(socket)
    act(join(root, name), root)
    const pieces = [begun]
    for await (const piece of socket) pieces.push(piece)
    expect(lines).toEqual([])
    const promised = Number(/content-length: (\d+)/i.exec(head)?.[1])
    expect(promised).toBe(headers.length ? large - 1 : large)
    return { body: Buffer.concat(pieces), promised }
  }

  test.each<[string, (file: string, root: string) => void]>([
    ['is replaced', (file, root) => renameSync(join(root, 'other'), file)],
    ['is deleted', (file) => rmSync(file)],
    ['moves with its folder', (file, root) => renameSync(dirname(file), join(root, 'away'))],
  ])('that %s while it is sent comes whole', async (_how, act) => {
    const { body, promised } = await during(act)
    expect([body.length, body.includes('b')]).toEqual([promised, false])
  })

  test.each<[string, (file: string) => void]>([
    ['is cut short', (file) => truncateSync(file, 1000)],
    ['is written over', (file) => writeFileSync(file, Buffer.alloc(large + 5, 'b'))],
    ['grows, as one that is still being copied', (file) => appendFileSync(file, 'more')],
  ])('that %s while it is sent does not look whole', async (_how, act) => {
    const { body, promised } = await during(act)
    expect(body.length).toBeLessThan(promised)
  })
})

/** Then it is not read on. */
async function beginningOf(socket: Socket): Promise<{ head: string; begun: Buffer }> {
  let got = Buffer.alloc(0)
  while (!got.includes('\r\n\r\n')) {
    await nextOf(socket, 'readable')
    got = Buffer.concat([got, socket.read() ?? Buffer.alloc(0)])
  }
  const end = got.indexOf('\r\n\r\n') + 4
  return { head: got.toString('latin1', 0, end), begun: got.subarray(end) }
}

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40"/></svg>'

function withLogo(): string {
  const version = createHash('sha256').update(logo).digest('hex')
  changeOwnFiles({ logo: { name: 'logo.svg', version, width: 120, height: 40 } })
  onTestFinished(() => changeOwnFiles({}))
  return version.slice(0, 12)
}

test('a logo that goes is not there, and one whose kept copy goes is taken from its folder', async () => {
  const version = withLogo()
  for (const [gone, status] of [
    ['content/logo.svg', 404],
    [`last-good/${version}-logo.svg`, 200],
  ] as const) {
    const { ask, root, lines } = await serveFiles(
      { 'content/logo.svg': logo, [gone]: logo },
      { ...onDisk, between: once(() => rmSync(join(root, gone))) },
    )
    expect([gone, (await ask(`/_site/${version}/logo.svg`)).status, lines]).toEqual([gone, status, []])
  }
})

test('an icon is made again where the cache of those that were made is emptied while it is read', async () => {
  withLogo()
  let isFull = false
  const { ask, cache, lines, pages } = await serveFiles(
    { 'content/logo.svg': logo },
    { beforeMaking: () => isFull && rmSync(cache, { recursive: true, force: true }) },
  )
  expect((await ask('/favicon.ico')).status).toBe(200)
  await vi.waitFor(() => expect(readdirSync(cache)).toHaveLength(1), patience)
  isFull = true
  pages.invalidateAll()
  expect([(await ask('/favicon.ico')).status, lines]).toEqual([200, []])
})
