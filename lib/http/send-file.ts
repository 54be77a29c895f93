import { createHash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { absent, NotAsFound, versionOf } from '#lib/as-found.ts'
import { judged, type Part } from './conditions.ts'

type Exchange = { request: IncomingMessage; response: ServerResponse }

type Headers = Record<string, string | string[]>

export const ofTheBody = ['Content-Type', 'Content-Encoding']

/** As it is read. @param file and its version, where the headers were made for one */
export async function sendFile(
  { request, response }: Exchange,
  { file, version }: { file: string; version?: string },
  headers: Headers,
): Promise<void> {
  await withFile(file, response, async (opened) => {
    if (version !== undefined && versionOf(file, opened.state) !== version) throw new NotAsFound(file)
    const size = Number(opened.state.size)
    response.writeHead(200, { ...headers, 'Content-Length': size })
    if (request.method === 'HEAD' || size === 0) return void response.end()
    await send(opened, response, { first: 0, last: size - 1 })
  })
}

/** The whole or a part of it; whether it has changed is asked of the very file that is sent. */
export async function sendDownload(
  { request, response }: Exchange,
  file: string,
  given: Headers,
): Promise<void> {
  await withFile(file, response, async (opened) => {
    const { size: length, mtimeNs } = opened.state
    const [size, modified] = [Number(length), Number(mtimeNs / 1_000_000n)]
    const etag = createHash('sha256').update(`${length} ${mtimeNs}`).digest('base64url').slice(0, 22)
    const { status, part } = judged(request.method, request.headers, { etag, modified, size }, Date.now())
    const headers: Headers = {
      ...given,
      ETag: `"${etag}"`,
      'Last-Modified': new Date(modified).toUTCString(),
      'Accept-Ranges': 'bytes',
    }
    if (status === 304 || status === 412 || status === 416) {
      for (const name of [...ofTheBody, 'Content-Disposition']) delete headers[name]
      const range = status === 416 && { 'Content-Range': `bytes */${size}` }
      const none = status !== 304 && { 'Content-Length': 0 }
      return void response.writeHead(status, { ...headers, ...range, ...none }).end()
    }
    const { first, last } = part ?? { first: 0, last: size - 1 }
    const range = part && { 'Content-Range': `bytes ${first}-${last}/${size}` }
    response.writeHead(status, { ...headers, ...range, 'Content-Length': last - first + 1 })
    if (request.method === 'HEAD' || last < first) return void response.end()
    await send(opened, response, { first, last })
  })
}

type Opened = { handle: FileHandle; state: BigIntStats }

async function withFile(
  file: string,
  response: ServerResponse,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const handle = await open(file).catch(absent)
  if (!handle) throw new NotAsFound(file)
  try {
    const state = await handle.stat({ bigint: true })
    if (!state.isFile()) throw new NotAsFound(file)
    await work({ handle, state })
  } catch (error) {
    if (!response.destroyed) throw error
  } finally {
    await handle.close()
  }
}

async function send(
  { handle, state }: Opened,
  response: ServerResponse,
  { first, last }: Part,
): Promise<void> {
  let isWhole = false

  /** The last piece is kept back until it is sure that all were of one version. */
  async function* pieces(): AsyncGenerator<Buffer> {
    let piece: Buffer | undefined
    let left = last - first + 1
    for await (const next of handle.createReadStream({ start: first, end: last, autoClose: false })) {
      if (piece) yield piece
      piece = next
      left -= next.length
    }
    const { size, mtimeNs } = await handle.stat({ bigint: true })
    isWhole = left === 0 && size === state.size && mtimeNs === state.mtimeNs
    if (isWhole && piece) yield piece
  }

  await pipeline(pieces, response, { end: false })
  // The reader's program sees that something is missing, and asks again.
  if (isWhole) response.end()
  else response.destroy()
}
