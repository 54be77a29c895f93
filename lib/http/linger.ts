import type { IncomingMessage } from 'node:http'

/** Milliseconds. */
const patience = 2000

const mostPieces = 2000

const lingering = new WeakSet<IncomingMessage>()

/** Lets the answer to a request that was not read to its end arrive before a reset (RFC 9112, 9.6). */
export function lingerAfter(request: IncomingMessage): void {
  if (request.complete || request.destroyed || lingering.has(request)) return
  lingering.add(request)
  const { socket } = request
  socket.destroySoon = () => {
    if (socket.writable) socket.end()
  }
  let pieces = 0
  request.on('data', () => {
    if (++pieces > mostPieces) socket.destroy()
  })
  request.resume()
  const timer = setTimeout(() => socket.destroy(), patience).unref()
  socket.once('close', () => clearTimeout(timer))
}
