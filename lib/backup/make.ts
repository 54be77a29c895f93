import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { copyDatabase } from '#lib/db/snapshot.ts'
import type { Settings } from '#lib/env.ts'
import { type Entry, type Proof, tarOf } from './archive.ts'
import { longestManifest, manifestName } from './manifest.ts'

/** What a backup holds. */
export type Backup = { files: number; mails: number; hasDatabase: boolean; hasSecret: boolean; bytes: number }

/**
 * Writes everything in DATA_DIR that must survive into one archive; the site may be running. The file gets its
 * name when it is whole, and only its owner can read it.
 *
 * @throws when something cannot be read or written; then there is no file
 */
export async function makeBackup(
  settings: Pick<Settings, 'dataDir' | 'database'>,
  to: string,
): Promise<Backup> {
  const target = resolve(to)
  const workshop = await mkdtemp(join(dirname(target), '.backup-'))
  try {
    const proofs: Record<string, Proof> = {}
    const draft = join(workshop, basename(target))
    const note = (name: string, proof: Proof) => {
      proofs[name] = proof
    }
    const contents = tarOf(everything(settings, workshop, proofs), note)
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(contents), createGzip(), file)
    await rename(draft, target)
    const names = Object.keys(proofs)
    return {
      files: names.length - 1,
      mails: names.filter((name) => name.startsWith('mailbox/')).length,
      hasDatabase: 'site.db' in proofs,
      hasSecret: 'secret' in proofs,
      bytes: (await stat(target)).size,
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** The manifest comes last: an archive without it was cut short. */
async function* everything(
  { dataDir, database }: Pick<Settings, 'dataDir' | 'database'>,
  workshop: string,
  proofs: Readonly<Record<string, Proof>>,
): AsyncGenerator<Entry> {
  if (database.kind === 'sqlite') {
    const copy = join(workshop, 'site.db')
    await copyDatabase(database.file, copy)
    yield { name: 'site.db', bytes: (await stat(copy)).size, body: createReadStream(copy) }
    await rm(copy)
  }
  const secret = await contentOf(join(dataDir, 'secret'))
  if (secret) yield whole('secret', secret)
  for (const name of await mailsIn(join(dataDir, 'mailbox'))) {
    const mail = await contentOf(join(dataDir, 'mailbox', name))
    if (mail) yield whole(`mailbox/${name}`, mail)
  }
  const manifest = { format: 1, madeAt: new Date().toISOString(), database: database.kind, files: proofs }
  const list = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  if (list.length > longestManifest)
    throw new Error(
      'the mailbox holds too many mails: move some of its files away, or shorten their retention',
    )
  yield whole(manifestName, list)
}

function whole(name: string, content: Buffer): Entry {
  return { name, bytes: content.length, body: [content] }
}

async function mailsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(ifMissing([]))
  return names.filter((name) => name.endsWith('.eml') && !name.startsWith('.')).sort()
}

/** The content of a file; undefined when it is not there, or no longer. */
async function contentOf(file: string): Promise<Buffer | undefined> {
  return await readFile(file).catch(ifMissing(undefined))
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead
    throw error
  }
}
