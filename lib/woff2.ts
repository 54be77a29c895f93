import { brotliDecompressSync } from 'node:zlib'

/** W3C, WOFF File Format 2.0, sections 4 and 5. */
const signature = 'wOF2'
const headerLength = 48
/** Where the tables stand in its list of known tags. */
const [glyf, loca, fvar] = [10, 11, 47]
const anyTag = 63
const transformedByDefault = new Set([glyf, loca])

/** Unpacked: several times the largest font for text that a page can bear. */
const mostBytes = 64 * 1024 * 1024

/**
 * @returns undefined when it is no such font; `weights` is undefined when it has only one
 */
export function readFont(file: Buffer): { weights: string | undefined } | undefined {
  if (file.toString('latin1', 0, 4) !== signature) return undefined
  try {
    const { variations, end } = tablesOf(file)
    const tables = brotliDecompressSync(file.subarray(end, end + file.readUInt32BE(20)), {
      maxOutputLength: mostBytes,
    })
    return { weights: variations && weightsIn(tables.subarray(variations.start, variations.end)) }
  } catch (error) {
    if (error instanceof RangeError || isOfBrotli(error)) return undefined
    throw error
  }
}

/** @throws RangeError when the file ends before its list of tables does */
function tablesOf(file: Buffer): { variations: { start: number; end: number } | undefined; end: number } {
  let at = headerLength
  let start = 0
  let variations: { start: number; end: number } | undefined
  const number = () => {
    let value = 0
    for (let count = 0; count < 5; count++) {
      const byte = file.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
    throw new RangeError('A number of more than five bytes')
  }
  for (let count = file.readUInt16BE(12); count > 0; count--) {
    const flags = file.readUInt8(at++)
    const tag = flags & anyTag
    const isNamedFvar = tag === anyTag && file.toString('latin1', at, at + 4) === 'fvar'
    if (tag === anyTag) at += 4
    const length = number()
    const isTransformed = transformedByDefault.has(tag) ? flags >> 6 !== 3 : flags >> 6 !== 0
    const end = start + (isTransformed ? number() : length)
    if (tag === fvar || isNamedFvar) variations = { start, end }
    start = end
  }
  return { variations, end: at }
}

/** OpenType, table `fvar`. */
function weightsIn(table: Buffer): string | undefined {
  const [first, count, size] = [table.readUInt16BE(4), table.readUInt16BE(8), table.readUInt16BE(10)]
  for (let axis = 0; axis < count; axis++) {
    const at = first + axis * size
    if (table.toString('latin1', at, at + 4) !== 'wght') continue
    const [lightest, heaviest] = [table.readInt32BE(at + 4), table.readInt32BE(at + 12)].map((fixed) =>
      Math.round(fixed / 65536),
    )
    return lightest === heaviest ? undefined : `${lightest} ${heaviest}`
  }
  return undefined
}

function isOfBrotli(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ERR__|Z_)/.test(String(error.code))
}
