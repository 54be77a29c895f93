import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy on the loopback interface that can behave as a bad network does. */
export type TcpProxy = {
  port: number
  /** Ends every connection, and refuses new ones. */
  refuse(): void
  /** From now on nothing passes on the connections that are open; new ones work. */
  silence(): void
  /** From now on nothing passes on any connection. */
  silenceAll(): void
  /** As at first; what was silent stays silent. */
  mend(): void
  /** Ends every connection; new ones work. */
  cut(): void
  /**
   * Told what each side sent; a side whose data is answered by `cut` loses its connection in place of getting it.
   * Undefined passes everything.
   */
  look: ((from: 'client' | 'server', data: Buffer, connection: object) => 'pass' | 'cut') | undefined
  stop(): Promise<void>
}

type Link = { client: Socket; server: Socket; isSilent: boolean }

/** @param target port on the loopback interface */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const links = new Set<Link>()
  let state: 'well' | 'refusing' | 'silent' = 'well'
  const cut = () => {
    for (const { client, server } of links) {
      client.destroy()
      server.destroy()
    }
  }

  const listener = createServer((client) => {
    client.on('error', () => undefined)
    if (state === 'refusing') {
      client.resetAndDestroy()
      return
    }
    const server = connect(target, '127.0.0.1').on('error', () => undefined)
    const link: Link = { client, server, isSilent: state === 'silent' }
    links.add(link)
    const pipe = (name: 'client' | 'server', from: Socket, to: Socket) => {
      from.on('data', (data) => {
        if (link.isSilent) return
        if (proxy.look?.(name, data, link) === 'cut') {
          client.resetAndDestroy()
          server.destroy()
        } else to.write(data)
      })
      from.on('close', () => {
        links.delete(link)
        // A silent link does not tell that the other side has gone.
        if (!link.isSilent) to.destroy()
      })
    }
    pipe('client', client, server)
    pipe('server', server, client)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const silence = () => {
    for (const link of links) link.isSilent = true
  }
  const proxy: TcpProxy = {
    port: address.port,
    refuse() {
      state = 'refusing'
      cut()
    },
    silence,
    silenceAll() {
      state = 'silent'
      silence()
    },
    mend() {
      state = 'well'
    },
    cut,
    look: undefined,
    async stop() {
      cut()
      const closed = once(listener, 'close')
      listener.close()
      await closed
    },
  }
  return proxy
}
