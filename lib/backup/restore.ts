import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type CopiedDatabase, checkCopy, isInUse } from '#lib/db/snapshot.ts'
import type { Settings } from '#lib/env.ts'
import { type Entry, filesOf, type Proof, wholeOf } from './archive.ts'
import { isBackedUp, type Manifest, manifestName, parseManifest } from './manifest.ts'

type Place = Pick<Settings, 'dataDir' | 'database'>

/** What was put back, and where what stood there before was moved to. */
export type Restored = {
  manifest: Manifest
  database?: CopiedDatabase
  mails: number
  hasSecret: boolean
  movedTo?: string
}

/** Why nothing was touched. */
export type Refusal = 'in-use' | 'not-empty' | 'other-database'

/**
 * Puts a backup into DATA_DIR. It is read and proven whole first; only then anything there is touched, and what
 * was there is moved aside, not erased.
 *
 * @param options.force restores although there is something already
 * @throws with the reason when the backup cannot be used
 */
export async function restoreBackup(
  place: Place,
  from: string,
  options: { force: boolean },
): Promise<Restored | Refusal> {
  const { dataDir, database } = place
  if (database.kind === 'sqlite' && isInUse(database.file)) return 'in-use'
  const there = await contentsOf(place)
  if (there.length && !options.force) return 'not-empty'
  await mkdir(dataDir, { recursive: true })
  const workshop = await mkdtemp(join(dataDir, '.restore-'))
  try {
    const manifest = await unpack(from, workshop)
    const names = Object.keys(manifest.files)
    const hasDatabase = names.includes('site.db')
    if (hasDatabase && database.kind !== 'sqlite') return 'other-database'
    const copied = hasDatabase ? checkCopy(join(workshop, 'site.db')) : undefined
    const movedTo = there.length ? await moveAside(place, there) : undefined
    await putInPlace(place, workshop, names)
    return {
      manifest,
      ...(copied && { database: copied }),
      mails: names.filter((name) => name.startsWith('mailbox/')).length,
      hasSecret: names.includes('secret'),
      ...(movedTo && { movedTo }),
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** Files of the site's data that are there, as absolute paths. */
async function contentsOf({ dataDir, database }: Place): Promise<string[]> {
  const inFolder = (await namesIn(dataDir))
    .filter((name) => !name.startsWith('.') && name !== 'lost+found' && !name.startsWith('before-restore-'))
    .map((name) => join(dataDir, name))
  if (database.kind !== 'sqlite' || dirname(database.file) === dataDir) return inFolder
  const own = basename(database.file)
  const beside = (await namesIn(dirname(database.file))).filter((name) => name.startsWith(own))
  return [...inFolder, ...beside.map((name) => join(dirname(database.file), name))]
}

async function unpack(from: string, workshop: string): Promise<Manifest> {
  const proofs: Record<string, Proof> = {}
  const lists: Manifest[] = []
  await mkdir(join(workshop, 'mailbox'))
  await pipeline(createReadStream(from), createGunzip(), async (archive: AsyncIterable<Buffer>) => {
    for await (const entry of filesOf(archive)) {
      if (entry.name === manifestName) lists.push(parseManifest((await wholeOf(entry.body)).toString('utf8')))
      else if (isBackedUp(entry.name)) proofs[entry.name] = await keep(entry, join(workshop, entry.name))
      else throw new Error(`It holds “${entry.name}”, which no backup of the site does`)
    }
  })
  const [manifest] = lists
  if (!manifest) throw new Error('It has no list of its contents: a part of it is missing')
  for (const [name, { sha256 }] of Object.entries(manifest.files))
    if (proofs[name]?.sha256 !== sha256) throw new Error(`${name} in it is missing or damaged`)
  if (Object.keys(proofs).length !== Object.keys(manifest.files).length)
    throw new Error('It holds more than its list of contents says')
  return manifest
}

async function keep({ body }: Entry, to: string): Promise<Proof> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(to, 'wx', 0o600)
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      hash.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function moveAside({ dataDir }: Place, files: readonly string[]): Promise<string> {
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  const aside = join(dataDir, `before-restore-${time}`)
  await mkdir(aside)
  for (const file of files) await move(file, join(aside, basename(file)))
  return aside
}

async function putInPlace(
  { dataDir, database }: Place,
  workshop: string,
  names: readonly string[],
): Promise<void> {
  if (names.includes('secret')) await move(join(workshop, 'secret'), join(dataDir, 'secret'))
  if (names.some((name) => name.startsWith('mailbox/')))
    await move(join(workshop, 'mailbox'), join(dataDir, 'mailbox'))
  // Last, because with it the site can start.
  if (database.kind !== 'sqlite' || !names.includes('site.db')) return
  await mkdir(dirname(database.file), { recursive: true })
  await move(join(workshop, 'site.db'), database.file)
}

/** Renames; copies a file where the target is on another volume. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    await copyFile(from, to)
    await rm(from)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
