import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { site } from '#lib/site.ts'
import { afterItsAnswers } from './pipelining.ts'

export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    // What stands behind a request that wished to close is not to be read (RFC 9112, 9.6).
    if (error.code === 'HPE_CLOSED_CONNECTION') return
    const [status, reason] = reasons[error.code ?? ''] ?? unreadable
    const page = document(reason)
    afterItsAnswers(socket, () =>
      socket.end(
        `HTTP/1.1 ${status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(page)}\r\n` +
          `Cache-Control: no-store\r\nConnection: close\r\n\r\n${page}`,
      ),
    )
  })
}

const unreadable = ['400 Bad Request', 'The request could not be read. Go back and try again.']

const reasons: Readonly<Record<string, readonly string[]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The request is too long to be read. Clear this site’s cookies, or use a shorter address.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'The request took too long to arrive. Check your connection and try again.',
  ],
}

function document(reason = ''): string {
  return (
    `<!DOCTYPE html><html lang="${site.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>Not understood – ${site.name}</title></head><body><main><h1>Not understood</h1><p>${reason}</p>` +
    `<p><a href="/">${site.name}</a></p></main></body></html>`
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
