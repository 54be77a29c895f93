import { mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export type Spill = Awaited<ReturnType<typeof openSpill>>

/** Bytes that need no memory: one file, written at its end alone, which is gone when the process is. */
export async function openSpill(file: string) {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'w+')
  // What is open stays readable, and a kill leaves nothing behind.
  await rm(file).catch(() => undefined)
  let end = 0
  let waiting: { bytes: Uint8Array; at: number; done: PromiseWithResolvers<void> }[] = []
  let isWriting = false

  async function writeAll(): Promise<void> {
    isWriting = true
    while (waiting.length) {
      const batch = waiting
      waiting = []
      const bytes = Buffer.concat(batch.map((one) => one.bytes))
      const written = writeWhole(bytes, batch[0]?.at ?? 0)
      for (const { done } of batch) written.then(done.resolve, done.reject)
      await written.catch(() => undefined)
    }
    isWriting = false
  }

  async function writeWhole(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
      done += bytesWritten
    }
  }

  return {
    size: () => end,
    /** @returns where they stand, once they do */
    async write(bytes: Uint8Array): Promise<number> {
      const at = end
      end += bytes.length
      const done = Promise.withResolvers<void>()
      waiting.push({ bytes, at, done })
      if (!isWriting) void writeAll()
      await done.promise
      return at
    },
    async read(at: number, length: number): Promise<Uint8Array> {
      const bytes = new Uint8Array(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
        if (!bytesRead) throw new Error('A kept text could not be read back from the data folder.')
        done += bytesRead
      }
      return bytes
    },
    close: () => handle.close(),
  }
}
