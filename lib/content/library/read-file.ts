import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { readHead, whyNotDecoded } from '#lib/pictures/decoder.ts'
import { heaviestPlace } from '../body/bounds.ts'
import { longestFile } from '../decode.ts'
import { saysDraft } from '../draft.ts'
import type { Schemas } from '../schema.ts'
import { placer } from '../source.ts'
import { fileKind } from './kinds.ts'
import { isSame, look, type Version } from './scan.ts'
import { readSheet, type Sheet } from './sheet.ts'
import { type Packed, pack, whyNotCompiled } from './stock.ts'

/** The size of a picture stands in its first bytes, after what a camera writes there. */
const pictureHead = 512 * 1024

/** What one version of a file says, and its bytes where it is a body that may be shown. */
export type Reading = { sheet: Sheet; packed?: Packed }

/**
 * Reads and checks one version of a file.
 *
 * @param isTried compiles it too, or decodes it: a file that passes every check and still cannot be made into a page, or
 *   into a smaller picture, is a fault
 * @returns undefined when the file is not, or no longer, that version
 */
export async function readFile(
  contentDir: string,
  path: string,
  version: Version,
  schemas: Schemas,
  isTried: boolean,
): Promise<Reading | undefined> {
  const what = fileKind(path)
  if (!what) return undefined
  try {
    const most = what.kind === 'picture' ? pictureHead : longestFile + 1
    const bytes = await bytesOf(contentDir, path, version, most)
    if (!bytes) return undefined
    const read = marked(readSheet(what, bytes, schemas), bytes)
    const file = join(contentDir, version.name ?? path)
    const sheet = bytes.length < version.size ? await withRest(read, file, version) : read
    if (what.kind === 'picture' && isTried) return { sheet: await decoded(file, sheet) }
    if (!mayStand(sheet)) return { sheet }
    const packed = pack(bytes)
    const reason = isTried ? await whyNotCompiled(path, packed) : undefined
    return reason === undefined ? { sheet, packed } : { sheet: withSlip(sheet, unmade(reason)), packed }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error
    const message = `the file cannot be read (${reason}): let the account that runs the site read it`
    return { sheet: { kind: what.kind, slips: [{ line: 1, column: 1, message }] } }
  }
}

/**
 * A picture that was not read to its end: what changed there shows in its size or time, and where a camera wrote more
 * before the picture than that, the decoder looks further.
 */
async function withRest(sheet: Sheet, file: string, { size: bytes, mtimeMs }: Version): Promise<Sheet> {
  if (sheet.kind !== 'picture') return sheet
  const size = sheet.size ?? (await readHead(file).catch(() => undefined))
  if (!size) return sheet
  const { width, height } = size
  const start = sheet.size?.version ?? ''
  return { kind: 'picture', slips: [], size: { width, height, version: `${start} ${bytes} ${mtimeMs}` } }
}

/** Its head is good; the rest may be cut off. The picture stands all the same: browsers show what is there. */
async function decoded(file: string, sheet: Sheet): Promise<Sheet> {
  if (sheet.slips.length) return sheet
  const problem = await whyNotDecoded(file)
  return problem === undefined ? sheet : withSlip(sheet, problem)
}

/** Whether a file holds the bytes that were read of it a moment ago, whatever the clocks say. */
export async function isUnchanged(
  contentDir: string,
  path: string,
  version: Version,
  packed: Packed,
): Promise<boolean> {
  const bytes = await bytesOf(contentDir, path, version, longestFile + 1).catch(() => undefined)
  return bytes !== undefined && Buffer.compare(packed, pack(bytes)) === 0
}

/** A file that needs more time or memory than it may take, told at the place that is the likely reason. */
export async function tooMuch(
  contentDir: string,
  path: string,
  version: Version,
  { message: reason }: Error,
): Promise<Reading | undefined> {
  const kind = fileKind(path)?.kind
  if (!kind) return undefined
  const bytes = await bytesOf(contentDir, path, version, longestFile + 1).catch(() => undefined)
  const text = kind === 'picture' || !bytes ? '' : new TextDecoder().decode(bytes)
  const place = placer(text)(heaviestPlace(text))
  const cure =
    kind === 'picture' ? 'save it again as JPEG or PNG' : 'divide what begins here, or leave it out'
  const sheet: Sheet = { kind, slips: [{ ...place, message: `${reason}: ${cure}` }] }
  return { sheet: bytes ? marked(sheet, bytes) : sheet }
}

/** Notes that a file says of itself to be a draft, whatever else is wrong with it. */
function marked(sheet: Sheet, bytes: Uint8Array): Sheet {
  if (sheet.kind !== 'article' && sheet.kind !== 'page') return sheet
  // Whatever its letters are: the name of the field is plain in most ways of writing them.
  return saysDraft(Buffer.from(bytes).toString('latin1')) ? { ...sheet, isDraft: true } : sheet
}

/** What a writer is told of a file that passes every check and cannot be made into a page. */
export function unmade(reason: string): string {
  return `this cannot be made into a page, although nothing seems wrong with it: ${reason}`
}

export function withSlip(sheet: Sheet, message: string): Sheet {
  return { ...sheet, slips: [...sheet.slips, { line: 1, column: 1, message }] }
}

/** The start of a file; undefined when it is gone or is not this version of it, before or after the reading. */
export async function bytesOf(
  contentDir: string,
  path: string,
  version: Version,
  most: number,
): Promise<Uint8Array | undefined> {
  try {
    const file = await open(join(contentDir, version.name ?? path))
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
