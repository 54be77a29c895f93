import { parentPort } from 'node:worker_threads'
import type { PlacedPicture } from '../body/pictures.ts'
import { type Schemas, schemas } from '../schema.ts'
import { type Reading, readFile } from './read-file.ts'
import type { Version } from './scan.ts'
import { compiledFrom, type Packed } from './stock.ts'

/** Reads and checks one version of a file; with `isTried` it is compiled too, as a reader's request would. */
export type ReadJob = {
  kind: 'read'
  contentDir: string
  timeZone: string
  path: string
  version: Version
  isTried: boolean
}

/** Compiles a file that was checked. */
export type CompileJob = {
  kind: 'compile'
  path: string
  file: Packed
  pictures: ReadonlyMap<string, PlacedPicture>
}

export type Job = ReadJob | CompileJob

/** An answer without either comes first: the thread is ready. */
export type Answer = { value?: Reading | string | undefined; error?: string; isReady?: boolean }

const byZone = new Map<string, Schemas>()

function schemasFor(timeZone: string): Schemas {
  const known = byZone.get(timeZone) ?? schemas(timeZone)
  byZone.set(timeZone, known)
  return known
}

function work(job: Job): Promise<Reading | string | undefined> {
  if (job.kind === 'compile') return compiledFrom(job.path, job.file, (src) => job.pictures.get(src))
  const { contentDir, timeZone, path, version, isTried } = job
  return readFile(contentDir, path, version, schemasFor(timeZone), isTried)
}

parentPort?.on('message', async (job: Job) => {
  try {
    parentPort?.postMessage({ value: await work(job) } satisfies Answer)
  } catch (error) {
    parentPort?.postMessage({
      error: error instanceof Error ? error.message : String(error),
    } satisfies Answer)
  }
})
parentPort?.postMessage({ isReady: true } satisfies Answer)
