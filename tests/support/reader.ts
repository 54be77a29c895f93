import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

// A reader in a thread of its own: what keeps the test busy does not keep it waiting.

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const { url, control, pid } = workerData as { url: string; control: string; pid: number }
let isReading = true
parentPort?.once('message', () => {
  isReading = false
})

/** Milliseconds from asking to the last byte; a failure counts as long as it took. */
function wait(address: string, connection: Agent): Promise<number> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const done = () => resolve(performance.now() - begun)
    get(address, { agent: connection, headers: { 'accept-encoding': 'br' } }, (response) =>
      response.resume().once('end', done),
    ).once('error', () => setTimeout(done, 1000))
  })
}

/** Milliseconds of processor time that the site's own thread has had, where Linux tells it. */
function processorTime(): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return Number.NaN
  }
}

const controlAgent = new Agent({ keepAlive: true, maxSockets: 1 })
const waits: number[] = []
const controls: number[] = []
const works: number[] = []
async function read(address: string, connection: Agent, into: number[]): Promise<void> {
  while (isReading) {
    const before = processorTime()
    into.push(await wait(address, connection))
    if (into === waits) works.push(processorTime() - before)
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
}
parentPort?.postMessage('reading')
await Promise.all([read(url, agent, waits), read(control, controlAgent, controls)])
parentPort?.postMessage({ waits, controls, works })
agent.destroy()
controlAgent.destroy()
