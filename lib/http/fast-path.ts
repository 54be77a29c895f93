import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Asked, countedBy } from '#lib/figures/reader.ts'
import { asksForMarkdown } from './accept.ts'
import { isHost } from './host.ts'
import { namesOwnReplies } from './own-replies.ts'
import type { FinishedPage } from './page.ts'
import { type ReadyHead, writeReadyHead } from './ready-head.ts'
import { type Encoding, encodingOf, headersOf, isKnownTo, readyBytes, type Sending } from './respond.ts'
import { ofTheBody } from './send-file.ts'

type Head = {
  cacheControl: string
  etag: string | undefined
  whole: ReadyHead
  unchanged: ReadyHead
}

/** See docs/decisions/0006-fast-path.md. */
export function createFastPath(options: {
  ready: (path: string) => Sending | undefined
  always: Readonly<Record<string, string>>
  /** Taken before the framework put its own in its place. */
  now: () => number
  /** Called when the answer is under way. */
  count?: (path: string, page: FinishedPage, asked: Asked) => void
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  const heads = new WeakMap<FinishedPage, Partial<Record<Encoding, Head>>>()

  function headOf(sending: Sending, encoding: Encoding, length: number): Head {
    const { page, cacheControl } = sending
    const known = heads.get(page)?.[encoding]
    // One file may stand at two addresses.
    if (known?.cacheControl === cacheControl) return known
    const all = { ...options.always, ...headersOf(sending, encoding) }
    const lines = Object.entries(all).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    const head = {
      ...{ cacheControl, etag: all.ETag?.toString() },
      whole: { status: page.status, lines: [...lines, ['Content-Length', String(length)]].flat() },
      unchanged: { status: 304, lines: lines.filter(([name = '']) => !ofTheBody.includes(name)).flat() },
    }
    heads.set(page, { ...heads.get(page), [encoding]: head })
    return head
  }

  return (request, response) => {
    // Without its socket an answer waits behind others: see ./pipelining.ts.
    if (request.method !== 'GET' || !response.socket) return false
    const sending = options.ready(request.url ?? '')
    const asked = sending && plainly(request)
    if (!asked) return false
    const { page, path, location } = sending
    const encoding = encodingOf(page, asked.accepted)
    const bytes = readyBytes(page, encoding)
    if (!bytes) return false
    const head = headOf(sending, encoding, bytes.length)
    if (location !== undefined) {
      response.writeHead(head.whole.status, [...head.whole.lines, 'Location', location]).end()
      return true
    }
    const { known } = asked
    const isKnown =
      head.etag !== undefined && known !== undefined && (known === head.etag || isKnownTo(known, page.etag))
    writeReadyHead(response, isKnown ? head.unchanged : head.whole, options.now())
    response.end(isKnown ? undefined : bytes)
    if (path !== undefined) options.count?.(path, page, asked)
    return true
  }
}

type Plain = Asked & { accepted?: string; known?: string; host?: string }

/** Undefined where another header has a say; `headers` would cost more. */
function plainly(request: IncomingMessage): Plain | undefined {
  const { rawHeaders } = request
  const asked: Plain = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const field = fieldNamed(rawHeaders[index] ?? '')
    if (field === 'none') continue
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

type Field = keyof Plain | 'other' | 'cookie' | 'type'

const fields: ReadonlyMap<string, Field> = new Map([
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

/** As clients spell them: each in one of a few ways. */
const spelled = new Map<string, Field | 'none'>()
const mostSpelled = 500
const longestSpelled = 40

function fieldNamed(name: string): Field | 'none' {
  const known = spelled.get(name)
  if (known !== undefined) return known
  const field = fields.get(name.toLowerCase()) ?? 'none'
  if (spelled.size >= mostSpelled) spelled.clear()
  if (name.length <= longestSpelled) spelled.set(name, field)
  return field
}
