import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'

/** Requests that one connection may have sent ahead of its answers: neither browsers nor proxies send any. */
const mostUnderWay = 16

type Turn = { request: IncomingMessage; begin: () => void }

type Connection = {
  /** The request that is being answered, and those behind it. */
  turns: Turn[]
  /** What follows the last answer, once nothing more can be read here. */
  last?: () => void
}

const connections = new WeakMap<Duplex, Connection>()

/**
 * Answers the requests of a connection one after the other (RFC 9112, 9.3.2): an answer that nobody reads is then the
 * only one in memory. A connection with more than `mostUnderWay` requests is cut.
 */
export function inTurn(listener: RequestListener): RequestListener {
  return (request, response) => {
    const { socket } = request
    if (socket.destroyed) return
    const connection = connections.get(socket) ?? { turns: [] }
    connections.set(socket, connection)
    const { turns } = connection
    const turn = { request, begin: () => void listener(request, response) }
    if (turns.push(turn) > mostUnderWay) return void socket.destroy()
    response.once('close', () => {
      turns.splice(turns.indexOf(turn), 1)
      if (socket.writable) (turns[0]?.begin ?? connection.last)?.()
    })
    if (turns.length === 1) turn.begin()
  }
}

/**
 * Does what is left to be done on a connection on which nothing more can be read, behind the answers that are under
 * way; at once where the newest request itself breaks off: what is done is then its answer.
 */
export function afterItsAnswers(socket: Duplex, last: () => void): void {
  const connection: Connection = connections.get(socket) ?? { turns: [] }
  if (connection.last) return
  connections.set(socket, connection)
  connection.last = last
  const { turns } = connection
  if (turns.at(-1)?.request.complete === false) turns.pop()
  if (!turns.length) last()
}
