import type { IncomingMessage, ServerResponse } from 'node:http'
import { namesOneHost } from './host.ts'
import type { FinishedPage } from './page.ts'
import { type Encoding, encodingOf, headersOf, isKnownTo, readyBytes } from './respond.ts'
import { ofTheBody } from './send-file.ts'

export type Reading = {
  page: FinishedPage
  cacheControl: string
  headers?: Readonly<Record<string, string>>
}

/** Name, value, name, value. */
type Head = { bytes: Buffer; cacheControl: string; whole: string[]; unchanged: string[] }

/** See docs/decisions/0006-fast-path.md. */
export function createFastPath(options: {
  ready: (path: string) => Reading | undefined
  always: Readonly<Record<string, string>>
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  const heads = new WeakMap<FinishedPage, Partial<Record<Encoding, Head>>>()

  function headOf({ page, cacheControl, headers }: Reading, encoding: Encoding): Head | undefined {
    const known = heads.get(page)?.[encoding]
    // One file may stand at two addresses.
    if (known?.cacheControl === cacheControl) return known
    const bytes = readyBytes(page, encoding)
    if (!bytes || page.status !== 200) return undefined
    const all = {
      ...options.always,
      ...headersOf(page, encoding, { cacheControl, ...(headers && { headers }) }),
    }
    const lines = Object.entries(all).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    const head = {
      ...{ bytes, cacheControl },
      whole: [...lines, ['Content-Length', String(bytes.length)]].flat(),
      unchanged: lines.filter(([name = '']) => !ofTheBody.includes(name)).flat(),
    }
    heads.set(page, { ...heads.get(page), [encoding]: head })
    return head
  }

  return (request, response) => {
    // Without its socket an answer waits behind others: see ./pipelining.ts.
    if (request.method !== 'GET' || !response.socket) return false
    const reading = options.ready(request.url ?? '')
    const asked = reading && plainly(request)
    if (!asked) return false
    const head = headOf(reading, encodingOf(reading.page, asked.accepted))
    if (!head) return false
    if (isKnownTo(asked.known, reading.page.etag)) response.writeHead(304, head.unchanged).end()
    else response.writeHead(200, head.whole).end(head.bytes)
    return true
  }
}

/** Undefined where another header has a say; `headers` would cost more. */
function plainly(request: IncomingMessage): { accepted?: string; known?: string } | undefined {
  const { rawHeaders } = request
  const asked: { accepted?: string; known?: string } = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    const value = rawHeaders[index + 1] ?? ''
    if (others.has(name)) return undefined
    if (name === 'accept-encoding') asked.accepted = asked.accepted ? `${asked.accepted}, ${value}` : value
    if (name === 'if-none-match') asked.known = asked.known ? `${asked.known}, ${value}` : value
  }
  return namesOneHost(request) ? asked : undefined
}

const others = new Set(['content-length', 'transfer-encoding', 'expect', 'upgrade'])
