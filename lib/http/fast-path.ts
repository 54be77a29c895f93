import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type FinishedPage, inOwnMemory } from './html.ts'
import { type Encoding, encodingOf, headersOf, readyBytes } from './respond.ts'

/** A finished page, and what its answer says beside it. */
export type Reading = {
  page: FinishedPage
  cacheControl: string
  headers?: Readonly<Record<string, string>>
}

/** What can be read by a plain GET, by the path of its target, letter for letter. */
export type Readings = {
  ready(path: string): Reading | undefined
  /** What has to be made or looked for first; undefined where the request itself has a say. */
  soon(path: string): Promise<Reading> | undefined
}

export type Lane = {
  /** Each answer from now on is the last on its connection. */
  drain(): void
  /** Lets go of connections on which nothing is under way. */
  closeIdle(): void
  /** Cuts what is left. */
  cut(): void
}

/**
 * One whole request in one piece: GET, a path, headers of one line each (RFC 9112, 3 and 5), nothing behind it.
 * Anything less plain goes to Node's own parser, so that there is nothing here for two parsers to disagree about.
 */
const plain = /^GET (\/[!-~]*) HTTP\/1\.1\r\n((?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*\r\n)+)\r\n$/
/** Bytes of the longest request that is looked at here: browsers send a tenth of it. */
const longest = 8192
/** With one of these a request is more than a plain reading. */
const special = /^(?:connection:(?! *keep-alive *\r)|content-|expect:|if-|te:|trailer:|transfer-|upgrade:)/im
/** Each Host line, whole where it names a host (see ./host.ts). */
const host = /^host:(?:[\t ]*(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d{0,5})?[\t ]*\r)?/gim
const accepts = /^accept-encoding:(.*)\r$/im

/** What a plain reading asks for, and which encodings it takes; undefined for every other request. */
function plainRequest(chunk: Buffer): { path: string; accepted: string | undefined } | undefined {
  if (chunk.length > longest) return undefined
  const [, path, lines = ''] = plain.exec(chunk.toString('latin1')) ?? []
  if (path === undefined || special.test(lines)) return undefined
  const hosts = lines.match(host)
  if (hosts?.length !== 1 || !hosts[0]?.endsWith('\r')) return undefined
  return { path, accepted: accepts.exec(lines)?.[1] }
}

type Head = { second: number; bytes: Buffer }

/**
 * Answers nearly every reader before HTTP's machinery is set in motion, which costs more than all the rest of sending a
 * page that is ready (docs/decisions/0006-lane.md). A connection stays here for as long as it asks for nothing else;
 * the first other request hands it over to the server for good.
 *
 * @param options.always headers of every answer
 * @param options.idle milliseconds a connection may rest
 */
export function openLane(
  server: Server,
  options: { readings: Readings; always: Readonly<Record<string, string>>; idle: number },
): Lane {
  const { readings, always, idle } = options
  const toServer = server.listeners('connection')
  const heads = new WeakMap<FinishedPage, Partial<Record<Encoding, Head>>>()
  /** Connections here, and whether an answer is under way. */
  const sockets = new Map<Socket, boolean>()
  const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(idle / 1000)}\r\n`
  let isClosing = false

  function headOf({ page, cacheControl, headers }: Reading, encoding: Encoding, length: number): Buffer {
    const second = Math.floor(Date.now() / 1000)
    const known = heads.get(page) ?? {}
    const ready = known[encoding]
    if (ready?.second === second) return ready.bytes
    const all = headersOf(page, encoding, { cacheControl, headers: { ...always, ...headers } })
    const lines = Object.entries(all).flatMap(([name, value]) =>
      [value].flat().map((one) => `${name}: ${one}\r\n`),
    )
    const text =
      `HTTP/1.1 ${page.status} ${STATUS_CODES[page.status]}\r\n${lines.join('')}Content-Length: ${length}\r\n` +
      `Date: ${new Date(second * 1000).toUTCString()}\r\n${keepAlive}\r\n`
    const bytes = inOwnMemory(Buffer.from(text, 'latin1'))
    heads.set(page, { ...known, [encoding]: { second, bytes } })
    return bytes
  }

  function receive(socket: Socket): void {
    const end = () => socket.destroySoon()
    const cut = () => socket.destroy()
    const forget = () => sockets.delete(socket)

    function take(chunk: Buffer): void {
      if (isClosing) {
        handOver(chunk)
        return
      }
      const { path, accepted } = plainRequest(chunk) ?? {}
      const ready = path === undefined ? undefined : readings.ready(path)
      const soon = ready || path === undefined ? undefined : readings.soon(path)
      if (soon) wait(soon, chunk, accepted)
      else if (!ready || !send(ready, accepted)) handOver(chunk)
    }

    function wait(soon: Promise<Reading>, chunk: Buffer, accepted: string | undefined): void {
      sockets.set(socket, true)
      // Who waits for us rests for no fault of their own: a picture may take its time on a busy machine.
      socket.pause().setTimeout(idle * 4)
      soon.then(
        (reading) => {
          sockets.set(socket, false)
          socket.setTimeout(idle)
          if (socket.destroyed) return
          if (!send(reading, accepted)) handOver(chunk)
          else if (isClosing) end()
          else if (!socket.writableNeedDrain) socket.resume()
        },
        // The server fails in its turn, and says so in the log.
        () => socket.destroyed || handOver(chunk),
      )
    }

    function send(reading: Reading, accepted: string | undefined): boolean {
      const encoding = encodingOf(reading.page, accepted)
      const body = readyBytes(reading.page, encoding)
      if (!body) return false
      socket.cork()
      socket.write(headOf(reading, encoding, body.length))
      const isThrough = socket.write(body)
      socket.uncork()
      // Who does not read what was asked for is asked no further.
      if (!isThrough && socket.writableNeedDrain) socket.pause().once('drain', () => socket.resume())
      return true
    }

    function handOver(chunk: Buffer): void {
      forget()
      socket.off('data', take).off('end', end).off('error', cut).off('timeout', cut).off('close', forget)
      socket.setTimeout(0).pause().unshift(chunk)
      for (const listener of toServer) listener.call(server, socket)
      process.nextTick(() => socket.resume())
    }

    sockets.set(socket, false)
    socket.setNoDelay(true).setTimeout(idle)
    socket.on('data', take).on('end', end).on('error', cut).on('timeout', cut).on('close', forget)
  }

  server.removeAllListeners('connection').on('connection', receive)
  return {
    drain() {
      isClosing = true
    },
    closeIdle() {
      for (const [socket, isBusy] of sockets) if (!isBusy) socket.destroySoon()
    },
    cut() {
      for (const socket of sockets.keys()) socket.destroy()
    },
  }
}
