import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { assertAsFound } from '#lib/as-found.ts'
import type { Log } from '#lib/log.ts'
import { cardVersion, type ShareCard } from '#lib/share-card.ts'
import { type MarkFile, markVersion, type SiteMark } from '#lib/site-mark.ts'
import type { PictureCache } from './cache.ts'
import { DrawingEnded, draw } from './draw.ts'
import type { Variant } from './make.ts'

export type Picture = ({ bytes: Buffer } | { file: string }) & { mark: string }

export type Pictures = ReturnType<typeof createPictures>

/** Goes up with every change of what is made of the same bytes. */
const recipe = 1
/** One of a camera takes some 50 MB. */
const mostAtOnce = 2
/** Milliseconds: the machine may have been busy. */
const tryAgainAfter = 60_000
const mostKnown = 5000

export function createPictures(cache: PictureCache, log?: Log) {
  const hashes = new Map<string, Promise<string>>()
  /** Of which nothing was made: it is not tried each time. */
  const outcomes = new Map<string, { picture: Picture | undefined; until: number }>()
  let hasWarned = false
  const inTurn = limited(mostAtOnce)
  /** Whoever asks for the cards of all articles at once must not keep readers' pictures waiting. */
  const oneCard = limited(1)

  function hashOf(file: string, version: string): Promise<string> {
    const known = hashes.get(version)
    if (known) return known
    const hash = contentHash(file).then(async (hash) => {
      await assertAsFound(file, version)
      return hash
    })
    remember(hashes, version, hash)
    hash.catch(() => hashes.delete(version))
    return hash
  }

  /** Undefined for one that would end the next process, too. */
  async function drawn(file: string, variant: Variant) {
    try {
      return await draw('makeVariant', file, variant)
    } catch (error) {
      if (!(error instanceof DrawingEnded)) throw error
      log?.warn('a picture could not be drawn: save it again as JPEG or PNG', { file, error })
      return undefined
    }
  }

  return {
    /** An icon, or the picture on share cards. @param logo its bytes */
    async mark(name: MarkFile, mark: SiteMark, logo: Buffer | undefined): Promise<Picture> {
      const key = createHash('sha256')
        .update(`${name}${markVersion(mark)}`)
        .digest('hex')
        .slice(0, 40)
      const kept = await cache.find(key)
      if (kept) return { file: kept, mark: key }
      const drawn = { ...mark, logo: mark.logo && logo && { ...mark.logo, bytes: logo } }
      const bytes = await inTurn(() => draw('makeMark', name, drawn))
      void cache.keep(key, bytes)
      return { bytes, mark: key }
    },
    /** Undefined where no font has the letters of the title. @param logo its bytes */
    async card(card: ShareCard, logo: Buffer | undefined): Promise<Picture | undefined> {
      const key = createHash('sha256')
        .update(`card${cardVersion(card)}`)
        .digest('hex')
        .slice(0, 40)
      const kept = await cache.find(key)
      if (kept) return { file: kept, mark: key }
      const drawn = { ...card, logo: card.logo && logo && { ...card.logo, bytes: logo } }
      const bytes = await oneCard(() => inTurn(() => draw('makeCard', drawn)))
      if (!bytes) {
        const message =
          'no font of this machine has the letters of a title, and its share card is that of the site'
        if (!hasWarned) log?.warn(message, { title: card.title })
        hasWarned = true
        return undefined
      }
      void cache.keep(key, bytes)
      return { bytes, mark: key }
    },
    /** @param version of the file, from `versionOf` */
    async get(file: string, version: string, variant: Variant): Promise<Picture | undefined> {
      const wanted = JSON.stringify([recipe, variant])
      const known = outcomes.get(wanted + version)
      if (known && performance.now() < known.until) return known.picture
      const seed = `${wanted}${await hashOf(file, version)}`
      const key = createHash('sha256').update(seed).digest('hex').slice(0, 40)
      const kept = await cache.find(key)
      if (kept) return { file: kept, mark: key }
      const made = await inTurn(() => drawn(file, variant))
      // Another one's picture would be kept as that of this one.
      await assertAsFound(file, version)
      if (made && 'bytes' in made) {
        void cache.keep(key, made.bytes)
        return { bytes: made.bytes, mark: key }
      }
      const picture = made && { file, mark: version }
      const until = made ? Number.POSITIVE_INFINITY : performance.now() + tryAgainAfter
      remember(outcomes, wanted + version, { picture, until })
      return picture
    },
  }
}

async function contentHash(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) hash.update(chunk)
  return hash.digest('hex')
}

function remember<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= mostKnown) known.clear()
  known.set(key, value)
}

function limited(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
