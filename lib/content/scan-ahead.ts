import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { workerEnvironment } from '#lib/worker-environment.ts'
import { isSame, type Version } from './version.ts'

export type Ahead = {
  seen: Map<string, Version>
  /** Moments of `performance.now()`, as if nothing else had been done meanwhile. */
  begun: number
  ended: number
}

type Known = { path: string; version: Version }

/** Few large values: to hand over a hundred thousand objects would cost as much as to look for them. */
type Packed = { paths: string; numbers: Float64Array<ArrayBuffer>; names: ReadonlyMap<string, string> }

/** What the thread answers with; milliseconds. */
export type Scanned = { packed: Packed; took: number }

/** Bytes kept of some 30,000 articles: for fewer the thread costs more than it spares. */
const worthAThread = 32 * 1024 * 1024
/** Which no path can have in it. */
const zero = '\0'
const numbersEach = 5

/**
 * Looks at all files in a thread, while this one reads what is known of them.
 *
 * @param cacheFile tells by its size how many files are to be expected
 * @returns gives nothing where they are few, or where the thread failed; `known`: what need not be kept twice
 */
export function scanAhead(contentDir: string, cacheFile: string, least = worthAThread) {
  const scanning = scanInThread(contentDir, cacheFile, least).catch(() => undefined)
  return async (known: (path: string) => Known | undefined): Promise<Ahead | undefined> => {
    const done = await scanning
    return done && { ...done, seen: unpacked(done.packed, known) }
  }
}

async function scanInThread(contentDir: string, cacheFile: string, least: number) {
  if ((await stat(cacheFile)).size < least) return undefined
  const begun = performance.now()
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), {
    env: workerEnvironment(),
    workerData: contentDir,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const { packed, took } = await new Promise<Scanned>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that looks at the files has ended.')))
  })
  return { packed, begun, ended: begun + took }
}

export function packed(seen: ReadonlyMap<string, Version>): Packed {
  const numbers = new Float64Array(seen.size * numbersEach)
  const names = new Map<string, string>()
  let at = 0
  for (const [path, { mtimeMs, size, ino, mode, uid, name }] of seen) {
    numbers.set([mtimeMs, size, ino, mode, uid], at)
    at += numbersEach
    if (name !== undefined) names.set(path, name)
  }
  return { paths: [...seen.keys()].join(zero), numbers, names }
}

function unpacked(
  { paths, numbers, names }: Packed,
  known: (path: string) => Known | undefined,
): Map<string, Version> {
  const seen = new Map<string, Version>()
  const all = paths ? paths.split(zero) : []
  for (const [index, path] of all.entries()) {
    const at = index * numbersEach
    const [mtimeMs = 0, size = 0, ino = 0, mode = 0, uid = 0] = numbers.subarray(at, at + numbersEach)
    const name = names.get(path)
    const version = { mtimeMs, size, ino, mode, uid, ...(name !== undefined && { name }) }
    const before = known(path)
    if (before && isSame(before.version, version)) seen.set(before.path, before.version)
    else seen.set(path, version)
  }
  return seen
}
