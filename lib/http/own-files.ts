import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { whileFound } from '#lib/as-found.ts'
import { fileNamed } from '#lib/disk-names.ts'
import { keptName, type Logo, type OwnFile, ownAddress, ownFiles, ownRoot } from '#lib/own-files.ts'
import type { Picture, Pictures } from '#lib/pictures/pictures.ts'
import { revalidated } from '#lib/routes.ts'
import { cardVersion, type ShareCard } from '#lib/share-card.ts'
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
import { suggestAddress, suggestName, suggestScript } from '#lib/suggest-script.ts'
import { fileTypes, type Loaded, type Loader, nothing } from './load-file.ts'
import { fileOf, noTags, pack } from './page.ts'
import type { PageCache } from './page-cache.ts'
import { filePolicy } from './policy.ts'

const ownEndings = new Set(['.svg', '.png', '.woff2'])

/** The organisation's logo and typeface, and icons, manifest and share card that are made of its logo or name. */
export function createOwnFiles(
  roots: { content: string; lastGood: string },
  { pages, pictures, load }: { pages: PageCache; pictures: Pictures; load: Loader['load'] },
) {
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
    const type = fileTypes[extname(name)] ?? ''
    return drawn(`mark:${markVersion(mark)}:${name}`, type, mark.logo, (logo) =>
      pictures.mark(name, mark, logo),
    )
  }

  /** Of an article without a picture; undefined where it cannot be drawn. */
  function card(of: ShareCard): Promise<Loaded | undefined> {
    return drawn(`card:${cardVersion(of)}`, 'image/png', of.logo, (logo) => pictures.card(of, logo))
  }

  async function drawn(
    key: string,
    type: string,
    logo: Logo | undefined,
    draw: (logo: Buffer | undefined) => Promise<Picture | undefined>,
  ): Promise<Loaded | undefined> {
    const page = await pages.get(key, async () => {
      const file = logo && (await logoOf(logo))
      const isOther =
        logo &&
        createHash('sha256')
          .update(file ?? '')
          .digest('hex') !== logo.version
      // It has just been changed, and the next page names the new one.
      const made = isOther ? undefined : await draw(file)
      if (!made) return nothing
      const bytes = 'bytes' in made ? made.bytes : await whileFound(made.file, () => readFile(made.file))
      return { ...fileOf(type, made.mark, { plain: bytes }), cacheTags: noTags }
    })
    return page === nothing ? undefined : { key, page }
  }

  async function manifestNow(): Promise<Loaded | undefined> {
    const mark = siteMark()
    if (!mark) return undefined
    const text = JSON.stringify(manifest(mark))
    const key = `manifest:${text}`
    const type = fileTypes['.webmanifest'] ?? ''
    const kept = { policy: filePolicy, cacheTags: noTags }
    const page = await pages.get(key, () => pack(200, type, text, kept))
    return { key, page }
  }

  async function suggestions(): Promise<Loaded> {
    // By its address alone the fast path would take it for a page.
    const key = `script:${suggestAddress}`
    const kept = { policy: filePolicy, cacheTags: noTags }
    const page = await pages.get(key, () => pack(200, fileTypes['.js'] ?? '', suggestScript, kept))
    return { key, page }
  }

  return {
    /** Undefined, without a promise, for every other address. */
    at(path: string): Promise<Loaded | undefined> | undefined {
      const [, own] = /^\/_site\/[0-9a-f]{12}\/([^/]+)$/.exec(path) ?? []
      if (own === suggestName) return suggestions()
      if (own !== undefined) return isMarkFile(own) ? markAt(own) : ownAt(own)
      if (path === manifestPath) return manifestNow()
      // Asked for by what has never seen our pages.
      const usual = Object.keys(markFiles).find((name) => isMarkFile(name) && markFiles[name] === path)
      return usual && isMarkFile(usual) && siteMark() ? markAt(usual) : undefined
    },
    card,
    isOfBefore,
  }
}

/** Asked for by an address that no longer stands in any page. */
function isOfBefore(path: string): boolean {
  const { logo, darkLogo, font } = ownFiles()
  const own = [logo, darkLogo, font].flatMap((one) => (one ? [ownAddress(one)] : []))
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    path.startsWith(ownRoot) &&
    ![suggestAddress, ...own, ...(isMarkFile(name) ? [markAddress(name)] : [])].includes(path)
  )
}
