import { parentPort } from 'node:worker_threads'
import { messageOf } from '#lib/errors.ts'
import { compileFile, readDocument } from './read-document.ts'
import type { Version } from './scan.ts'
import { type Schemas, schemas } from './schema.ts'

export type ReadJob = {
  kind: 'read'
  contentDir: string
  timeZone: string
  path: string
  version: Version
  isTried: boolean
  isPlain?: boolean
}

export type CompileJob = { kind: 'compile'; path: string; file: Uint8Array }

export type Job = ReadJob | CompileJob

/** One without an index comes first: the thread is ready. */
export type Answer = { index?: number; value?: Awaited<ReturnType<typeof work>>; error?: string }

const byZone = new Map<string, Schemas>()

function schemasFor(timeZone: string): Schemas {
  const known = byZone.get(timeZone) ?? schemas(timeZone)
  byZone.set(timeZone, known)
  return known
}

async function work(job: Job) {
  if (job.kind === 'compile') return compileFile(job.path, job.file)
  const { contentDir, timeZone, path, version } = job
  return readDocument(contentDir, path, version, schemasFor(timeZone), job)
}

parentPort?.on('message', (jobs: Job[]) => {
  for (const [index, job] of jobs.entries())
    void work(job).then(
      (value) => parentPort?.postMessage({ index, value } satisfies Answer),
      (error) => parentPort?.postMessage({ index, error: messageOf(error) } satisfies Answer),
    )
})
parentPort?.postMessage({} satisfies Answer)
