import { parentPort, workerData } from 'node:worker_threads'
import { scan } from './scan.ts'
import { packed, type Scanned } from './scan-ahead.ts'

const begun = performance.now()
const found = packed(await scan(String(workerData), undefined, { isAlone: true }))
const answer: Scanned = { packed: found, took: performance.now() - begun }
parentPort?.postMessage(answer, [found.numbers.buffer])
