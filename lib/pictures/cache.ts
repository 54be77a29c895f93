import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Log } from '#lib/log.ts'

/** May be deleted at any time, and shared by several processes; what cannot be kept is made again. */
export type PictureCache = {
  find(key: string): Promise<string | undefined>
  keep(key: string, bytes: Buffer): Promise<string | undefined>
}

/** Bytes: the last of the disk belong to messages. */
const leastFree = 200e6
const abandonedAfter = 3600_000

/** @param folder its parent's parent is never made: a disk that is away is not replaced */
export function openPictureCache(options: { folder: string; maxBytes: number; log: Log }): PictureCache {
  const { folder, maxBytes, log } = options
  let held: number | undefined
  let isEvicting = false
  let hasFailed = false

  async function write(key: string, bytes: Buffer): Promise<string> {
    for (const path of [dirname(folder), folder]) await mkdir(path).catch(ifThere)
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < leastFree + bytes.length) throw new Error('the disk is nearly full')
    const [file, fresh] = [join(folder, key), join(folder, `${key}.${randomUUID()}.new`)]
    try {
      await writeFile(fresh, bytes, { flush: true })
      await rename(fresh, file)
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined)
      throw error
    }
    return file
  }

  async function evict(): Promise<void> {
    if (isEvicting) return
    isEvicting = true
    await removeOldest().catch(() => undefined)
    isEvicting = false
  }

  async function removeOldest(): Promise<void> {
    const names = await readdir(folder)
    const states = await Promise.all(
      names.map(async (name) => {
        const state = await stat(join(folder, name)).catch(() => undefined)
        return state && { file: join(folder, name), size: state.size, at: state.mtimeMs }
      }),
    )
    const files = states.filter((one) => one !== undefined).sort((a, b) => a.at - b.at)
    held = files.reduce((sum, { size }) => sum + size, 0)
    const isOver = held > maxBytes
    for (const { file, size, at } of files) {
      const isAbandoned = file.endsWith('.new') && Date.now() - at > abandonedAfter
      const isTooMuch = isOver && held > maxBytes * 0.9
      if (!isAbandoned && !isTooMuch) continue
      await rm(file, { force: true })
      held -= size
    }
  }

  return {
    async find(key) {
      const [file, now] = [join(folder, key), new Date()]
      const isThere = await utimes(file, now, now).then(
        () => true,
        () => false,
      )
      return isThere ? file : undefined
    },
    async keep(key, bytes) {
      try {
        const file = await write(key, bytes)
        held = held === undefined ? undefined : held + bytes.length
        if (held === undefined || held > maxBytes) void evict()
        return file
      } catch (error) {
        const message =
          'pictures that were made smaller cannot be kept on the disk and are made again and again'
        if (!hasFailed) log.warn(message, { folder, error })
        hasFailed = true
        return undefined
      }
    },
  }
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
