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
    const at = await into.write(one.bytes)
    if (kept.get(body) !== one) return
    // The rest has moved on meanwhile.
    if (spill !== wanted) return toDisk(file, body, one)
    kept.set(body, { isCompiled: one.isCompiled, spill: into, at, length: one.bytes.length })
    if (into.size() > most && !isTidying) await tidy(file, into)
  }

  async function tidy(file: string, from: Spill): Promise<void> {
    isTidying = true
    most = Math.max(fewest, 2 * needed())
    try {
      if (from.size() > most) await moveOn(file)
    } finally {
      isTidying = false
    }
  }

  /** Bytes of documents that there still are. */
  function needed(): number {
    let sum = 0
    for (const ref of all) {
      const body = ref.deref()
      if (!body) all.delete(ref)
      const one = body && kept.get(body)
      if (one && 'spill' in one) sum += one.length
    }
    return sum
  }

  /** What is still needed, to a new file; where that is full, the old one stays as well. */
  async function moveOn(file: string): Promise<void> {
    const before = opened
    const into = await openSpill(file)
    opened = [...before, into]
    spill = Promise.resolve(into)
    for (const ref of all) {
      const body = ref.deref()
      const one = body && kept.get(body)
      if (!one || 'bytes' in one || one.spill === into) continue
      const bytes = await one.spill.read(one.at, one.length).catch(() => undefined)
      const at = bytes && (await into.write(bytes))
      if (at !== undefined && kept.get(body) === one) kept.set(body, { ...one, spill: into, at })
    }
    opened = opened.filter((one) => !before.includes(one))
    await Promise.all(before.map((one) => one.close()))
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
        const bytes = 'bytes' in one ? one.bytes : await one.spill.read(one.at, one.length)
        return { isCompiled: one.isCompiled, text: inflateRawSync(bytes) }
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
