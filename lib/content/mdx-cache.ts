import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Milliseconds for which an old version is kept for pages that are being rendered from it. */
const grace = 60_000

export type Source = {
  path: string
  hash: string
  isLight: boolean
}

/** Deflated, because there may be ten thousand. */
export type Packed = { kind: 'code' | 'file'; bytes: Uint8Array }

export function pack(kind: Packed['kind'], text: Uint8Array | string): Packed {
  // A copy: what zlib gives is a view of a much larger buffer.
  return { kind, bytes: new Uint8Array(deflateRawSync(text, { level: 3 })) }
}

export function unpack({ bytes }: Packed): Buffer {
  return inflateRawSync(bytes)
}

/** Kept from the moment it was found good: the file may be broken by the time a reader asks. */
export function createMdxCache(compile: (source: Source, file: Packed) => Promise<string>) {
  const kept = new Map<string, Packed>()
  const retired = new Map<string, number>()
  const underway = new Map<string, Promise<string>>()
  const keyOf = ({ path, hash }: Source) => `${path} ${hash}`

  function compileOnce(key: string, source: Source, file: Packed): Promise<string> {
    const code = compile(source, file)
    underway.set(key, code)
    code
      .then(
        (text) => kept.has(key) && kept.set(key, pack('code', text)),
        () => undefined,
      )
      .finally(() => underway.delete(key))
    return code
  }

  return {
    keep(source: Source, packed: Packed): void {
      const key = keyOf(source)
      if (kept.get(key)?.kind !== 'code') kept.set(key, packed)
      retired.delete(key)
    },
    has: (source: Source) => kept.has(keyOf(source)),
    /** @param now milliseconds of a monotonic clock */
    retire: (source: Source, now: number) => void retired.set(keyOf(source), now),
    sweep(now: number): void {
      for (const [key, at] of retired) {
        if (now - at < grace) continue
        retired.delete(key)
        kept.delete(key)
      }
    },
    code(source: Source): Promise<string> | undefined {
      const key = keyOf(source)
      const packed = kept.get(key)
      if (packed?.kind === 'code') return Promise.resolve(unpack(packed).toString())
      return underway.get(key) ?? (packed && compileOnce(key, source, packed))
    },
  }
}
