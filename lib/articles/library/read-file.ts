import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { longestFile } from '../decode.ts'
import type { Schemas } from '../schema.ts'
import { fileKind } from './kinds.ts'
import { isSame, look, type Version } from './scan.ts'
import { readSheet, type Sheet } from './sheet.ts'
import { type Packed, pack } from './stock.ts'

/** The size of a picture stands in its first bytes, after what a camera writes there. */
const pictureHead = 512 * 1024

/** What one version of a file says, and its bytes where it is a body that may be shown. */
export type Reading = { sheet: Sheet; packed?: Packed }

/**
 * Reads and checks one version of a file.
 *
 * @param ahead what was made of the file a moment ago: taken when its bytes are the same, whatever the clocks say
 * @returns undefined when the file is not, or no longer, that version
 */
export async function readFile(
  contentDir: string,
  path: string,
  version: Version,
  schemas: Schemas,
  ahead?: Reading,
): Promise<Reading | undefined> {
  const what = fileKind(path)
  if (!what) return undefined
  try {
    const bytes = await bytesOf(
      contentDir,
      path,
      version,
      what.kind === 'picture' ? pictureHead : longestFile + 1,
    )
    if (!bytes) return undefined
    if (ahead?.packed && Buffer.compare(ahead.packed, pack(bytes)) === 0)
      return { sheet: ahead.sheet, packed: ahead.packed }
    // A copy: parts of the text would keep all of it in memory.
    const sheet = structuredClone(readSheet(what, bytes, schemas))
    return mayStand(sheet) ? { sheet, packed: pack(bytes) } : { sheet }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error
    const message = `the file cannot be read (${reason}): let the account that runs the site read it`
    return { sheet: { kind: what.kind, slips: [{ line: 1, column: 1, message }] } }
  }
}

/** The start of a file; undefined when it is gone or is not this version of it, before or after the reading. */
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

/** Whether the last of so many bytes of a file ends a line; one that cannot be read is left to whoever reads it. */
export async function endsALine(contentDir: string, path: string, size: number): Promise<boolean> {
  if (!size) return false
  try {
    const file = await open(join(contentDir, path))
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(1), 0, 1, size - 1)
      return bytesRead === 1 && buffer[0] === 10
    } finally {
      await file.close()
    }
  } catch {
    return true
  }
}

function mayStand(sheet: Sheet): boolean {
  return (sheet.kind === 'article' || sheet.kind === 'page') && !sheet.slips.length
}
