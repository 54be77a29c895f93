import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { downloadDocument } from './document.ts'
import { fileKind } from './file-kinds.ts'
import type { Cache } from './parse-cache.ts'
import { inWorker, LimitExceeded } from './parse-pool.ts'
import { bytesWith, costlyDocument, type Reading, unreadable } from './read-document.ts'
import type { Version } from './scan.ts'

type Task = { path: string; version: Version }

const atOnce = 250
/** Of more files each is compiled when a reader asks. */
const mostTried = 200

/** By path; a file that changed while it was read is missing. */
export async function readFiles(
  { contentDir, timeZone }: { contentDir: string; timeZone: string },
  versions: ReadonlyMap<string, Version>,
  options: {
    cache?: Cache | undefined
    ahead?: ReadonlyMap<string, Reading> | undefined
    isThorough?: boolean | undefined
  } = {},
): Promise<Map<string, Reading>> {
  const fresh = new Map<string, Reading>()
  const tasks: Task[] = []
  for (const [path, version] of versions) {
    const document = options.cache?.get(path, version)
    if (document) fresh.set(path, { version, document })
    else tasks.push({ path, version })
  }
  const parsed = tasks.filter(({ path }) => fileKind(path)?.kind !== 'download')
  const isTried = options.isThorough || parsed.length <= mostTried

  async function read({ path, version }: Task): Promise<Reading | undefined> {
    const kind = fileKind(path)
    if (kind?.kind === 'download') {
      const file = join(contentDir, version.name ?? path)
      const error = await access(file, constants.R_OK).catch((error: unknown) => error)
      const document = downloadDocument(kind)
      return { version, document: error ? unreadable(document, error) : document }
    }
    const known = options.ahead?.get(path)
    const hash = known?.packed && 'body' in known.document && known.document.body?.hash
    if (hash && (await bytesWith(hash, contentDir, path, version).catch(() => undefined)))
      return { ...known, version }
    try {
      return await inWorker({ kind: 'read', contentDir, timeZone, path, version, isTried })
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error
      return costlyDocument(contentDir, path, version, error)
    }
  }

  const queue = tasks.values()
  const readOn = async () => {
    for (const task of queue) {
      const reading = await read(task)
      if (reading) fresh.set(task.path, reading)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, readOn))
  return fresh
}
