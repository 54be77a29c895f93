import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { compileBody } from '../body/compile.ts'
import type { PictureAt } from '../body/pictures.ts'
import { decode } from '../decode.ts'
import { takeApart } from '../front-matter.ts'
import { inWorker } from './worker-pool.ts'

/** Compiled bodies kept ready, in bytes: some hundreds of articles; the rest is compiled again when asked for. */
const mostCompiled = 4 * 1024 * 1024
/** A version that no longer stands is kept so long for pages that are being rendered from it, in milliseconds. */
const grace = 60_000

/** One version of a file. */
export type Source = {
  path: string
  hash: string
  /** Whether it is compiled in less time than others notice. */
  isLight: boolean
  /** The pictures it names. */
  pictures: readonly { to: string }[]
}

/** A file as it is kept: small, because there may be ten thousand. */
export type Packed = Uint8Array

export function pack(file: Uint8Array): Packed {
  // A copy: what zlib gives is a view of a much larger buffer.
  return new Uint8Array(deflateRawSync(file, { level: 3 }))
}

/**
 * The bodies of the versions that stand. Each stays here from the moment it was found good: its file may be broken or
 * half-written by the time a reader asks for it.
 */
export type Stock = {
  keep(source: Source, file: Packed): void
  has(source: Source): boolean
  /** Says which versions no longer stand. @param now milliseconds of a clock that never jumps */
  retire(source: Source, now: number): void
  sweep(now: number): void
  /** @returns undefined when this version is not kept */
  compiled(source: Source, pictureAt: PictureAt): Promise<string> | undefined
  /** To be compiled anew, because a picture has changed. */
  stale(source: Source): void
}

/**
 * Tries what a reader's request would do, before a version takes the place of another.
 *
 * @returns why it cannot be made into a page; undefined when all is well
 */
export async function whyNotCompiled(path: string, file: Packed): Promise<string | undefined> {
  try {
    await compiledFrom(path, file, () => undefined)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** @param file one that was checked */
export async function compiledFrom(path: string, file: Packed, pictureAt: PictureAt): Promise<string> {
  const decoded = decode(inflateRawSync(file))
  const body = 'text' in decoded ? takeApart(decoded.text).body?.text : undefined
  return inOnePiece(await compileBody(body ?? '', path.endsWith('.md') ? 'md' : 'mdx', pictureAt))
}

/** In a thread of its own, so that everybody else is answered meanwhile. */
async function compiledApart(
  { path, pictures }: Source,
  file: Packed,
  pictureAt: PictureAt,
): Promise<string> {
  const placed = pictures.flatMap(({ to }) => {
    const picture = pictureAt(to)
    return picture ? [[to, picture] as const] : []
  })
  return inOnePiece(await inWorker({ kind: 'compile', path, file, pictures: new Map(placed) }))
}

/** The same text: as it comes from the compiler it is a tree of its parts, three times as large. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString()
}

export function createStock(): Stock {
  const kept = new Map<string, Packed>()
  const retired = new Map<string, number>()
  const ready = new Map<string, { code: Promise<string>; bytes: number }>()
  let bytes = 0
  const keyOf = ({ path, hash }: Source) => `${path} ${hash}`

  function drop(key: string): void {
    bytes -= ready.get(key)?.bytes ?? 0
    ready.delete(key)
  }

  function compile(key: string, source: Source, file: Packed, pictureAt: PictureAt): Promise<string> {
    const code = source.isLight
      ? compiledFrom(source.path, file, pictureAt)
      : compiledApart(source, file, pictureAt)
    const entry = { code, bytes: 0 }
    ready.set(key, entry)
    code.then(
      (text) => {
        if (ready.get(key) !== entry) return
        entry.bytes = text.length
        bytes += entry.bytes
        for (const oldest of ready.keys()) {
          if (bytes <= mostCompiled || oldest === key) break
          drop(oldest)
        }
      },
      () => ready.get(key) === entry && drop(key),
    )
    return code
  }

  return {
    keep(source, file) {
      kept.set(keyOf(source), file)
      retired.delete(keyOf(source))
    },
    has: (source) => kept.has(keyOf(source)),
    retire: (source, now) => void retired.set(keyOf(source), now),
    sweep(now) {
      for (const [key, at] of retired) {
        if (now - at < grace) continue
        retired.delete(key)
        kept.delete(key)
        drop(key)
      }
    },
    stale: (source) => drop(keyOf(source)),
    compiled(source, pictureAt) {
      const key = keyOf(source)
      const there = ready.get(key)
      if (there) {
        // Back to the young end of the map: what is read stays.
        ready.delete(key)
        ready.set(key, there)
        return there.code
      }
      const file = kept.get(key)
      return file && compile(key, source, file, pictureAt)
    },
  }
}
