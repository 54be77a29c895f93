import type { Server } from 'node:http'
import { site } from '#lib/site.ts'
import type { Lane } from './lane.ts'

/**
 * Answers what is not HTTP, too long or too slow with a page of ours; such a request never becomes one.
 */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const [status, told] = answerTo(error.code)
    const page = document(told)
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(page)}\r\n` +
        `Cache-Control: no-store\r\nConnection: close\r\n\r\n${page}`,
    )
  })
}

function answerTo(code: string | undefined): [status: string, told: string] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return [
      '431 Request Header Fields Too Large',
      'The request is too long to be read. Clear this site’s cookies, or use a shorter address.',
    ]
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return [
      '408 Request Timeout',
      'The request took too long to arrive. Check your connection and try again.',
    ]
  return ['400 Bad Request', 'The request could not be read. Go back and try again.']
}

function document(told: string): string {
  return (
    `<!DOCTYPE html><html lang="${site.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>Not understood – ${site.name}</title></head><body><main><h1>Not understood</h1><p>${told}</p>` +
    `<p><a href="/">${site.name}</a></p></main></body></html>`
  )
}

/**
 * Closes a server: no new connections, requests in flight finished, and after `grace` milliseconds whatever still
 * holds a connection is cut, be it a body that never ends or headers half sent.
 */
export async function stopServer(server: Server, grace: number, lane?: Lane): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  lane?.close()
  const cut = setTimeout(() => {
    server.closeAllConnections()
    lane?.cut()
  }, grace)
  await closed
  clearTimeout(cut)
}
