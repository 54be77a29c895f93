import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Bytes, or pieces of them that leave one by one. */
export type Sent = string | Buffer | readonly (string | Buffer)[]

/** Says this on a connection of its own, and waits for an answer's first line; an end without one is status 0. */
export async function sendRaw(port: number, sent: Sent): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  const status = new Promise<number>((resolve) => {
    let got = ''
    socket.on('data', (chunk) => {
      got = got.length > 100 ? got : got + chunk.toString('latin1')
      const [, code] = /^HTTP\/1\.1 (?!100)(\d+)/m.exec(got) ?? []
      if (code) resolve(Number(code))
    })
    socket.once('error', () => resolve(0)).once('close', () => resolve(0))
  })
  for (const piece of typeof sent === 'string' || Buffer.isBuffer(sent) ? [sent] : sent) {
    if (socket.destroyed) break
    if (socket.write(piece)) continue
    let resume: (() => void) | undefined
    const drained = new Promise<void>((resolve) => {
      resume = resolve
      socket.once('drain', resolve)
    })
    await Promise.race([drained, status])
    // Once there is an answer none is waited for.
    if (resume) socket.off('drain', resume)
  }
  const answer = await status
  socket.destroy()
  return answer
}

/** Connections that say this much and then nothing, until they are let go. */
export function holdOpen(port: number, sent: string, count: number): () => void {
  const sockets = Array.from({ length: count }, (): Socket => {
    const socket = connect(port, '127.0.0.1', () => void socket.write(sent, 'latin1'))
    return socket.on('error', () => undefined)
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

/** So many a second, evenly, each begun at its time whether the one before is answered or not. */
export async function atRate(each: (index: number) => Promise<unknown>, count: number, seconds: number) {
  const begun = performance.now()
  const all: Promise<unknown>[] = []
  for (let index = 0; index < count; index++) {
    const due = begun + (index * seconds * 1000) / count
    const ahead = due - performance.now()
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead))
    all.push(each(index))
  }
  await Promise.all(all)
}

export type Waits = {
  /** Milliseconds: of the reader of a ready page, and of the reader of a server that nobody attacks. */
  worst: number
  p99: number
  controlWorst: number
  count: number
}

/** What a reader waits for a ready page while `attack` goes on. */
export async function readDuring(
  url: string,
  control: string,
  attack: () => Promise<unknown>,
): Promise<Waits> {
  const worker = new Worker(new URL('./reader.ts', import.meta.url), { workerData: { url, control } })
  await once(worker, 'message')
  const settled = new Promise((resolve) => setTimeout(resolve, 150))
  await settled
  await attack()
  worker.postMessage('stop')
  const [{ waits, controls }] = (await once(worker, 'message')) as [{ waits: number[]; controls: number[] }]
  await worker.terminate()
  const sorted = waits.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { worst: at(1), p99: at(0.99), controlWorst: Math.max(...controls), count: sorted.length }
}

/** A server that answers at once, in a process of its own. */
export async function startBareServer(): Promise<{ url: string; stop: () => void }> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./bare-server.ts', import.meta.url)))
  const [port] = await once(child, 'message')
  return { url: `http://127.0.0.1:${port}/`, stop: () => child.disconnect() }
}
