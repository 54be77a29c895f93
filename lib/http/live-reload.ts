import type { IncomingMessage, ServerResponse } from 'node:http'

const path = '/_next/content-changes'

export type Reload = ReturnType<typeof createReload>

export function createReload() {
  const listeners = new Set<ServerResponse>()
  return {
    script: `new EventSource('${path}').onmessage=()=>location.reload()`,
    tell(): void {
      for (const response of listeners) response.write('data: changed\n\n')
    },
    takes(request: IncomingMessage, response: ServerResponse): boolean {
      if (request.url !== path) return false
      response
        .writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
        .flushHeaders()
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
      return true
    },
  }
}
