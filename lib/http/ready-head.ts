import type { ServerResponse } from 'node:http'

/** Lines that are sent again and again: name, value, name, value. */
export type ReadyHead = { status: number; lines: string[]; second?: number; open?: string; closing?: string }

/** What Node.js has made of a head; not documented. Where there is no such text, none is used again. */
type Written = ServerResponse & { _header?: string | null; _last?: boolean }

/**
 * As `writeHead`, which looks at every letter of every value anew: a tenth of what an answer costs. Its text is used
 * again within the second that its date names, apart for connections that stay open and for those that end.
 */
export function writeReadyHead(response: Written, head: ReadyHead, now: number): void {
  const second = Math.floor(now / 1000)
  const isOpen = response.shouldKeepAlive
  // An older protocol that stays open is seldom asked for.
  const isUsual = !isOpen || response.req.httpVersionMinor === 1
  const written = isOpen ? head.open : head.closing
  if (isUsual && head.second === second && written !== undefined) {
    response.statusCode = head.status
    response._header = written
    if (!isOpen) response._last = true
    return
  }
  response.writeHead(head.status, head.lines)
  if (!isUsual || typeof response._header !== 'string') return
  if (head.second !== second) {
    delete head.open
    delete head.closing
  }
  head.second = second
  if (isOpen) head.open = response._header
  else if (response._last === true) head.closing = response._header
}
