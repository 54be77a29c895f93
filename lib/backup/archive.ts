import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { extract, type Pack, pack } from 'tar-stream'

export type Entry = {
  name: string
  bytes: number
  body: AsyncIterable<Buffer> | Iterable<Buffer>
  mode?: number
  /** Seconds since 1970. */
  mtime?: number
}

export type Proof = { bytes: number; sha256: string }

/** `to` is a file that is not there yet. */
export async function keep({ body }: Entry, to: string): Promise<Proof> {
  await mkdir(dirname(to), { recursive: true })
  const file = await open(to, 'wx', 0o600)
  try {
    const proof = await proofOf(body, async (chunk) => void (await file.write(chunk)))
    await file.sync()
    return proof
  } finally {
    await file.close()
  }
}

export async function proofOf(body: Entry['body'], take?: (chunk: Buffer) => Promise<void>): Promise<Proof> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    hash.update(chunk)
    await take?.(chunk)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** POSIX.1-2001 with pax records: every system can open it without us. */
export async function* tarOf(
  entries: AsyncIterable<Entry>,
  onWritten: (name: string, proof: Proof) => void,
): AsyncGenerator<Buffer> {
  const archive = pack().on('error', ignore)
  const stopping = new AbortController()
  const writing = writeAll(archive, entries, onWritten, stopping.signal).catch((error: Error) =>
    archive.destroy(error),
  )
  try {
    for await (const chunk of archive) yield chunk as Buffer
  } finally {
    stopping.abort()
    archive.destroy(readNoFurther())
    // Else it would go on reading beside whoever tidies up.
    await writing
  }
}

function readNoFurther(): Error {
  return new Error('The archive is read no further')
}

/** Later ones, in seconds since 1970, have no room in the library's header. */
const latestTime = 2 ** 31 - 1

async function writeAll(
  archive: Pack,
  entries: AsyncIterable<Entry>,
  onWritten: (name: string, proof: Proof) => void,
  stopping: AbortSignal,
): Promise<void> {
  for await (const { name, bytes, body, mode = 0o600, mtime = Date.now() / 1000 } of entries) {
    const file = archive.entry({
      ...{ name, size: bytes },
      // The library takes a mode of 0 for none.
      mode: mode | constants.S_IFREG,
      // The format has no time before 1970.
      mtime: new Date(Math.min(Math.max(0, mtime), latestTime) * 1000),
      ...(mtime > latestTime && { pax: { mtime: String(Math.floor(mtime)) } }),
    })
    file.on('error', ignore)
    const proof = await proofOf(body, async (chunk) => {
      if (stopping.aborted) throw readNoFurther()
      if (!file.write(chunk)) await drained(file)
    })
    if (proof.bytes !== bytes) throw new Error(`${name} changed its size while it was read`)
    file.end(undefined)
    onWritten(name, proof)
  }
  archive.finalize()
}

/** A large file waits many thousand times. */
function drained(file: ReturnType<Pack['entry']>): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => () => {
      file.off('drain', onDrain).off('close', onClose)
      end()
    }
    const onDrain = settle(resolve)
    const onClose = settle(() => reject(readNoFurther()))
    file.on('drain', onDrain).on('close', onClose)
  })
}

function ignore(): void {}

/** A body that nobody reads is passed over. @throws at anything but plain files, and when it ends too early */
export async function* filesOf(archive: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const reader = extract()
  const source = Readable.from(archive)
  let failure: Error | undefined
  source.on('error', (error) => {
    failure = error
    reader.destroy(error)
  })
  source.pipe(reader)
  try {
    for await (const body of reader) {
      const { name, size: bytes = 0, mode = 0, mtime, type, pax } = body.header
      if (type !== 'file') throw new Error(`${name} in it is not a plain file`)
      const records: Partial<Record<string, string>> = pax ?? {}
      const content = bytesOf(body as AsyncIterable<Buffer>, () => failure)
      const changed = Number(records.mtime ?? (mtime?.getTime() ?? 0) / 1000) || 0
      yield { name, bytes, mode: mode & 0o777, mtime: changed, body: content }
      for await (const _rest of content);
    }
  } catch (error) {
    throw failure ?? inOurWords(error)
  } finally {
    source.destroy()
    reader.destroy()
  }
}

async function* bytesOf(
  body: AsyncIterable<Buffer>,
  failure: () => Error | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    throw failure() ?? inOurWords(error)
  }
}

function inOurWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.message === 'Unexpected end of data')
    return new Error('It ends too early: a part of it is missing', { cause: error })
  if (/^(Invalid|Header exceeds)/.test(error.message))
    return new Error('It is not an archive that the site made, or is damaged', { cause: error })
  return error
}
