import { absent } from '#lib/as-found.ts'
import type { SharedPicture } from '#lib/content/shared-picture.ts'
import { decodable } from '#lib/pictures/decoder.ts'
import type { Variant } from '#lib/pictures/make.ts'
import type { Pictures } from '#lib/pictures/pictures.ts'
import { sitePicture } from '#lib/pictures/share.ts'
import { pictureAddress } from '#lib/pictures/widths.ts'
import { publicFiles, revalidated, rulesAt } from '#lib/routes.ts'
import { createLoader, type Loaded, nothing, pictureEndings } from './load-file.ts'
import { createOwnFiles } from './own-files.ts'
import type { PageCache } from './page-cache.ts'
import type { Sending } from './respond.ts'

/** Milliseconds: three looks at the disk cost several times what sending a file does. */
const lookEvery = 1000
const mostLooks = 2000

export type Files = {
  find(path: string, query?: string): Promise<Sending | undefined>
  /** Without a look at the disk; undefined, too, when the last one is too long ago. */
  seen(path: string): Sending | undefined
}

/** Feed readers and other sites show pictures of ours. */
const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' }

const buildFiles = '/_next/static/'

function sizedVariant(width: number, isAvif: boolean): Variant {
  return isAvif ? { kind: 'avif', width } : { kind: 'width', width }
}

/** Each within its root; of a picture only what is made of it is sent. */
export function createFiles(
  roots: { build: string; public: string; content: string; lastGood: string },
  deps: {
    pages: PageCache
    pictures: Pictures
    sharedPicture: (path: string) => SharedPicture | undefined
  },
): Files {
  const { pages, pictures, sharedPicture } = deps
  const { load, loadIfThere } = createLoader({ build: roots.build, pages, pictures })
  const own = createOwnFiles(roots, { pages, pictures, load })
  const looks = new Map<string, { key: string; cacheControl: string; at: number }>()

  function seen(path: string): Sending | undefined {
    const look = looks.get(path)
    if (!look || performance.now() - look.at > lookEvery) return undefined
    const page = pages.cached(look.key)
    return page && { page, cacheControl: look.cacheControl, headers }
  }

  function pictureAt(path: string): Promise<Loaded | undefined> | undefined {
    const { name, width, format } = pictureAddress(path) ?? {}
    if (name === undefined) return undefined
    if (format === 'own') return load(roots.content, name, { endings: pictureEndings })
    if (format === 'small')
      return load(roots.content, name, { endings: pictureEndings, variant: { kind: 'small' } })
    const variant: Variant = width === undefined ? { kind: 'plain' } : sizedVariant(width, format === 'avif')
    return load(roots.content, name, { endings: decodable, variant })
  }

  async function shareAt(path: string): Promise<Loaded | undefined> {
    const shared = sharedPicture(path)
    if (!shared) return undefined
    if ('card' in shared) return (await own.card(shared.card)) ?? look(sitePicture)
    const { name, focus } = shared
    const variant: Variant = { kind: 'share', focus }
    const made = await loadIfThere(roots.content, name, { endings: pictureEndings, variant })
    return made?.page === nothing ? look(sitePicture) : made
  }

  async function look(path: string): Promise<Loaded | undefined> {
    if (path.startsWith(buildFiles)) return load(roots.build, path.slice(buildFiles.length))
    const ofSite = own.at(path)
    if (ofSite) return ofSite
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
      const cacheControl = own.isOfBefore(path) ? revalidated : (loaded.cacheControl ?? ofPath)
      if (looks.size >= mostLooks) looks.clear()
      looks.set(path, { key: loaded.key, cacheControl, at })
      return { page: loaded.page, cacheControl, headers }
    },
    seen,
  }
}
