import { createHash, hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type BrotliOptions, brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import { encodedPath } from '#lib/content/path.ts'
import type { Searched } from '#lib/request-context.ts'
import { filePolicy, policyWith } from './policy.ts'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

export const htmlType = 'text/html; charset=utf-8'

export type FinishedPage = {
  status: number
  type: string
  /** Plain where compressing gains nothing, or is done as it is sent; a large file, and a download, is read then. */
  bytes:
    | { brotli: Buffer; gzip: Buffer }
    | { plain: Buffer; isSentOnce?: true }
    | { file: string; version?: string; download?: true }
  /** Strong, of the uncompressed bytes, without quotes. */
  etag: string
  policy: string
  location?: string
  /** Set-Cookie, Content-Disposition: for this page alone. */
  headers?: Record<string, string | string[]>
  searched?: Searched
  /** It is kept until one of them is invalidated; without them it is made anew for whoever asks. */
  cacheTags?: ReadonlySet<string> | undefined
}

/** Of what ages out by itself: its version stands in its key. */
export const noTags: ReadonlySet<string> = new Set()

/** From 7 on a page takes up to ten times as long, and 32 MB for a moment, to become not one per cent smaller. */
const kept = { brotli: 6, gzip: 9 }

/** A page that is sent once has to be there soon. */
const sentOnce = { brotli: 4, gzip: 5 }

export async function pack(
  status: number,
  type: string,
  text: string | Buffer,
  {
    isSentOnce,
    ...rest
  }: Partial<Pick<FinishedPage, 'policy' | 'location' | 'headers' | 'cacheTags'>> & {
    isSentOnce?: boolean
  } = {},
): Promise<FinishedPage> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  if (isSentOnce) {
    const etag = await validatorInSlices(bytes)
    return { status, type, bytes: { plain: bytes, isSentOnce }, etag, policy: policyWith({}), ...rest }
  }
  const [brotliBytes, gzipBytes, etag] = await Promise.all([
    brotli(bytes, brotliOptions(bytes, kept.brotli)),
    gzipped(bytes, { level: kept.gzip }),
    validatorInSlices(bytes),
  ])
  return {
    status,
    type,
    bytes: { brotli: inOwnMemory(brotliBytes), gzip: inOwnMemory(gzipBytes) },
    etag,
    policy: policyWith({}),
    ...rest,
  }
}

/** Bytes that are compressed between two answers: a millisecond or two. */
const mostAtOnce = 200_000
/** Bytes: zlib's last piece outlives the small collections, and enough of them bring on a large one. */
const chunkSize = 2_048

/** For whoever asked, and in their encoding alone. */
export async function packOnce(bytes: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const options = encoding === 'gzip' ? { level: sentOnce.gzip } : brotliOptions(bytes, sentOnce.brotli)
  // In a thread of zlib's all that waits for it outlives the small collections: docs/decisions/0007-memory.md.
  if (bytes.length <= mostAtOnce)
    return (encoding === 'gzip' ? gzipSync : brotliCompressSync)(bytes, { ...options, chunkSize })
  return (encoding === 'gzip' ? gzipped : brotli)(bytes, options)
}

function brotliOptions({ length }: Buffer, quality: number): BrotliOptions {
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: length,
      [constants.BROTLI_PARAM_LGWIN]: windowFor(length),
    },
  }
}

/** A window larger than the text takes megabytes and gains nothing. */
function windowFor(length: number): number {
  const { BROTLI_MIN_WINDOW_BITS: least, BROTLI_DEFAULT_WINDOW: most } = constants
  return Math.min(Math.max(Math.ceil(Math.log2(length + 1)), least), most)
}

/** What zlib gives is a part of its piece of 16 kB. */
function inOwnMemory(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}

export function packPlain(type: string, bytes: Buffer): FinishedPage {
  return { status: 200, type, bytes: { plain: bytes }, etag: validator(bytes), policy: filePolicy }
}

/** @param path not yet escaped */
export function targetOf(path: string, query: string): string {
  return encodedPath(path) + (query && `?${query}`)
}

export function movedTo(path: string, query = ''): FinishedPage {
  return {
    ...{ status: 308, type: htmlType, bytes: { plain: Buffer.alloc(0) }, etag: '' },
    ...{ policy: policyWith({}), location: targetOf(path, query) },
  }
}

/** @param state what changes with its content: the validator is the same from memory or disk, in any process */
export function fileOf(type: string, state: string, bytes: FinishedPage['bytes']): FinishedPage {
  return { status: 200, type, bytes, etag: validator(state), policy: filePolicy }
}

function validator(content: Buffer | string): string {
  return hash('sha256', content, 'base64url').slice(0, validatorLetters)
}

const validatorLetters = 22
/** Bytes that are hashed before others have their turn: the sitemap of a large site has ten million. */
const slice = 1e6

async function validatorInSlices(bytes: Buffer): Promise<string> {
  if (bytes.length <= slice) return validator(bytes)
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += slice) {
    if (at) await setImmediate()
    hash.update(bytes.subarray(at, at + slice))
  }
  return hash.digest('base64url').slice(0, validatorLetters)
}
