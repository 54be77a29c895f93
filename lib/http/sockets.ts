import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { Server as NetServer, Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { escapeHtml } from '#lib/escape.ts'
import { directionOf } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { afterItsAnswers } from './pipelining.ts'

/** @param still milliseconds in which neither a body nor an answer moves; none for 0 */
export function cutWhenStill(listener: RequestListener, still: number): RequestListener {
  return (request, response) => {
    request.socket.setTimeout(still)
    listener(request, response)
  }
}

/** Most answers have left by then and need no timer, which `server.setTimeout` would start for each connection. */
export function fastOr(
  answerFast: (request: IncomingMessage, response: ServerResponse) => boolean,
  rest: RequestListener,
  still: number,
): RequestListener {
  return (request, response) => {
    if (!answerFast(request, response)) rest(request, response)
    else if (request.socket.writableLength) request.socket.setTimeout(still)
  }
}

/** @param still milliseconds, see `cutWhenStill` */
export function answerBrokenRequests(server: Server, still: number): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    // What stands behind a request that wished to close is not to be read (RFC 9112, 9.6).
    if (error.code === 'HPE_CLOSED_CONNECTION') return
    const { status, reason } = faults[error.code ?? ''] ?? unreadable
    if (socket instanceof Socket) socket.setTimeout(still)
    const page = document(words()(reason))
    afterItsAnswers(socket, () =>
      socket.end(
        `HTTP/1.1 ${status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(page)}\r\n` +
          `Cache-Control: no-store\r\nConnection: close\r\n\r\n${page}`,
      ),
    )
  })
}

const unreadable = { status: '400 Bad Request', reason: 'error.request.unreadable' } as const

const faults: Readonly<
  Record<string, { status: string; reason: 'error.request.too-long' | 'error.request.too-slow' }>
> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', reason: 'error.request.too-long' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', reason: 'error.request.too-slow' },
}

function document(reason: string): string {
  const title = words()('error.request.title')
  const name = escapeHtml(site.name)
  return (
    `<!DOCTYPE html><html lang="${site.lang}" dir="${directionOf(site.lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${title} – ${name}</title></head><body><main><h1>${title}</h1><p>${reason}</p>` +
    `<p><a href="/">${name}</a></p></main></body></html>`
  )
}

/** Milliseconds in which a request that was on its way may still come. */
const patience = 300

/** Milliseconds: the event loop's turn of a first render takes long. */
const acceptWithin = 3_000

/** The event loop accepts one of the kernel's connections in each turn. */
async function acceptWaiting(server: Server): Promise<void> {
  const until = performance.now() + acceptWithin
  let quietTurns = 0
  const accepted = () => {
    quietTurns = 0
  }
  server.on('connection', accepted)
  while (quietTurns++ < 3 && performance.now() < until) await setImmediate()
  server.off('connection', accepted)
}

/** @param grace milliseconds for requests under way */
export async function stopServer(server: Server, grace: number): Promise<void> {
  await acceptWaiting(server)
  // The server's own `close` would cut connections that are at rest.
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve())
  })
  // Whatever the timer found: what lies in the kernel by then is read before it is called idle.
  const idle = setInterval(
    () =>
      void setImmediate()
        .then(() => setImmediate())
        .then(() => server.closeIdleConnections()),
    patience,
  )
  const cut = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
  server.close()
}
