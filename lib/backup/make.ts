import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { copyDatabase } from '#lib/db/snapshot.ts'
import { type Entry, type Proof, tarOf } from './archive.ts'
import {
  copySteadily,
  dataIn,
  isMissing,
  type LeftOut,
  listContent,
  type Place,
  realPath,
  reasonOf,
} from './content.ts'
import { type ContentManifest, contentPrefix, longestManifest, manifestName } from './manifest.ts'

export type Backup = {
  files: number
  mails: number
  hasDatabase: boolean
  hasSecret: boolean
  articles: number | undefined
  leftOut: LeftOut[]
  /** They were being written all the time, and may be parts. */
  changing: string[]
  bytes: number
}

/** The site may be running. @throws when something cannot be read or written; then there is no file */
export async function makeBackup(place: Place, to: string): Promise<Backup> {
  const target = resolve(to)
  const workshop = await mkdtemp(join(dirname(target), '.backup-'))
  try {
    const proofs: Record<string, Proof> = {}
    const draft = join(workshop, basename(target))
    const note = (name: string, proof: Proof) => {
      proofs[name] = proof
    }
    const content = await openContent(place, [workshop, target])
    const contents = tarOf(everything(place, workshop, proofs, content), note)
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(contents), createGzip(), file)
    await rename(draft, target)
    const names = Object.keys(proofs)
    const articles = names.filter((name) => name.startsWith(contentPrefix)).length
    return {
      files: names.length - 1 - articles,
      mails: names.filter((name) => name.startsWith('mailbox/')).length,
      hasDatabase: 'site.db' in proofs,
      hasSecret: 'secret' in proofs,
      articles: content && articles,
      leftOut: content?.leftOut() ?? [],
      changing: content?.changing ?? [],
      bytes: (await stat(target)).size,
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** The manifest comes last: an archive without it was cut short. */
async function* everything(
  { dataDir, database }: Place,
  workshop: string,
  proofs: Readonly<Record<string, Proof>>,
  content: Content | undefined,
): AsyncGenerator<Entry> {
  if (database.kind === 'sqlite') {
    const copy = join(workshop, 'site.db')
    await copyDatabase(database.file, copy)
    yield { name: 'site.db', bytes: (await stat(copy)).size, body: contentOnce(copy) }
    await rm(copy)
  }
  const secret = await contentOf(join(dataDir, 'secret'))
  if (secret) yield whole('secret', secret)
  for (const name of await mailsIn(join(dataDir, 'mailbox'))) {
    const mail = await contentOf(join(dataDir, 'mailbox', name))
    if (mail) yield whole(`mailbox/${name}`, mail)
  }
  if (content) yield* content.files(workshop)
  const manifest = {
    format: 2,
    madeAt: new Date().toISOString(),
    database: database.kind,
    files: proofs,
    ...(content && { content: content.manifest() }),
  }
  const list = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  if (list.length > longestManifest)
    throw new Error(
      'there are too many files: move some mails out of the mailbox, or something out of the content folder',
    )
  yield whole(manifestName, list)
}

type Content = {
  files(workshop: string): AsyncGenerator<Entry>
  manifest(): ContentManifest
  leftOut(): LeftOut[]
  changing: string[]
}

/** Until nothing has come since the last look. */
const mostLooks = 10

/** What comes meanwhile, such as an article under its new name, is read as well. */
async function openContent(place: Place, own: readonly string[]): Promise<Content | undefined> {
  const isData = await dataIn(place)
  const mine = new Set(await Promise.all(own.map(realPath)))
  const look = () => listContent(place.contentDir, (path) => mine.has(path) || isData(path))
  const first = await look().catch(ifMissing(undefined))
  if (!first) return undefined
  let listing = first
  const changing: string[] = []
  const unread = new Map<string, LeftOut>()

  async function* files(workshop: string): AsyncGenerator<Entry> {
    const read = new Set<string>()
    const copy = join(workshop, 'file')
    for (let looks = 1; ; looks++) {
      for (const name of listing.files.filter((one) => !read.has(one))) {
        try {
          const { bytes, mode, mtime, isChanging } = await copySteadily(join(place.contentDir, name), copy)
          if (isChanging) changing.push(name)
          read.add(name)
          yield { name: contentPrefix + name, bytes, mode, mtime, body: contentOnce(copy) }
        } catch (error) {
          // One that has gone since has most likely come under another name.
          if (isMissing(error)) continue
          unread.set(name, { name, reason: reasonOf(error), isLoss: true })
          read.add(name)
        }
      }
      listing = await look()
      const missing = listing.files.filter((name) => !read.has(name))
      if (!missing.length) break
      if (looks < mostLooks) continue
      for (const name of missing)
        unread.set(name, { name, reason: 'it was renamed or removed again and again', isLoss: true })
      break
    }
    await rm(copy, { force: true })
  }

  return {
    files,
    changing,
    manifest: () => ({ dir: place.contentDir, folders: listing.folders, links: listing.links }),
    leftOut: () => [...listing.leftOut, ...unread.values()],
  }
}

/** Opened when it is read: a stream that nobody reads fails on its own once the copy is gone. */
async function* contentOnce(file: string): AsyncGenerator<Buffer> {
  yield* createReadStream(file)
}

function whole(name: string, content: Buffer): Entry {
  return { name, bytes: content.length, body: [content] }
}

async function mailsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(ifMissing([]))
  return names.filter((name) => name.endsWith('.eml') && !name.startsWith('.')).sort()
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  return await readFile(file).catch(ifMissing(undefined))
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead
    throw error
  }
}
