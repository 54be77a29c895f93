import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import type { PictureMoves } from '#lib/content/picture-moves.ts'
import type { Context } from '#lib/context.ts'
import { withDownloads } from '#lib/http/downloads.ts'
import { createHandler } from '#lib/http/handler.ts'
import { followPictures } from '#lib/http/moved-pictures.ts'
import { createPageCache } from '#lib/http/page-cache.ts'
import { watchPosts } from '#lib/http/post-health.ts'
import { createFiles, type Files } from '#lib/http/static-files.ts'
import { createLog } from '#lib/log.ts'
import { openPictureCache } from '#lib/pictures/cache.ts'
import { createPictures } from '#lib/pictures/pictures.ts'

type Options = {
  pageMemory?: number
  isLinked?: (place: string) => boolean
  /** Where an old address leads; the content is known to hold what `has` says. */
  movedTo?: PictureMoves['movedTo']
  has?: PictureMoves['has']
  /** What happens between any file's being found and its being opened. */
  between?: (path: string) => unknown
  /** What happens between a picture's being read for its hash and its being made smaller. */
  beforeMaking?: () => unknown
}

/** Files of a folder behind the entry of the site, on a port, with no site around it. */
export async function serveFiles(all: Record<string, Buffer | string>, options: Options = {}) {
  const root = await mkdtemp(join(tmpdir(), 'broadsheet-served-'))
  // A picture may still be on its way to the cache.
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 50 }))
  const roots = {
    build: join(root, 'build'),
    public: join(root, 'public'),
    content: join(root, 'content'),
    lastGood: join(root, 'last-good'),
  }
  const { content } = roots
  for (const folder of [...Object.values(roots), join(root, 'data')]) await mkdir(folder)
  for (const folder of ['articles', 'authors', 'files', 'pages']) await mkdir(join(content, folder))
  for (const [name, bytes] of Object.entries(all)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes)
  }
  const lines: string[] = []
  const log = createLog('error', (line) => lines.push(line))
  const pages = createPageCache(options.pageMemory ?? 20e6)
  const cache = join(root, 'data', 'cache', 'pictures')
  const kept = openPictureCache({ folder: cache, maxBytes: 1e9, log })
  const pictures = createPictures({
    ...kept,
    async find(key) {
      const found = await kept.find(key)
      await options.beforeMaking?.()
      return found
    },
  })
  const sharedPicture = (path: string) => {
    const name = /^\/pictures\/share\/\w+\/(.+)$/.exec(path)?.[1]
    return name === undefined ? undefined : { name, focus: undefined }
  }
  const found = withDownloads(createFiles(roots, { pages, pictures, sharedPicture }), {
    content,
    isLinked: options.isLinked ?? (() => true),
  })
  const between: Files = {
    seen: found.seen,
    async find(path) {
      const reading = await found.find(path)
      if (reading) await options.between?.(path)
      return reading
    },
  }
  const moves: PictureMoves = {
    nameOf: (path) => /^\/(?:pictures\/(?:\d+\/)?|files\/)((?:articles|pages)\/.+)$/.exec(path)?.[1],
    movedTo: options.movedTo ?? (() => undefined),
    has: options.has ?? (() => false),
  }
  const read = parseSettings({})
  if ('problems' in read) throw new Error('settings')
  const html = Buffer.from('<html><head><title>A page</title></head><body></body></html>')
  const entry = createHandler({
    figures: { view: () => undefined, search: () => undefined, share: () => undefined },
    framework: {
      get: async () => ({
        ...{ status: 200, type: 'text/html', location: undefined, body: html },
        ...{ cookies: [], disposition: undefined },
      }),
    },
    ...{ pages, files: followPictures(between, content, moves) },
    status: { answer: async () => undefined },
    routes: () => ({ kind: 'missing' }),
    finish: (text) => ({ html: text, policy: '' }),
    ...{ posts: { count: () => 0 }, postHealth: watchPosts(), forms: {}, bodyDeadline: 5_000 },
    context: { settings: read.settings, log, newId: () => 'id', now: () => Date.now() } as Context,
    ...{ clientOf: () => 'client', stopping: () => false, nearest: { find: () => [] } },
  })
  const server = createServer((request, response) => {
    if (!entry.answerFast(request, response)) entry.answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })
  return { root, content, cache, port, ask, lines, pages }
}
