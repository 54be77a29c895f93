import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to a server with the faults that lines have. */
export type FaultyLine = {
  /** The address of the server, through the line. */
  url: string
  /** Connections that were made so far. */
  made(): number
  /** Nothing passes any more on the connections there are, in either direction, and nobody is told. New ones work. */
  swallowOld(): void
  /** Nothing passes on any connection, new ones included. */
  swallowAll(): void
  /** Nothing passes on new connections. */
  swallowNew(): void
  /** Every connection is cut, new ones at once. */
  refuse(): void
  /** New connections work again. */
  mend(): void
  /** Ends every connection. */
  cut(): void
  /** Cuts the connection instead of passing on the answer to each of so many commits. */
  loseCommitReplies(count: number): void
  /** Cuts the connection instead of passing on each of so many commits. */
  loseCommits(count: number): void
  close(): Promise<void>
}

/** Opens a line to the PostgreSQL server at `target`, on a port of its own. */
export async function openFaultyLine(target: string): Promise<FaultyLine> {
  const { hostname, port } = new URL(target)
  const lines = new Set<{ isSilent: boolean; ends: readonly Socket[] }>()
  let isSilent = false
  let isRefusing = false
  let made = 0
  let lostReplies = 0
  let lostCommits = 0

  const server = createServer((client) => {
    made++
    if (isRefusing) return void client.on('error', () => undefined).destroy()
    const database = connect(Number(port), hostname)
    const line = { isSilent, ends: [client, database] }
    lines.add(line)
    let isReplyLost = false
    client.on('data', (data) => {
      if (line.isSilent) return
      // A query is `Q`, its length, its text; the texts of ours are short.
      const isCommit = data.includes('commit\0')
      if (isCommit && lostCommits > 0) {
        lostCommits--
        return void client.destroy()
      }
      if (isCommit && lostReplies > 0) {
        lostReplies--
        isReplyLost = true
      }
      database.write(data)
    })
    database.on('data', (data) => {
      if (line.isSilent) return
      if (isReplyLost) client.destroy()
      else client.write(data)
    })
    for (const [end, other] of [
      [client, database],
      [database, client],
    ] as const) {
      end.on('error', () => undefined)
      end.on('close', () => {
        other.destroy()
        lines.delete(line)
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  const address = server.address()
  if (address && typeof address === 'object') url.port = String(address.port)

  const cut = () => {
    for (const { ends } of lines) for (const end of ends) end.destroy()
  }
  const swallowOld = () => {
    for (const line of lines) line.isSilent = true
  }
  return {
    url: url.href,
    made: () => made,
    swallowOld,
    swallowAll() {
      isSilent = true
      swallowOld()
    },
    swallowNew() {
      isSilent = true
    },
    refuse() {
      isRefusing = true
      cut()
    },
    mend() {
      isSilent = false
      isRefusing = false
    },
    cut,
    loseCommitReplies(count) {
      lostReplies = count
    },
    loseCommits(count) {
      lostCommits = count
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
