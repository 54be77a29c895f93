import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'

/** Neither browsers nor proxies send any ahead. */
const mostUnderWay = 16

type Turn = { request: IncomingMessage; begin: () => void }

type Connection = {
  turns: Turn[]
  last?: () => void
}

const connections = new WeakMap<Duplex, Connection>()

/** One after the other (RFC 9112, 9.3.2), so that only one unread answer is in memory. */
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

/** At once where the newest request breaks off. */
export function afterItsAnswers(socket: Duplex, last: () => void): void {
  const connection: Connection = connections.get(socket) ?? { turns: [] }
  if (connection.last) return
  connections.set(socket, connection)
  connection.last = last
  const { turns } = connection
  if (turns.at(-1)?.request.complete === false) turns.pop()
  if (!turns.length) last()
}
