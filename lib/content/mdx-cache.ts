import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { openSpill, type Spill } from './spill.ts'

/** Milliseconds for which an old version is kept for pages that are being rendered from it. */
const grace = 60_000

export type Source = {
  path: string
  hash: string
  isLight: boolean
}

/** Deflated, because there may be ten thousand. */
export type Packed = { kind: 'code' | 'file'; bytes: Uint8Array }

type OnDisk = { kind: Packed['kind']; spill: Spill; at: number; length: number }

export function pack(kind: Packed['kind'], text: Uint8Array | string): Packed {
  // A copy: what zlib gives is a view of a much larger buffer.
  return { kind, bytes: new Uint8Array(deflateRawSync(text, { level: 3 })) }
}

export function unpack({ bytes }: Packed): Buffer {
  return inflateRawSync(bytes)
}

/**
 * Kept from the moment it was found good: the file may be broken by the time a reader asks.
 *
 * @param file where the bytes lie instead of in memory; they stay in memory when not given, or when the disk is full
 * @param mostWaste bytes of what is no longer needed, beyond which the rest moves to a new file
 */
export function createMdxCache(
  compile: (source: Source, file: Packed) => Promise<string>,
  file?: string,
  mostWaste = 64 * 1024 * 1024,
) {
  const kept = new Map<string, Packed | OnDisk>()
  const retired = new Map<string, number>()
  const underway = new Map<string, Promise<string>>()
  const keyOf = ({ path, hash }: Source) => `${path} ${hash}`
  let spill: Promise<Spill> | undefined
  /** Bytes in the file that are no longer needed. */
  let waste = 0
  let isMoving = false
  let count = 0

  function put(key: string, packed: Packed): void {
    remove(key)
    kept.set(key, packed)
    if (file) void toDisk(key, packed).catch(() => undefined)
  }

  function remove(key: string): void {
    const before = kept.get(key)
    if (before && 'spill' in before) waste += before.length
    kept.delete(key)
  }

  async function toDisk(key: string, packed: Packed): Promise<void> {
    spill ??= openSpill(`${file}-${process.pid}-${++count}`)
    const opened = spill
    const into = await opened
    const { length } = packed.bytes
    const at = await into.write(packed.bytes)
    if (kept.get(key) !== packed) waste += length
    // The rest has moved on meanwhile.
    else if (spill !== opened) return toDisk(key, packed)
    else kept.set(key, { kind: packed.kind, spill: into, at, length })
    if (!isMoving && waste > mostWaste && waste > into.size() / 2) await move(into)
  }

  /** What is still needed, to a new file. */
  async function move(from: Spill): Promise<void> {
    isMoving = true
    waste = 0
    spill = openSpill(`${file}-${process.pid}-${++count}`)
    for (const [key, one] of [...kept]) {
      if (!('spill' in one) || one.spill !== from) continue
      const packed = await loaded(one)
      if (kept.get(key) === one) put(key, packed)
    }
    isMoving = false
    await from.close()
  }

  async function loaded(one: Packed | OnDisk): Promise<Packed> {
    if ('bytes' in one) return one
    return { kind: one.kind, bytes: await one.spill.read(one.at, one.length) }
  }

  function compileOnce(key: string, source: Source, one: Packed | OnDisk): Promise<string> {
    const code = loaded(one).then((packed) => compile(source, packed))
    underway.set(key, code)
    code
      .then(
        (text) => kept.has(key) && put(key, pack('code', text)),
        () => undefined,
      )
      .finally(() => underway.delete(key))
    return code
  }

  return {
    keep(source: Source, packed: Packed): void {
      const key = keyOf(source)
      if (kept.get(key)?.kind !== 'code') put(key, packed)
      retired.delete(key)
    },
    has: (source: Source) => kept.has(keyOf(source)),
    /** @param now milliseconds of a monotonic clock */
    retire: (source: Source, now: number) => void retired.set(keyOf(source), now),
    sweep(now: number): void {
      for (const [key, at] of retired) {
        if (now - at < grace) continue
        retired.delete(key)
        remove(key)
      }
    },
    code(source: Source): Promise<string> | undefined {
      const key = keyOf(source)
      const one = kept.get(key)
      if (one?.kind === 'code') return loaded(one).then((packed) => unpack(packed).toString())
      return underway.get(key) ?? (one && compileOnce(key, source, one))
    },
    async close(): Promise<void> {
      await (await spill)?.close()
    },
  }
}
