import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { decodable, openPicture } from '#lib/picture-decoder.ts'
import { pictureWidths } from '#lib/pictures.ts'
import { type FinishedPage, filePolicy, onDisk, pack, packPlain } from './finish.ts'
import type { Reading } from './lane.ts'
import type { Pages } from './pages.ts'

const types = new Map(
  Object.entries({
    '.avif': 'image/avif',
    '.css': 'text/css; charset=utf-8',
    '.gif': 'image/gif',
    '.ico': 'image/x-icon',
    '.jpeg': 'image/jpeg',
    '.jpg': 'image/jpeg',
    '.js': 'text/javascript; charset=utf-8',
    '.json': 'application/json; charset=utf-8',
    '.pdf': 'application/pdf',
    '.png': 'image/png',
    '.svg': 'image/svg+xml; charset=utf-8',
    '.txt': 'text/plain; charset=utf-8',
    '.webmanifest': 'application/manifest+json; charset=utf-8',
    '.webp': 'image/webp',
    '.woff2': 'font/woff2',
    '.xml': 'application/xml; charset=utf-8',
  }),
)

/** What may leave the content folder: pictures, never the texts themselves. */
const pictures = new Set(['.avif', '.gif', '.jpeg', '.jpg', '.png', '.svg', '.webp'])

/**
 * Milliseconds for which a file is taken for what it was: three looks at the disk cost several times what sending it
 * does. A browser does not ask again for longer than that.
 */
const lookEvery = 1000
const mostLooks = 2000

type Loaded = { key: string; page: FinishedPage }

export type Files = {
  /** The file at an address, or undefined when there is none. */
  find(path: string): Promise<Reading | undefined>
  /** The same without a look at the disk: undefined, too, when the last one is too long ago. */
  seen(path: string): Reading | undefined
}

/** Feed readers and other sites show pictures of ours. */
const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' }

/**
 * Static files: those of the build, those in `public/`, and the pictures beside the articles; each root is
 * allow-listed, and a link that leads out of its root is not followed.
 */
export function createFiles(roots: { build: string; public: string; content: string }, pages: Pages): Files {
  /** Under which key the file at an address was kept when the disk was looked at last. */
  const looks = new Map<string, { key: string; cacheControl: string; at: number }>()

  function seen(path: string): Reading | undefined {
    const look = looks.get(path)
    if (!look || performance.now() - look.at > lookEvery) return undefined
    const page = pages.kept(look.key)
    return page && { page, cacheControl: look.cacheControl, headers }
  }

  async function load(
    root: string,
    name: string,
    { endings, width }: { endings?: ReadonlySet<string>; width?: number } = {},
  ): Promise<Loaded | undefined> {
    if (name.split('/').some((part) => part.startsWith('.'))) return undefined
    const file = await realpath(join(root, name)).catch(() => undefined)
    if (!file?.startsWith((await realpath(root)) + sep)) return undefined
    // What a link leads to counts, not what it is called.
    const ending = extname(file).toLowerCase()
    const type = types.get(ending)
    if (!type || (endings && !endings.has(ending))) return undefined
    const state = await stat(file)
    if (!state.isFile()) return undefined
    // The version stands in the key: a changed file is another entry, and the old one ages out.
    const version = `${file}@${state.mtimeMs}-${state.size}`
    const key = `file:${width ?? 'whole'}:${version}`
    const whole = () => (state.size > pages.largest ? onDisk(type, file, version) : inMemory(file, type))
    const finish = async () => (width && (await resized(file, width, pages.largest))) || whole()
    const make = async () => ({ page: await finish(), shows: new Set<string>(), keep: true })
    return { key, page: await pages.get(key, make) }
  }

  async function picture(path: string): Promise<Loaded | undefined> {
    const [, width, name = ''] = /^\/pictures\/(?:(\d+)\/)?((?:articles|authors|pages)\/.+)$/.exec(path) ?? []
    const ending = extname(name).toLowerCase()
    if (!pictures.has(ending)) return undefined
    if (width === undefined) return load(roots.content, name, { endings: pictures })
    const fits = pictureWidths.includes(Number(width)) && decodable.has(ending)
    return fits ? load(roots.content, name, { endings: decodable, width: Number(width) }) : undefined
  }

  async function look(path: string): Promise<{ loaded: Loaded | undefined; cacheControl: string }> {
    if (path.startsWith('/_next/static/'))
      return {
        loaded: await load(roots.build, path.slice('/_next/static/'.length)),
        cacheControl: 'public, max-age=31536000, immutable',
      }
    if (path.startsWith('/pictures/'))
      return { loaded: await picture(path), cacheControl: 'public, max-age=300' }
    return { loaded: await load(roots.public, path.slice(1)), cacheControl: 'public, max-age=3600' }
  }

  return {
    async find(path) {
      if (!/\.[a-z0-9]+$/i.test(path)) return undefined
      const known = seen(path)
      if (known) return known
      const at = performance.now()
      const { loaded, cacheControl } = await look(path)
      if (!loaded) return undefined
      if (looks.size >= mostLooks) looks.clear()
      looks.set(path, { key: loaded.key, cacheControl, at })
      return { page: loaded.page, cacheControl, headers }
    },
    seen,
  }
}

async function inMemory(file: string, type: string): Promise<FinishedPage> {
  const bytes = await readFile(file)
  const isText = /^(text|application\/(json|xml|manifest)|image\/svg)/.test(type)
  return isText ? pack(200, type, bytes.toString(), { policy: filePolicy }) : packPlain(type, bytes)
}

/**
 * A picture made smaller; undefined where the original is to stand in: it weighs less, as a drawing of few colours may,
 * or it is no picture, or one of too many pixels.
 *
 * @param largest bytes that the smaller one may have
 */
async function resized(file: string, width: number, largest: number): Promise<FinishedPage | undefined> {
  const picture = await openPicture(file)
  const { size } = await stat(file)
  const smaller = await picture
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer()
    .catch(() => undefined)
  return smaller && smaller.length < Math.min(size, largest) ? packPlain('image/webp', smaller) : undefined
}
