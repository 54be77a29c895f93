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
/** From so many files on, threads are worth their start: that takes half a second of a core, an article some 3 ms. */
export const manyFiles = 600
/** Files given to a thread at a time. */
const batch = 16

/** What is known of files already. */
type Known = {
  /** What a start finds in its cache. */
  cache?: Cache
  /** What was read of them a moment ago, when it was not known yet whether they are whole. */
  ahead?: ReadonlyMap<string, Fresh>
}

/**
 * Reads these versions of files.
 *
 * @param options.isStart leaves all of many files to threads: what they need of memory goes with them
 * @returns what was read by path; a file that changed while it was read is missing
 */
export async function readFiles(
  folder: { contentDir: string; timeZone: string; schemas: Schemas },
  versions: ReadonlyMap<string, Version>,
  { cache, ahead }: Known = {},
  options: { isStart?: boolean } = {},
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

  const queue = tasks.values()
  const readSelf = async (some: Iterable<Task>) => {
    for (const task of some)
      keep(
        task,
        await readFile(folder.contentDir, task.path, task.version, folder.schemas, ahead?.get(task.path)),
      )
  }
  const readSelfAtOnce = (some: IteratorObject<Task>) =>
    Promise.all(Array.from({ length: atOnce }, () => readSelf(some)))
  const unknown = tasks.filter(({ path }) => !ahead?.get(path)?.packed)
  if (unknown.length < manyFiles) {
    await readSelfAtOnce(queue)
    return fresh
  }
  const threads = Math.max(1, availableParallelism() - (options.isStart ? 0 : 1))
  const [left] = await Promise.all([
    readInThreads(folder, queue, keep, threads),
    options.isStart ? undefined : readSelfAtOnce(queue),
  ])
  await readSelfAtOnce([...left, ...queue].values())
  return fresh
}

/** @returns files whose thread failed: they are to be read without it */
async function readInThreads(
  { contentDir, timeZone }: { contentDir: string; timeZone: string },
  queue: Iterator<Task>,
  keep: (task: Task, reading: Reading | undefined) => void,
  threads: number,
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
      // The first message says that the thread is ready: what waited for it could be read elsewhere meanwhile.
      worker.on('message', (answer: Answer) => {
        for (const [index, reading] of answer.entries()) if (given[index]) keep(given[index], reading)
        given = taken(queue, batch)
        if (given.length) worker.postMessage(given satisfies Order)
        else end([])
      })
      worker.on('error', () => end(given))
      worker.on('exit', () => resolve(given))
    })
  const left = await Promise.all(Array.from({ length: threads }, thread))
  return left.flat()
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
