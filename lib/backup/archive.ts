import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** A file of an archive, its bytes in order. */
export type Entry = {
  name: string
  bytes: number
  body: AsyncIterable<Buffer> | Iterable<Buffer>
  /** Who may read and write it; its owner alone when not given. */
  mode?: number
  /** When it was changed last, in seconds since 1970; now when not given. */
  mtime?: number
}

/** The whole of a body that is known to be small. */
export async function wholeOf(body: Entry['body']): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What proves that a file is whole. */
export type Proof = { bytes: number; sha256: string }

/** Reads a body to its end. */
export async function prove(body: Entry['body']): Promise<Proof> {
  return await proofOf(body, async () => {})
}

/** Writes a file that is not there yet, and proves it. */
export async function keep({ body }: Entry, to: string): Promise<Proof> {
  const file = await open(to, 'wx', 0o600)
  try {
    const proof = await proofOf(body, async (chunk) => void (await file.write(chunk)))
    await file.sync()
    return proof
  } finally {
    await file.close()
  }
}

async function proofOf(body: Entry['body'], take: (chunk: Buffer) => Promise<void>): Promise<Proof> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    hash.update(chunk)
    await take(chunk)
  }
  return { bytes, sha256: hash.digest('hex') }
}

const block = 512
/** Eleven octal digits: what the format has room for. */
const largest = 8 ** 11 - 1
/** Bytes of a name that a header has room for, with the zero at its end; a longer one stands before it. */
const shortName = 99
/** Bytes of a record that holds a long name: twice what any system allows. */
const longestRecord = 8192

/**
 * Writes files as a tar archive (POSIX.1-2001: ustar, with a pax record for a long name), which every system can open
 * without us.
 *
 * @param told called with the proof of each file once it has been written
 */
export async function* tarOf(
  entries: AsyncIterable<Entry>,
  told: (name: string, proof: Proof) => void,
): AsyncGenerator<Buffer> {
  for await (const { name, bytes, body, mode, mtime } of entries) {
    if (Buffer.byteLength(name) > shortName) {
      const record = nameRecord(name)
      yield headerOf({ name: 'long-name', bytes: record.length, type: 'x' })
      yield record
      yield Buffer.alloc(padding(record.length))
    }
    yield headerOf({ name, bytes, mode, mtime })
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
  let longName: string | undefined
  for (;;) {
    const header = await reader.exactly(block)
    if (header.every((byte) => byte === 0)) {
      if (longName !== undefined) throw new Error('It ends too early: a part of it is missing')
      return
    }
    const { type, bytes, ...found } = readHeader(header)
    if (type === 'x' && longName === undefined && bytes <= longestRecord)
      longName = readNameRecord(await reader.exactly(bytes))
    else {
      const name = longName ?? found.name
      longName = undefined
      if (type !== '0') throw new Error(`${name} in it is not a plain file`)
      yield { name, bytes, mode: found.mode, mtime: found.mtime, body: reader.next(bytes) }
    }
    await reader.exactly(padding(bytes))
  }
}

type Header = {
  name: string
  bytes: number
  mode?: number | undefined
  mtime?: number | undefined
  type?: 'x'
}

function headerOf({ name, bytes, mode = 0o600, mtime = Date.now() / 1000, type }: Header): Buffer {
  if (bytes > largest)
    throw new Error(`${name} is larger than 8 GiB: back the folder up with the site stopped`)
  const header = Buffer.alloc(block)
  const octal = (value: number, length: number) =>
    `${Math.floor(value)
      .toString(8)
      .padStart(length - 1, '0')}\0`
  header.write(name, 0, shortName)
  header.write(octal(mode & 0o777, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(bytes, 12), 124)
  header.write(octal(Math.min(Math.max(0, mtime), largest), 12), 136)
  header.write(type ?? '0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${octal(sumOf(header), 7)} `, 148)
  return header
}

function readHeader(header: Buffer) {
  const field = (from: number, length: number) => header.subarray(from, from + length).toString('utf8')
  const octal = (from: number, length: number) =>
    Number.parseInt(field(from, length).replace(/[\0 ].*$/s, ''), 8)
  const isOurs = header.toString('latin1', 257, 262) === 'ustar' && octal(148, 8) === sumOf(header)
  if (!isOurs) throw new Error('It is not an archive that the site made, or is damaged')
  const name = field(0, 100).replace(/\0.*$/s, '')
  const type = field(156, 1)
  if (header[345]) throw new Error(`${name} in it is not a plain file`)
  const bytes = octal(124, 12)
  if (Number.isNaN(bytes) || bytes < 0 || bytes > largest) throw new Error(`${name} in it has no size`)
  return { name, type, bytes, mode: octal(100, 8) & 0o777, mtime: octal(136, 12) || 0 }
}

/** A pax record, `30 path=articles/long-name.mdx`: its length counts its own digits too. */
function nameRecord(name: string): Buffer {
  const rest = ` path=${name}\n`
  let length = Buffer.byteLength(rest)
  for (let digits = 0; digits !== String(length).length; ) {
    digits = String(length).length
    length = Buffer.byteLength(rest) + digits
  }
  return Buffer.from(length + rest)
}

function readNameRecord(record: Buffer): string {
  const [, length, name] = /^(\d+) path=([^\0]+)\n$/s.exec(record.toString('utf8')) ?? []
  if (!name || Number(length) !== record.length)
    throw new Error('It holds a name that the site did not write, or is damaged')
  return name
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
