import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, readFile, realpath, stat } from 'node:fs/promises'
import { extname, sep } from 'node:path'
import { absent, assertAsFound, versionOf, whileFound } from '#lib/as-found.ts'
import { fileNamed } from '#lib/disk-names.ts'
import { keptName, type OwnFile, ownAddress, ownFiles, ownRoot } from '#lib/own-files.ts'
import { decodable } from '#lib/pictures/decoder.ts'
import type { Focus } from '#lib/pictures/focus.ts'
import type { Variant } from '#lib/pictures/make.ts'
import type { Pictures } from '#lib/pictures/pictures.ts'
import { sitePicture } from '#lib/pictures/share.ts'
import { pictureType } from '#lib/pictures/type.ts'
import { pictureWidths } from '#lib/pictures/widths.ts'
import { publicFiles, revalidated, rulesAt } from '#lib/routes.ts'
import {
  isMarkFile,
  type MarkFile,
  manifest,
  manifestPath,
  markAddress,
  markFiles,
  markVersion,
  siteMark,
} from '#lib/site-mark.ts'
import type { Reading } from './fast-path.ts'
import { type FinishedPage, fileOf, pack, packPlain } from './page.ts'
import type { PageCache } from './page-cache.ts'
import { filePolicy } from './policy.ts'

const types: Readonly<Record<string, string>> = {
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
}

/** Never the texts of the content folder, and no drawings in SVG. */
const pictureEndings = new Set([...decodable, '.gif'])

const ownEndings = new Set(['.svg', '.png', '.woff2'])

/** Milliseconds: three looks at the disk cost several times what sending a file does. */
const lookEvery = 1000
const mostLooks = 2000

type Wanted = { endings?: ReadonlySet<string>; variant?: Variant }

type Loaded = { key: string; page: FinishedPage; cacheControl?: string }

export type Files = {
  find(path: string, query?: string): Promise<Reading | undefined>
  /** Without a look at the disk; undefined, too, when the last one is too long ago. */
  seen(path: string): Reading | undefined
}

/** Feed readers and other sites show pictures of ours. */
const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' }

const buildFiles = '/_next/static/'

const nothing = packPlain('text/plain', Buffer.alloc(0))

