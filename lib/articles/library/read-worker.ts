import { parentPort, workerData } from 'node:worker_threads'
import { schemas } from '../schema.ts'
import { type Reading, readFile } from './read-file.ts'
import type { Version } from './scan.ts'

/** Files to read, and what was read of each, in the same order; an empty answer comes first, when the thread is ready. */
export type Order = readonly { path: string; version: Version }[]
export type Answer = readonly (Reading | undefined)[]

const { contentDir, timeZone }: { contentDir: string; timeZone: string } = workerData
const checks = schemas(timeZone)

parentPort?.on('message', async (order: Order) => {
  const answer: Answer = await Promise.all(
    order.map(({ path, version }) => readFile(contentDir, path, version, checks)),
  )
  parentPort?.postMessage(answer)
})
parentPort?.postMessage([] satisfies Answer)
