import { createReadStream } from 'node:fs'
import { access, constants, readFile, realpath, stat } from 'node:fs/promises'
import { extname, sep } from 'node:path'
import { assertAsFound, versionOf, whileFound } from '#lib/as-found.ts'
import { fileNamed } from '#lib/disk-names.ts'
import { decodable } from '#lib/pictures/decoder.ts'
import type { Variant } from '#lib/pictures/make.ts'
import type { Pictures } from '#lib/pictures/pictures.ts'
import { pictureType } from '#lib/pictures/type.ts'
import { type FinishedPage, fileOf, noTags, pack, packPlain } from './page.ts'
import type { PageCache } from './page-cache.ts'
import { filePolicy } from './policy.ts'

export const fileTypes: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.jfif': 'image/jpeg',
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

/** Never the texts of the content folder. */
export const pictureEndings: ReadonlySet<string> = new Set([...decodable, '.gif'])

type Wanted = { endings?: ReadonlySet<string>; variant?: Variant }

/** `key` is that of the cache of pages. */
export type Loaded = { key: string; page: FinishedPage; cacheControl?: string }

export const nothing = packPlain('text/plain', Buffer.alloc(0))

export type Loader = ReturnType<typeof createLoader>

/** @param build the one folder whose pictures are sent as they are; of others only what is made of them */
export function createLoader({
  build,
  pages,
  pictures,
}: {
  build: string
  pages: PageCache
  pictures: Pictures
}) {
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
    const type = fileTypes[ending]
    if (!type || (endings && !endings.has(ending))) return undefined
    const state = await stat(file, { bigint: true })
    if (!state.isFile()) return undefined
    // The version stands in the key: a changed file is another entry, and the old one ages out.
    const version = versionOf(file, state)
    const key = `file:${JSON.stringify(variant)}:${version}`
    // Drawings of the site itself, and the logo, are sent as they are.
    const isDrawn = ending !== '.svg' || endings === pictureEndings || endings === decodable
    const isPicture = root !== build && pictureEndings.has(ending) && isDrawn
    const finish = () => {
      if (isPicture) return picture(file, version, variant)
      return state.size > pages.largest ? fileOf(type, version, { file, version }) : inMemory(file, type)
    }
    const page = await pages.get(key, async () => {
      await access(file, constants.R_OK)
      const finished = (await finish()) ?? nothing
      await assertAsFound(file, version)
      const isKept = finished !== nothing && !('file' in finished.bytes)
      return isKept ? { ...finished, cacheTags: noTags } : finished
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

  return { load, loadIfThere }
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
