import { createHash } from 'node:crypto'

/** A file of an archive, its bytes in order. */
export type Entry = { name: string; bytes: number; body: AsyncIterable<Buffer> | Iterable<Buffer> }

/** The whole of a body that is known to be small. */
export async function wholeOf(body: Entry['body']): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What proves that a file is whole. */
export type Proof = { bytes: number; sha256: string }

const block = 512
/** Eleven octal digits: what the format has room for. */
const largest = 8 ** 11 - 1

/**
 * Writes files as a tar archive (POSIX.1-1988, ustar), which every system can open without us.
 *
 * @param told called with the proof of each file once it has been written
 */
export async function* tarOf(
  entries: AsyncIterable<Entry>,
  told: (name: string, proof: Proof) => void,
): AsyncGenerator<Buffer> {
  for await (const { name, bytes, body } of entries) {
    yield headerOf(name, bytes)
    const hash = createHash('sha256')
    let written = 0
    for await (const chunk of body) {
      written += chunk.length
      hash.update(chunk)
      yield chunk
    }
    if (written !== bytes) throw new Error(`${name} changed its size while it was read`)
    yield Buffer.alloc(padding(bytes))
    told(name, { bytes, sha256: hash.digest('hex') })
  }
  yield Buffer.alloc(2 * block)
}

/**
 * Reads the files of a tar archive, one after another: the body of each must be read before the next.
 *
 * @throws when it is not one, holds anything but plain files, or ends too early
 */
export async function* filesOf(archive: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const reader = readerOf(archive)
  for (;;) {
    const header = await reader.exactly(block)
    if (header.every((byte) => byte === 0)) return
    const { name, bytes } = readHeader(header)
    yield { name, bytes, body: reader.next(bytes) }
    await reader.exactly(padding(bytes))
  }
}

function headerOf(name: string, bytes: number): Buffer {
  if (bytes > largest)
    throw new Error(`${name} is larger than 8 GiB: back the folder up with the site stopped`)
  if (Buffer.byteLength(name) > 99) throw new Error(`${name} is too long a name`)
  const header = Buffer.alloc(block)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(bytes, 12), 124)
  header.write(octal(Math.floor(Date.now() / 1000), 12), 136)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${octal(sumOf(header), 7)} `, 148)
  return header
}

function readHeader(header: Buffer): { name: string; bytes: number } {
  const text = (from: number, length: number) =>
    header
      .subarray(from, from + length)
      .toString('utf8')
      .replace(/[\0 ].*$/s, '')
  const isOurs =
    header.toString('latin1', 257, 262) === 'ustar' && Number.parseInt(text(148, 8), 8) === sumOf(header)
  if (!isOurs) throw new Error('It is not an archive that the site made, or is damaged')
  const name = text(0, 100)
  if (text(156, 1) !== '0' || text(345, 155)) throw new Error(`${name} in it is not a plain file`)
  const bytes = Number.parseInt(text(124, 12), 8)
  if (Number.isNaN(bytes) || bytes < 0 || bytes > largest) throw new Error(`${name} in it has no size`)
  return { name, bytes }
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

function padding(bytes: number): number {
  return (block - (bytes % block)) % block
}

/** Takes bytes off a stream in the portions that are asked for. */
function readerOf(stream: AsyncIterable<Buffer>) {
  const source = stream[Symbol.asyncIterator]()
  let left: Buffer = Buffer.alloc(0)
  async function* next(bytes: number): AsyncGenerator<Buffer> {
    for (let missing = bytes; missing > 0; ) {
      if (!left.length) {
        const { value, done } = await source.next()
        if (done) throw new Error('It ends too early: a part of it is missing')
        left = value
      }
      const portion = left.subarray(0, missing)
      left = left.subarray(portion.length)
      missing -= portion.length
      yield portion
    }
  }
  return {
    next,
    async exactly(bytes: number): Promise<Buffer> {
      return await wholeOf(next(bytes))
    },
  }
}
