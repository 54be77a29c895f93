import { openSpill, type Spill } from '#lib/content/spill.ts'

type OnDisk = { spill: Spill; at: number; length: number }

/** Bytes that stay in memory; of the rest so many go to the disk at once. */
const usual = { most: 24e6, together: 2e6 }

/**
 * Texts that were parsed for their pages and wait to be indexed, packed, by the hash of their file. What finds no room is parsed
 * again.
 *
 * @param file where those lie that are too many for the memory
 * @param hasRoom whether its disk takes so many bytes
 */
export function createPlains(
  file: string,
  hasRoom: (bytes: number) => Promise<boolean>,
  { most, together } = usual,
) {
  let kept = new Map<string, Uint8Array | OnDisk>()
  let bytes = 0
  let batch: [hash: string, plain: Uint8Array][] = []
  let batchBytes = 0
  let spill: Promise<Spill> | undefined

  async function write(some: typeof batch, length: number): Promise<void> {
    const into = kept
    try {
      spill ??= openSpill(file)
      const opened = await spill
      if (!(await hasRoom(length))) throw new Error('the disk is nearly full')
      let at = await opened.write(Buffer.concat(some.map(([, plain]) => plain)))
      for (const [hash, { length }] of some) {
        into.set(hash, { spill: opened, at, length })
        at += length
      }
    } catch {
      for (const [hash] of some) into.delete(hash)
    }
  }

  return {
    add(hash: string, plain: Uint8Array): void {
      if (kept.has(hash)) return
      kept.set(hash, plain)
      if (bytes + plain.length <= most) {
        bytes += plain.length
        return
      }
      batch.push([hash, plain])
      batchBytes += plain.length
      if (batchBytes < together) return
      void write(batch, batchBytes)
      batch = []
      batchBytes = 0
    },
    async get(hash: string): Promise<Uint8Array | undefined> {
      const one = kept.get(hash)
      if (!one || !('spill' in one)) return one
      return one.spill.read(one.at, one.length).catch(() => undefined)
    },
    async clear(): Promise<void> {
      kept = new Map()
      batch = []
      bytes = batchBytes = 0
      const before = spill
      spill = undefined
      await before?.then((one) => one.close()).catch(() => undefined)
    },
  }
}
