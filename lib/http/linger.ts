import type { IncomingMessage } from 'node:http'

/** Milliseconds for which what still comes is taken and thrown away. */
const patience = 2000

/** Pieces of it: each costs the same, however small. */
const mostPieces = 2000

const lingering = new WeakSet<IncomingMessage>()

/**
 * Lets the answer to a request that was not read to its end arrive (RFC 9112, 9.6): Node closes both directions at once,
 * and what the client still sends then makes the system reset the connection, with an answer that was not read yet.
 */
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
