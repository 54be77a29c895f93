import { once } from 'node:events'
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  type WriteStream,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl'
import { messageOf } from '#lib/errors.ts'
import { isFileAddress } from './pictures.ts'
import type { Report } from './report.ts'

type Uploads = { folder: string | undefined; remove: () => void }

/** Bytes of one file; larger ones no page needs. */
const largest = 60e6
/** Pictures are packed already: what grows more than this is a trap. */
const mostGrowth = 20
const alwaysAllowed = 100e6
const mostFiles = 500_000

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

/** @param given a folder, or an archive of one, which is unpacked for as long as the import runs */
export async function openUploads(given: string | undefined, report: Report): Promise<Uploads> {
  if (given === undefined || statSync(given).isDirectory()) return { folder: given, remove() {} }
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-uploads-'))
  const remove = () => {
    rmSync(folder, { recursive: true, force: true })
    for (const signal of signals) process.off(signal, stop)
  }
  const stop = (signal: NodeJS.Signals) => {
    remove()
    process.kill(process.pid, signal)
  }
  // Gigabytes would else stay behind whoever changes their mind.
  for (const signal of signals) process.on(signal, stop)
  try {
    await unpack(given, folder, report)
    return { folder, remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** @param size as the archive says */
type Take = (name: string, size: number, open: () => Promise<Readable>) => Promise<void>

async function unpack(file: string, folder: string, report: Report): Promise<void> {
  const place = { file }
  const room = Math.max(alwaysAllowed, statSync(file).size * mostGrowth)
  let [bytes, files] = [0, 0]

  async function take(name: string, size: number, open: () => Promise<Readable>): Promise<void> {
    const path = inside(name)
    if (path === undefined) {
      report.add('left-out', 'files of the archive whose names lead out of it', place, name)
      return
    }
    // Programs, and what a system keeps of its own.
    if (!isFileAddress(path) || /(?:^|\/)(?:__MACOSX\/|\._)/.test(path)) return
    if (++files > mostFiles) throw new Trap(`it holds more than ${mostFiles} files`)
    if (size > largest) {
      report.add('to-do', 'files of the archive of more than 60 MB', place, name)
      return
    }
    const to = join(folder, path)
    const measure = new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length
        done(bytes > room ? new Trap('it grows without end when it is unpacked') : null, chunk)
      },
    })
    let made: WriteStream | undefined
    try {
      mkdirSync(dirname(to), { recursive: true })
      // First: an entry of a tar that is given up once it is read takes all that follow with it.
      made = await opened(to)
      await pipeline(await open(), measure, made)
    } catch (error) {
      made?.destroy()
      if (made) rmSync(to, { force: true })
      if (error instanceof Trap) throw error
      if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR') return
      if (/^(?:ENOSPC|EDQUOT|EACCES|EROFS)$/.test(codeOf(error))) throw error
      report.add(
        'to-do',
        'files of the archive that could not be unpacked',
        place,
        `${name}: ${messageOf(error)}`,
      )
    }
  }

  try {
    const start = await firstBytes(file)
    if (start.subarray(0, 2).toString() === 'PK') await fromZip(file, take)
    else await fromTar(file, start[0] === 0x1f && start[1] === 0x8b, take)
    if (!files) report.add('to-do', 'archives without a picture or file in them', place)
  } catch (error) {
    if (/^(?:ENOSPC|EDQUOT|EACCES|EROFS)$/.test(codeOf(error))) throw error
    report.add(
      'unreadable',
      'archives of pictures, from some place on: unpack it, and give the folder to --pictures',
      place,
      messageOf(error),
    )
  }
}

class Trap extends Error {}

/** @throws where there is one already, or none can be */
async function opened(file: string): Promise<WriteStream> {
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await once(stream, 'open')
  return stream
}

async function fromZip(file: string, take: Take): Promise<void> {
  // A name that leads out would else end the reading of all that follow.
  const zip = await openPromise(file, { decodeStrings: false })
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
      if (!name.endsWith('/') && !isLink)
        await take(name, entry.uncompressedSize, () => zip.openReadStreamPromise(entry))
    }
  } finally {
    zip.close()
  }
}

/** Many programs write UTF-8 and do not say so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  }
}

async function fromTar(file: string, isPacked: boolean, take: Take): Promise<void> {
  const entries = extract()
  const source = createReadStream(file)
  const reading = isPacked ? pipeline(source, createGunzip(), entries) : pipeline(source, entries)
  // Its error is that of the loop.
  reading.catch(() => undefined)
  try {
    for await (const entry of entries) {
      if (entry.header.type === 'file' || entry.header.type === 'contiguous-file')
        await take(entry.header.name, entry.header.size ?? 0, async () => entry as unknown as Readable)
      entry.resume()
    }
    await reading
  } finally {
    source.destroy()
    entries.destroy()
  }
}

/** @returns undefined where it leads out of the archive */
function inside(name: string): string | undefined {
  const parts = name.replaceAll('\\', '/').split('/')
  if (name.includes('\0') || /^(?:[A-Za-z]:|\/|\\)/.test(name) || parts.includes('..')) return undefined
  return parts.filter((part) => part && part !== '.').join('/')
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? ''
}
