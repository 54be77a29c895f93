import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { longestFile } from '../decode.ts'
import type { Schemas } from '../schema.ts'
import type { Cache } from './cache.ts'
import { fileKind } from './kinds.ts'
import { isSame, look, type Version } from './scan.ts'
import { readSheet, type Sheet } from './sheet.ts'
import { type Packed, pack } from './stock.ts'
import type { ReadFile } from './world.ts'

/** The size of a picture stands in its first bytes, after what a camera writes there. */
const pictureHead = 512 * 1024
const atOnce = 8

/** A file that was read, and its bytes where it is a body that may be shown. */
export type Fresh = ReadFile & { packed?: Packed }

/**
 * Reads these versions.
 *
 * @returns what was read by path; a file that changed while it was read is missing
 */
export async function readFiles(
  contentDir: string,
  versions: ReadonlyMap<string, Version>,
  schemas: Schemas,
  cache?: Cache,
): Promise<Map<string, Fresh>> {
  const fresh = new Map<string, Fresh>()
  const queue = versions.entries()
  const worker = async () => {
    for (const [path, version] of queue) {
      const what = fileKind(path)
      if (!what) continue
      const cached = cache?.get(path, version)
      if (cached) fresh.set(path, { version, what, sheet: cached })
      else {
        const bytes = await bytesOf(
          contentDir,
          path,
          version,
          what.kind === 'picture' ? pictureHead : longestFile + 1,
        )
        if (!bytes) continue
        const sheet = readSheet(what, bytes, schemas)
        fresh.set(path, { version, what, sheet, ...(mayStand(sheet) ? { packed: pack(bytes) } : {}) })
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, versions.size) }, worker))
  return fresh
}

/** Reads the start of a file; undefined when it is gone or is not this version of it, before or after the reading. */
export async function bytesOf(
  contentDir: string,
  path: string,
  version: Version,
  most: number,
): Promise<Uint8Array | undefined> {
  try {
    const file = await open(join(contentDir, path))
    try {
      const length = Math.min(most, version.size)
      const buffer = new Uint8Array(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, filled)
        if (!bytesRead) return undefined
        filled += bytesRead
      }
      const after = await look(contentDir, [path])
      return isSame(after.get(path), version) ? buffer : undefined
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function mayStand(sheet: Sheet): boolean {
  return (sheet.kind === 'article' || sheet.kind === 'page') && !sheet.slips.length
}
