import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { BodyFacts } from './document.ts'
import { openSpill, type Spill } from './spill.ts'

type InMemory = { isCompiled: boolean; bytes: Uint8Array }
type OnDisk = { isCompiled: boolean; spill: Spill; at: number; length: number }

/** Because there may be ten thousand. */
export function deflated(text: Uint8Array | string): Uint8Array {
  // A copy: what zlib gives is a view of a much larger buffer.
  return new Uint8Array(deflateRawSync(text, { level: 3 }))
}

/**
 * The text of a body, as its file has it or compiled, for as long as there is its document.
 *
 * @param file where the texts lie instead of in memory; they stay in memory when not given, or when the disk is full
 * @param fewest bytes on the disk from which on it is worth while to leave out what is no longer needed
 */
export function createMdxCache(file?: string, fewest = 64 * 1024 * 1024) {
  const kept = new WeakMap<BodyFacts, InMemory | OnDisk>()
  const all = new Set<WeakRef<BodyFacts>>()
  let spill: Promise<Spill> | undefined
  let opened: Spill[] = []
  let most = fewest
  let isTidying = false

  async function opening(file: string): Promise<Spill> {
    try {
      const fresh = await openSpill(file)
      opened.push(fresh)
      return fresh
    } catch (error) {
      // The next one tries again.
      spill = undefined
      throw error
    }
  }

  async function toDisk(file: string, body: BodyFacts, one: InMemory): Promise<void> {
    spill ??= opening(file)
    const wanted = spill
    const into = await wanted
    const { isCompiled, bytes } = one
    const at = await into.write(bytes)
    if (kept.get(body) !== one) return
    // The rest has moved on meanwhile.
    if (spill !== wanted) return toDisk(file, body, one)
    kept.set(body, { isCompiled, spill: into, at, length: bytes.length })
    if (!isTidying) await tidy(file, into)
  }

  async function tidy(file: string, into: Spill): Promise<void> {
    isTidying = true
    try {
      // The disk was full while the rest moved: it goes on.
      if (opened.length > 1) return await moveTo(into)
      if (into.size() <= most) return
      most = Math.max(fewest, 2 * needed())
      if (into.size() <= most) return
      spill = opening(file)
      await moveTo(await spill)
    } finally {
      isTidying = false
    }
  }

  /** Bytes of documents that there still are, on the disk or on their way. */
  function needed(): number {
    let sum = 0
    for (const ref of all) {
      const body = ref.deref()
      if (!body) all.delete(ref)
      const one = body && kept.get(body)
      if (one) sum += 'bytes' in one ? one.bytes.length : one.length
    }
    return sum
  }

  async function moveTo(into: Spill): Promise<void> {
    const before = opened.filter((one) => one !== into)
    for (const ref of all) {
      const body = ref.deref()
      const one = body && kept.get(body)
      if (!one || ('spill' in one && one.spill === into)) continue
      const { isCompiled } = one
      const bytes = await bytesOf(one).catch(() => undefined)
      if (!bytes) continue
      const at = await into.write(bytes)
      if (kept.get(body) === one) kept.set(body, { isCompiled, spill: into, at, length: bytes.length })
    }
    opened = [into]
    await Promise.all(before.map((one) => one.close()))
  }

  async function bytesOf(one: InMemory | OnDisk): Promise<Uint8Array> {
    return 'bytes' in one ? one.bytes : one.spill.read(one.at, one.length)
  }

  return {
    has: (body: BodyFacts) => kept.has(body),
    /** From the moment it was found good: the file may be broken by the time a reader asks. */
    keep(body: BodyFacts, bytes: Uint8Array, isCompiled: boolean): void {
      if (file && !kept.has(body)) all.add(new WeakRef(body))
      const one = { isCompiled, bytes }
      kept.set(body, one)
      if (file) void toDisk(file, body, one).catch(() => undefined)
    },
    /** Undefined when it is not kept, or the disk does not give it back. */
    async read(body: BodyFacts): Promise<{ isCompiled: boolean; text: Buffer } | undefined> {
      const one = kept.get(body)
      if (!one) return undefined
      try {
        return { isCompiled: one.isCompiled, text: inflateRawSync(await bytesOf(one)) }
      } catch {
        return undefined
      }
    },
    async close(): Promise<void> {
      await spill?.catch(() => undefined)
      await Promise.allSettled(opened.splice(0).map((one) => one.close()))
    },
  }
}
