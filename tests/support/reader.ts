import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

// A reader in a thread of its own: what keeps the test busy does not keep it waiting.

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const { url, control } = workerData as { url: string; control: string }
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

const controlAgent = new Agent({ keepAlive: true, maxSockets: 1 })
const waits: number[] = []
const controls: number[] = []
async function read(address: string, connection: Agent, into: number[]): Promise<void> {
  while (isReading) {
    into.push(await wait(address, connection))
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
}
parentPort?.postMessage('reading')
await Promise.all([read(url, agent, waits), read(control, controlAgent, controls)])
parentPort?.postMessage({ waits, controls })
agent.destroy()
controlAgent.destroy()