/** Each within its root; of a picture only what is made of it is sent. */
export function createFiles(
  roots: { build: string; public: string; content: string; lastGood: string },
  deps: {
    pages: PageCache
    pictures: Pictures
    sharedPicture: (path: string) => { name: string; focus: Focus | undefined } | undefined
  },
): Files {
  const { pages, pictures, sharedPicture } = deps
  const looks = new Map<string, { key: string; cacheControl: string; at: number }>()

  function seen(path: string): Reading | undefined {
    const look = looks.get(path)
    if (!look || performance.now() - look.at > lookEvery) return undefined
    const page = pages.cached(look.key)
    return page && { page, cacheControl: look.cacheControl, headers }
  }

  async function load(root: string, name: string, wanted?: Wanted): Promise<Loaded | undefined> {
    const loaded = await loadIfThere(root, name, wanted)
    return loaded?.page === nothing ? undefined : loaded
  }

  /** Its page is `nothing` where the file is there, and no picture can be made of it. */
  async function loadIfThere(root: string, name: string, wanted: Wanted = {}): Promise<Loaded | undefined> {
    if (name.split('/').some((part) => part.startsWith('.'))) return undefined
    const file = await fileNamed(root, name)
    return file === undefined ? undefined : whileFound(file, () => loadFound(root, file, wanted))
  }

  async function loadFound(
    root: string,
    file: string,
    { endings, variant = { kind: 'whole' } }: Wanted,
  ): Promise<Loaded | undefined> {
    if (!file.startsWith((await realpath(root)) + sep)) return undefined
    const ending = extname(file).toLowerCase()
    const type = types[ending]
    if (!type || (endings && !endings.has(ending))) return undefined
    const state = await stat(file, { bigint: true })
    if (!state.isFile()) return undefined
    // The version stands in the key: a changed file is another entry, and the old one ages out.
    const version = versionOf(file, state)
    const key = `file:${JSON.stringify(variant)}:${version}`
    const isPicture = root !== roots.build && pictureEndings.has(ending)
    const finish = () => {
      if (isPicture) return picture(file, version, variant)
      return state.size > pages.largest ? fileOf(type, version, { file, version }) : inMemory(file, type)
    }
    const page = await pages.get(key, async () => {
      await access(file, constants.R_OK)
      const finished = (await finish()) ?? nothing
      await assertAsFound(file, version)
      const keep = finished !== nothing && !('file' in finished.bytes)
      return { page: finished, cacheTags: new Set<string>(), keep }
    })
    return { key, page }
  }

  async function picture(file: string, version: string, variant: Variant): Promise<FinishedPage | undefined> {
    const found = await pictures.get(file, version, variant)
    if (!found) return undefined
    if ('bytes' in found) return pictureOf(found.bytes, found.mark)
    const { size } = await stat(found.file)
    if (size <= pages.largest) return pictureOf(await readFile(found.file), found.mark)
    const type = pictureType(await firstBytes(found.file))
    return fileOf(type, found.mark, found.file === file ? { file, version } : found)
  }

  function pictureAt(path: string): Promise<Loaded | undefined> | undefined {
    const [, width, name = ''] = /^\/pictures\/(?:(\d+)\/)?((?:articles|authors|pages)\/.+)$/.exec(path) ?? []
    if (width === undefined) return load(roots.content, name, { endings: pictureEndings })
    if (!pictureWidths.includes(Number(width))) return undefined
    const variant: Variant = { kind: 'width', width: Number(width) }
    return load(roots.content, name, { endings: decodable, variant })
  }

  async function shareAt(path: string): Promise<Loaded | undefined> {
    const { name, focus } = sharedPicture(path) ?? {}
    if (name === undefined) return undefined
    const variant: Variant = { kind: 'share', focus }
    const made = await loadIfThere(roots.content, name, { endings: pictureEndings, variant })
    return made?.page === nothing ? look(sitePicture) : made
  }

  /** By an address of before, too: what stands there today. */
  async function ownAt(name: string): Promise<Loaded | undefined> {
    const { logo, darkLogo, font } = ownFiles()
    const own = [logo, darkLogo, font].find((one) => one?.name === name)
    const kept = own && (await load(roots.lastGood, keptName(own), { endings: ownEndings }))
    if (kept || !own) return kept
    // It may be another by now than the one that its address says.
    const unsure = await load(roots.content, own.name, { endings: ownEndings })
    return unsure && { ...unsure, cacheControl: revalidated }
  }

  async function logoOf(own: OwnFile): Promise<Buffer | undefined> {
    const kept = await fileNamed(roots.lastGood, keptName(own))
    const file = kept ?? (await fileNamed(roots.content, own.name))
    return file === undefined ? undefined : whileFound(file, () => readFile(file))
  }

  async function markAt(name: MarkFile): Promise<Loaded | undefined> {
    const mark = siteMark()
    if (!mark) return undefined
    const key = `mark:${markVersion(mark)}:${name}`
    const page = await pages.get(key, async () => {
      const logo = mark.logo && (await logoOf(mark.logo))
      const isOther =
        mark.logo &&
        createHash('sha256')
          .update(logo ?? '')
          .digest('hex') !== mark.logo.version
      // It has just been changed, and the next page names the new one.
      if (isOther) return { page: nothing, cacheTags: new Set<string>(), keep: false }
      const made = await pictures.mark(name, mark, logo)
      const bytes = 'bytes' in made ? made.bytes : await whileFound(made.file, () => readFile(made.file))
      const type = types[extname(name)] ?? ''
      const finished = fileOf(type, made.mark, { plain: bytes })
      return { page: finished, cacheTags: new Set<string>(), keep: true }
    })
    return page === nothing ? undefined : { key, page }
  }

  async function manifestNow(): Promise<Loaded | undefined> {
    const mark = siteMark()
    if (!mark) return undefined
    const text = JSON.stringify(manifest(mark))
    const key = `manifest:${text}`
    const type = types['.webmanifest'] ?? ''
    const page = await pages.get(key, async () => ({
      page: await pack(200, type, text, { policy: filePolicy }),
      cacheTags: new Set<string>(),
      keep: true,
    }))
    return { key, page }
  }

  async function look(path: string): Promise<Loaded | undefined> {
    if (path.startsWith(buildFiles)) return load(roots.build, path.slice(buildFiles.length))
    const [, own] = /^\/_site\/[0-9a-f]{12}\/([^/]+)$/.exec(path) ?? []
    if (own !== undefined) return isMarkFile(own) ? markAt(own) : ownAt(own)
    if (path === manifestPath) return manifestNow()
    // Asked for by what has never seen our pages.
    const usual = Object.keys(markFiles).find((name) => isMarkFile(name) && markFiles[name] === path)
    if (usual && isMarkFile(usual) && siteMark()) return markAt(usual)
    if (path.startsWith('/pictures/share/')) return shareAt(path)
    return path.startsWith('/pictures/') ? pictureAt(path) : load(roots.public, path.slice(1))
  }

  return {
    async find(path) {
      if (!/\.[a-z0-9]+$/i.test(path)) return undefined
      const known = seen(path)
      if (known) return known
      const at = performance.now()
      const loaded = await look(path).catch(absent)
      if (!loaded) return undefined
      const { kind, cacheControl: ofRoute } = rulesAt(path)
      const ofPath = kind === 'file' ? ofRoute : publicFiles
      const cacheControl = isOfBefore(path) ? revalidated : (loaded.cacheControl ?? ofPath)
      if (looks.size >= mostLooks) looks.clear()
      looks.set(path, { key: loaded.key, cacheControl, at })
      return { page: loaded.page, cacheControl, headers }
    },
    seen,
  }
}

/** Asked for by an address that no longer stands in any page. */
function isOfBefore(path: string): boolean {
  const { logo, darkLogo, font } = ownFiles()
  const own = [logo, darkLogo, font].flatMap((one) => (one ? [ownAddress(one)] : []))
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    path.startsWith(ownRoot) && ![...own, ...(isMarkFile(name) ? [markAddress(name)] : [])].includes(path)
  )
}

async function inMemory(file: string, type: string): Promise<FinishedPage> {
  const bytes = await readFile(file)
  const isText = /^(text|application\/(json|xml|manifest)|image\/svg)/.test(type)
  return isText ? pack(200, type, bytes, { policy: filePolicy }) : packPlain(type, bytes)
}

function pictureOf(bytes: Buffer, mark: string): FinishedPage {
  return fileOf(pictureType(bytes), mark, { plain: bytes })
}

async function firstBytes(file: string): Promise<Buffer> {
  return Buffer.concat(await createReadStream(file, { end: 15 }).toArray())
}
