import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Asked, countedBy } from '#lib/figures/reader.ts'
import { asksForMarkdown } from './accept.ts'
import { isHost } from './host.ts'
import { namesOwnReplies } from './own-replies.ts'
import type { FinishedPage } from './page.ts'
import { type Encoding, encodingOf, headersOf, isKnownTo, readyBytes } from './respond.ts'
import { ofTheBody } from './send-file.ts'

export type Reading = {
  page: FinishedPage
  cacheControl: string
  headers?: Readonly<Record<string, string>>
  /** Decoded, of a page. */
  path?: string
}

/** Name, value, name, value. */
type Head = { bytes: Buffer; cacheControl: string; whole: string[]; unchanged: string[] }

/** See docs/decisions/0006-fast-path.md. */
export function createFastPath(options: {
  ready: (path: string) => Reading | undefined
  always: Readonly<Record<string, string>>
  /** Called when the answer is under way. */
  count?: (path: string, page: FinishedPage, asked: Asked) => void
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
    if (reading.path !== undefined) options.count?.(reading.path, reading.page, asked)
    return true
  }
}

type Plain = Asked & { accepted?: string; known?: string; host?: string }

/** Undefined where another header has a say; `headers` would cost more. */
function plainly(request: IncomingMessage): Plain | undefined {
  const { rawHeaders } = request
  const asked: Plain = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const field = fields.get(rawHeaders[index]?.toLowerCase() ?? '')
    if (field === undefined) continue
    if (field === 'other') return undefined
    const value = rawHeaders[index + 1] ?? ''
    if (field === 'cookie' || field === 'type') {
      if (field === 'cookie' ? namesOwnReplies(value) : asksForMarkdown(value)) return undefined
      continue
    }
    const before = asked[field]
    if (field === 'host' && before !== undefined) return undefined
    asked[field] = before ? `${before}, ${value}` : value
  }
  return isHost(asked.host, request.httpVersion) ? asked : undefined
}

const fields: ReadonlyMap<string, keyof Plain | 'other' | 'cookie' | 'type'> = new Map([
  ...(['content-length', 'transfer-encoding', 'expect', 'upgrade'] as const).map(
    (name) => [name, 'other'] as const,
  ),
  ['accept', 'type'],
  ['host', 'host'],
  ['accept-encoding', 'accepted'],
  ['if-none-match', 'known'],
  ['cookie', 'cookie'],
  ...countedBy,
])
