import { connect, type Socket } from 'node:net'
import { percentile } from './numbers.ts'

/** What these visitors do; on the command line, as JSON. */
export type Job = {
  port: number
  connections: number
  seconds: number
  /** They end sooner when they have sent so many requests. */
  count?: number
  /**
   * Whole HTTP/1.1 requests, taken in turn, and the statuses that are right. Eight number signs in a row are replaced by
   * a number that grows with each request, of the same width, so that no two posts are alike and their length stays right.
   */
  requests: { text: string; statuses: number[] }[]
  /** Requests a second, evenly spread; without it, each connection asks again as soon as it has its answer. */
  rate?: number
  /** One in so many requests is broken off before its answer is read. */
  abortEvery?: number
}

/** What they saw; printed as JSON. Latencies in milliseconds. */
export type Seen = {
  perSecond: number
  p50: number
  p99: number
  worst: number
  /** Whole answers by status. */
  statuses: Record<string, number>
  /** Answers with another status than their request allows: `GET /path: 404`. */
  unexpected: Record<string, number>
  aborted: number
  /** Connections that ended without an answer. */
  broken: number
}

/**
 * Visitors over raw keep-alive connections, nothing pipelined. With a `rate`, latency counts from the moment the
 * request was due, so that a server that stalls cannot hide it.
 */
async function visit(job: Job): Promise<Seen> {
  const { requests, abortEvery = 0 } = job
  const statuses: Record<string, number> = {}
  const unexpected: Record<string, number> = {}
  const latencies: number[] = []
  let [sent, aborted, broken, connected] = [0, 0, 0, 0]
  const begin = performance.now()
  let end = begin + job.seconds * 1000
  process.once('message', () => {
    end = performance.now()
  })

  function next(): (Job['requests'][number] & { due: number; abort: boolean }) | undefined {
    const now = performance.now()
    const due = job.rate ? begin + (sent * 1000) / job.rate : now
    if (sent && (sent === job.count || Math.max(due, now) >= end)) return undefined
    const number = String(sent++).padStart(8, '0')
    const { text = '', statuses = [] } = requests[sent % requests.length] ?? {}
    const abort = abortEvery > 0 && sent % abortEvery === 0
    return { text: text.replaceAll('########', number), statuses, due, abort }
  }

  function oneAfterAnother(): Promise<void> {
    return new Promise((resolve) => {
      let socket: Socket
      let due = 0
      let asked: Job['requests'][number]
      let isConnected = false
      const reading = createReading((status) => {
        if (!isConnected && ++connected === job.connections) process.send?.('begun')
        isConnected = true
        statuses[status] = (statuses[status] ?? 0) + 1
        if (!asked.statuses.includes(Number(status))) {
          const what = `${asked.text.split(' HTTP/', 1)[0]?.replace(/\d{8}/, 'N')}: ${status}`
          unexpected[what] = (unexpected[what] ?? 0) + 1
        }
        latencies.push(performance.now() - due)
        ask()
      })
      function open(): void {
        const opened = connect(job.port, '127.0.0.1').setNoDelay(true)
        socket = opened
        reading.reset()
        opened.on('data', reading.take)
        opened.on('error', () => undefined)
        opened.on('close', () => {
          if (opened !== socket) return
          broken++
          open()
          ask()
        })
      }
      function leave(): void {
        const left = socket
        open()
        left.destroy()
      }
      function goOn(): void {
        leave()
        ask()
      }
      function ask(): void {
        const request = next()
        if (!request) {
          socket.removeAllListeners('close').destroy()
          resolve()
          return
        }
        const send = () => {
          due = request.due
          asked = request
          socket.write(request.text)
          if (!request.abort) return
          aborted++
          // Some are gone before the server looks, others while it answers.
          if (aborted % 2) setImmediate(goOn)
          else setTimeout(goOn, 2)
          reading.reset(true)
        }
        const wait = request.due - performance.now()
        if (wait > 1) setTimeout(send, wait)
        else send()
      }
      open()
      ask()
    })
  }

  await Promise.all(Array.from({ length: job.connections }, oneAfterAnother))
  const seconds = (performance.now() - begin) / 1000
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    worst: percentile(latencies, 1),
    ...{ statuses, unexpected, aborted, broken },
  }
}

/** Reads answers with a Content-Length or in chunks out of what arrives; `done` is told the status of each. */
function createReading(done: (status: string) => void) {
  let left = -1
  let held: Buffer = Buffer.alloc(0)
  let chunked = false
  let deaf = false
  let status = ''

  function take(data: Buffer): void {
    if (deaf) return
    if (left >= 0 && !chunked) {
      left -= data.length
      if (left <= 0) finish()
      return
    }
    held = held.length ? Buffer.concat([held, data]) : data
    if (chunked) {
      if (held.subarray(-5).equals(lastChunk)) finish()
      return
    }
    const headEnd = held.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = held.toString('latin1', 0, headEnd)
    status = head.slice(9, 12)
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    const bodySoFar = held.length - headEnd - 4
    chunked = length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head)
    if (chunked) {
      if (held.subarray(-5).equals(lastChunk)) finish()
      return
    }
    left = (/^(?:204|304)/.test(status) ? 0 : Number(length ?? 0)) - bodySoFar
    held = Buffer.alloc(0)
    if (left <= 0) finish()
  }

  function reset(toDeaf = false): void {
    left = -1
    chunked = false
    deaf = toDeaf
    held = Buffer.alloc(0)
  }

  function finish(): void {
    reset()
    done(status)
  }

  return { take, reset }
}

const lastChunk = Buffer.from('0\r\n\r\n')

if (import.meta.main) {
  const job = JSON.parse(process.argv[2] ?? '')
  console.log(JSON.stringify(await visit(job)))
  process.disconnect?.()
}
