import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Schemas } from '../schema.ts'
import type { Cache } from './cache.ts'
import { fileKind } from './kinds.ts'
import { type Reading, readFile } from './read-file.ts'
import type { Answer, Order } from './read-worker.ts'
import type { Version } from './scan.ts'
import type { ReadFile } from './world.ts'

/** A file that was read, and its bytes where it is a body that may be shown. */
export type Fresh = ReadFile & Pick<Reading, 'packed'>

type Task = { path: string; version: Version }

const atOnce = 8
/** From so many files on, threads are worth their start: that takes half a second, an article some 5 ms. */
const manyFiles = 300
/** Files given to a thread at a time. */
const batch = 16

/**
 * Reads these versions of files.
 *
 * @returns what was read by path; a file that changed while it was read is missing
 */
export async function readFiles(
  folder: { contentDir: string; timeZone: string; schemas: Schemas },
  versions: ReadonlyMap<string, Version>,
  cache?: Cache,
): Promise<Map<string, Fresh>> {
  const fresh = new Map<string, Fresh>()
  const keep = ({ path, version }: Task, reading: Reading | undefined) => {
    const what = fileKind(path)
    if (what && reading) fresh.set(path, { version, what, ...reading })
  }
  const tasks: Task[] = []
  for (const [path, version] of versions) {
    const sheet = cache?.get(path, version)
    if (sheet) keep({ path, version }, { sheet })
    else tasks.push({ path, version })
  }

  const left = tasks.length < manyFiles ? tasks : await readInThreads(folder, tasks.values(), keep)
  const queue = left.values()
  const reader = async () => {
    for (const task of queue)
      keep(task, await readFile(folder.contentDir, task.path, task.version, folder.schemas))
  }
  await Promise.all(Array.from({ length: atOnce }, reader))
  return fresh
}

/** @returns files whose thread failed: they are to be read without it */
async function readInThreads(
  { contentDir, timeZone }: { contentDir: string; timeZone: string },
  queue: Iterator<Task>,
  keep: (task: Task, reading: Reading | undefined) => void,
): Promise<Task[]> {
  const thread = () =>
    new Promise<Task[]>((resolve) => {
      const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
        workerData: { contentDir, timeZone },
        resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 },
      })
      let given: Task[] = []
      const end = (left: Task[]) => {
        resolve(left)
        void worker.terminate()
      }
      const give = () => {
        given = taken(queue, batch)
        if (given.length) worker.postMessage(given satisfies Order)
        else end([])
      }
      worker.on('message', (answer: Answer) => {
        for (const [index, reading] of answer.entries()) if (given[index]) keep(given[index], reading)
        give()
      })
      worker.on('error', () => end(given))
      worker.on('exit', () => resolve(given))
      give()
    })
  const left = await Promise.all(Array.from({ length: availableParallelism() }, thread))
  return [...left.flat(), ...taken(queue, Number.POSITIVE_INFINITY)]
}

function taken(queue: Iterator<Task>, most: number): Task[] {
  const tasks: Task[] = []
  while (tasks.length < most) {
    const { value, done } = queue.next()
    if (done) break
    tasks.push(value)
  }
  return tasks
}
