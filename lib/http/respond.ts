import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type FinishedPage, packOnce } from './page.ts'
import { ofTheBody, sendDownload, sendFile } from './send-file.ts'

const gunzipped = promisify(gunzip)

export type Encoding = 'br' | 'gzip' | 'identity'

export type Exchange = { request: IncomingMessage; response: ServerResponse }

/** A page, and what whoever asked for it is told besides. */
export type Sending = {
  page: FinishedPage
  cacheControl: string
  headers?: Readonly<Record<string, string>>
  /** Where it leads, of a page that all old addresses share. */
  location?: string
  /** Decoded, of a page that is there: under which it is counted. */
  path?: string
}

/** 304 when the client has it (RFC 9110, 13.1.2). */
export async function sendPage(exchange: Exchange, sending: Sending): Promise<void> {
  const { request, response } = exchange
  const { page } = sending
  const encoding = encodingOf(page, request.headers['accept-encoding'])
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const headers = headersOf(sending, encoding)
  if ('download' in page.bytes) return sendDownload(exchange, page.bytes.file, headers)
  if (isRead && page.status === 200 && isKnownTo(request.headers['if-none-match'], page.etag)) {
    for (const name of ofTheBody) delete headers[name]
    response.writeHead(304, headers).end()
    return
  }
  if ('file' in page.bytes) return sendFile(exchange, page.bytes, headers)
  const bytes = readyBytes(page, encoding) ?? (await bytesIn(page, encoding))
  response.writeHead(page.status, { ...headers, 'Content-Length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Without a body. */
export function sendRedirect(
  { request, response }: Exchange,
  { status, ...headers }: { status: number; Location: string; 'Set-Cookie'?: string },
  cacheControl = 'no-store',
): void {
  response.writeHead(status, { ...headers, 'Cache-Control': cacheControl, 'Content-Length': 0 }).end()
  if (!request.complete) request.resume()
}

export function headersOf(
  { page, cacheControl, headers }: Sending,
  encoding: Encoding,
): Record<string, string | string[]> {
  const etag = encoding === 'identity' ? page.etag : `${page.etag}-${encoding}`
  return {
    'Cache-Control': cacheControl,
    'Content-Type': page.type,
    ...(page.policy && { 'Content-Security-Policy': page.policy }),
    ...(page.status === 200 && page.etag && { ETag: `"${etag}"` }),
    ...(isText(page) && { Vary: 'Accept-Encoding' }),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ...(page.location && { Location: page.location }),
    ...page.headers,
    ...headers,
  }
}

/** Unpacking a page costs a refused post four times what filling its form in does. */
const unpacked = new Map<Buffer, Buffer>()
const mostUnpacked = 8

/** Bytes. */
const largestUnpacked = 256 * 1024

export async function plainBytes({ bytes }: FinishedPage): Promise<Buffer> {
  if ('file' in bytes) return readFile(bytes.file)
  if ('plain' in bytes) return bytes.plain
  const known = unpacked.get(bytes.gzip)
  if (known) return known
  const plain = await gunzipped(bytes.gzip)
  if (plain.length > largestUnpacked) return plain
  unpacked.set(bytes.gzip, plain)
  for (const oldest of unpacked.keys()) if (unpacked.size > mostUnpacked) unpacked.delete(oldest)
  return plain
}

/** It is sent in as few bytes as the client takes. */
function isText({ bytes }: FinishedPage): boolean {
  return 'gzip' in bytes || ('plain' in bytes && bytes.isSentOnce === true)
}

async function bytesIn(page: FinishedPage, encoding: Encoding): Promise<Buffer> {
  const plain = await plainBytes(page)
  return encoding === 'identity' ? plain : packOnce(plain, encoding)
}

/** Undefined when they would have to be packed, unpacked or read from the disk first. */
export function readyBytes({ bytes }: FinishedPage, encoding: Encoding): Buffer | undefined {
  if ('file' in bytes) return undefined
  if ('plain' in bytes) return bytes.isSentOnce && encoding !== 'identity' ? undefined : bytes.plain
  if (encoding === 'identity') return undefined
  return encoding === 'br' ? bytes.brotli : bytes.gzip
}

export function encodingOf(page: FinishedPage, accepted = ''): Encoding {
  if (!isText(page)) return 'identity'
  const known = bestFor.get(accepted)
  if (known) return known
  const best = bestAmong(accepted)
  if (bestFor.size >= mostAccepted) bestFor.clear()
  bestFor.set(accepted, best)
  return best
}

/** Browsers send one of a few lines. */
const bestFor = new Map<string, Encoding>()
const mostAccepted = 100

/** What is named counts before `*`, whichever comes first (RFC 9110, 12.5.3). */
function bestAmong(accepted: string): Encoding {
  const taken = new Map<string, boolean>()
  for (const part of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim())
    if (!taken.has(name)) taken.set(name, parameters.every(isMoreThanNothing))
  }
  return (['br', 'gzip'] as const).find((name) => taken.get(name) ?? taken.get('*')) ?? 'identity'
}

function isMoreThanNothing(parameter: string): boolean {
  return /^q=(?!0(?:\.0*)?$)[\d.]+$/.test(parameter)
}

export function isKnownTo(header: string | undefined, etag: string): boolean {
  if (!header || !etag) return false
  if (header.trim() === '*') return true
  return header.split(',').some(
    (part) =>
      part
        .trim()
        .replace(/^W\//, '')
        .replace(/^"|(-br|-gzip)?"$/g, '') === etag,
  )
}
