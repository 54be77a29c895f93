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
  ifMissing,
  importsName,
  isMissing,
  type LeftOut,
  listContent,
  type Place,
  realPath,
  reasonOf,
} from './content.ts'
import { type ContentManifest, contentPrefix, envName, longestManifest, manifestName } from './manifest.ts'

export type Backup = {
  files: number
  hasDatabase: boolean
  hasSecret: boolean
  hasEnv: boolean
  articles: number | undefined
  leftOut: LeftOut[]
  /** They were being written all the time, and may be parts. */
  changing: string[]
  bytes: number
  /** Nothing is missing that nobody left out on purpose. */
  isWhole: boolean
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
    const leftOut = content?.leftOut() ?? []
    return {
      files: names.filter((name) => ![manifestName, envName].includes(name)).length - articles,
      hasDatabase: 'site.db' in proofs,
      hasSecret: 'secret' in proofs,
      hasEnv: envName in proofs,
      articles: content && articles,
      leftOut,
      changing: content?.changing ?? [],
      bytes: (await stat(target)).size,
      isWhole: content !== undefined && !leftOut.some(({ isLoss }) => isLoss),
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** The manifest comes last: an archive without it was cut short. */
async function* everything(
  { dataDir, database, envFile }: Place,
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
  for (const name of ['secret', importsName, ...(await mailsIn(dataDir))]) {
    const bytes = await readFile(join(dataDir, name)).catch(ifMissing(undefined))
    if (bytes) yield whole(name, bytes)
  }
  const env = envFile && (await readFile(envFile).catch(ifMissing(undefined)))
  if (env) yield whole(envName, env)
  if (content) yield* content.files(workshop)
  const manifest = {
    format: 3,
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

type Content = NonNullable<Awaited<ReturnType<typeof openContent>>>

/** Until nothing has come since the last look. */
const mostLooks = 10

/** What comes meanwhile, such as an article under its new name, is read as well. */
async function openContent(place: Place, own: readonly string[]) {
  const isData = await dataIn(place)
  const mine = new Set(await Promise.all(own.map(realPath)))
  const look = () => listContent(place.contentDir, (path) => mine.has(path) || isData(path))
  const first = await look().catch(ifMissing(undefined))
  if (!first) return undefined
  let listing = first
  const changing: string[] = []
  const unread: LeftOut[] = []

  async function* files(workshop: string): AsyncGenerator<Entry> {
    const read = new Set<string>()
    const copy = join(workshop, 'file')
    let left = listing.files
    let looks = 0
    do {
      for (const name of left) {
        try {
          const { bytes, mode, mtime, isChanging } = await copySteadily(join(place.contentDir, name), copy)
          if (isChanging) changing.push(name)
          read.add(name)
          yield { name: contentPrefix + name, bytes, mode, mtime, body: contentOnce(copy) }
        } catch (error) {
          // One that has gone since has most likely come under another name.
          if (isMissing(error)) continue
          unread.push({ name, reason: reasonOf(error), isLoss: true })
          read.add(name)
        }
      }
      listing = await look()
      left = listing.files.filter((name) => !read.has(name))
    } while (left.length && ++looks < mostLooks)
    for (const name of left)
      unread.push({ name, reason: 'it was renamed or removed again and again', isLoss: true })
    await rm(copy, { force: true })
  }

  return {
    files,
    changing,
    manifest: (): ContentManifest => ({
      dir: place.contentDir,
      folders: listing.folders,
      links: listing.links,
    }),
    leftOut: () => [...listing.leftOut, ...unread],
  }
}

/** Opened when it is read: a stream that nobody reads fails on its own once the copy is gone. */
async function* contentOnce(file: string): AsyncGenerator<Buffer> {
  yield* createReadStream(file)
}

function whole(name: string, content: Buffer): Entry {
  return { name, bytes: content.length, body: [content] }
}

async function mailsIn(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'mailbox')).catch(ifMissing([]))
  const mails = names.filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
  return mails.sort().map((name) => `mailbox/${name}`)
}
