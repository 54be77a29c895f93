import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export type Spill = Awaited<ReturnType<typeof openSpill>>

/** The files whose path begins so. */
export async function removeThose(start: string): Promise<void> {
  const folder = dirname(start)
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(basename(start))) await rm(join(folder, name)).catch(() => undefined)
}

/** Bytes that need no memory: one file, written at its end alone, which is gone when the process is. */
export async function openSpill(file: string) {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(`${file}-${randomUUID()}`, 'wx+')
  // What is open stays readable, and a kill leaves nothing behind; nor does one that came just before this line.
  await removeThose(`${file}-`)
  let end = 0

  return {
    size: () => end,
    /** @returns where they stand, once they do */
    async write(bytes: Uint8Array): Promise<number> {
      const at = end
      end += bytes.length
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
        done += bytesWritten
      }
      return at
    },
    async read(at: number, length: number): Promise<Uint8Array> {
      const bytes = new Uint8Array(length)
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
        if (!bytesRead) throw new Error('A kept text could not be read back from the data folder.')
        done += bytesRead
      }
      return bytes
    },
    /** What has begun is finished first. */
    close: () => handle.close(),
  }
}
