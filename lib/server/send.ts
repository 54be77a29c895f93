import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FinishedPage } from './finish.ts'

const gunzipped = promisify(gunzip)

/** Kept by browsers and proxies, but asked for again each time: a change shows at once. */
export const cachedButChecked = 'public, max-age=0, must-revalidate'

type Sending = { cacheControl: string; headers?: Record<string, string> }

/** Sends a finished page in the best encoding the client takes, or 304 when the client has it (RFC 9110, 13.1.2). */
export async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  page: FinishedPage,
  { cacheControl, headers = {} }: Sending,
): Promise<void> {
  const encoding = 'plain' in page.bytes ? 'identity' : encodingFor(request.headers['accept-encoding'])
  const etag = encoding === 'identity' ? `"${page.etag}"` : `"${page.etag}-${encoding}"`
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const common: Record<string, string | string[]> = {
    'Cache-Control': cacheControl,
    ...(page.policy && { 'Content-Security-Policy': page.policy }),
    ...(page.status === 200 && { ETag: etag }),
    ...(!('plain' in page.bytes) && { Vary: 'Accept-Encoding' }),
    ...(page.location && { Location: page.location }),
    ...page.headers,
    ...headers,
  }
  if (isRead && page.status === 200 && matches(request.headers['if-none-match'], page.etag)) {
    response.writeHead(304, common).end()
    return
  }
  const bytes = await bytesIn(page, encoding)
  response.writeHead(page.status, {
    ...common,
    'Content-Type': page.type,
    'Content-Length': bytes.length,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** The uncompressed bytes of a page. */
export async function plainBytes({ bytes }: FinishedPage): Promise<Buffer> {
  return 'plain' in bytes ? bytes.plain : gunzipped(bytes.gzip)
}

async function bytesIn(page: FinishedPage, encoding: 'br' | 'gzip' | 'identity'): Promise<Buffer> {
  if (encoding === 'identity' || 'plain' in page.bytes) return plainBytes(page)
  return encoding === 'br' ? page.bytes.brotli : page.bytes.gzip
}

function encodingFor(accepted = ''): 'br' | 'gzip' | 'identity' {
  const takes = (name: string) =>
    new RegExp(`(^|,)\\s*(${name}|\\*)\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[\\d.]+)?\\s*(,|$)`, 'i').test(
      accepted,
    )
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}

/** Whether If-None-Match names this page in any of its encodings. */
function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false
  if (header.trim() === '*') return true
  return header.split(',').some(
    (part) =>
      part
        .trim()
        .replace(/^W\//, '')
        .replace(/^"|(-br|-gzip)?"$/g, '') === etag,
  )
}
