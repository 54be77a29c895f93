import { createReadStream, existsSync } from 'node:fs'
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { markerOf, writeMarker } from '#lib/db/marker.ts'
import { DatabaseServed, lockDatabase, lockOf } from '#lib/db/process-lock.ts'
import { type CopiedDatabase, checkCopy, isInUse } from '#lib/db/snapshot.ts'
import { codeOf } from '#lib/errors.ts'
import { type Entry, filesOf, keep, proofOf } from './archive.ts'
import {
  asideName,
  dataNames,
  ifMissing,
  importsName,
  makeAside,
  type Place,
  realPath,
  workshopName,
} from './content.ts'
import {
  envName,
  isBackedUp,
  isContent,
  longestManifest,
  type Manifest,
  manifestName,
  mostFiles,
  parseManifest,
} from './manifest.ts'
import { type ContentTarget, openContentTarget } from './restore-content.ts'

export type Restored = {
  manifest: Manifest
  database?: CopiedDatabase
  mails: number
  hasSecret: boolean
  movedTo?: string
  /** `other`: another one was there, and that of the backup is at `path`. */
  env?: { kind: 'restored' | 'same' | 'other'; path: string }
  /** `same`: what was there is what the backup holds. `none`: the backup holds no content folder. */
  content: { kind: 'restored'; files: number; movedTo?: string } | { kind: 'same' | 'none' }
}

/** Nothing was touched. */
type Refusal = 'in-use' | 'not-empty' | 'content-not-empty' | 'other-database'

/** Proven whole before anything is touched; what was there is moved aside. @throws when the backup cannot be used */
export async function restoreBackup(
  place: Place,
  from: string,
  options: { force: boolean },
): Promise<Restored | Refusal> {
  const { database } = place
  if (database.kind !== 'sqlite') return await restoreAlone(place, from, options)
  if (isInUse(database.file)) return 'in-use'
  await mkdir(dirname(database.file), { recursive: true })
  const isFirst = !existsSync(lockOf(database.file))
  try {
    // So that no site starts on half of it.
    const unlock = lockDatabase(database.file, 0)
    try {
      return await restoreAlone(place, from, options)
    } finally {
      // What was refused is to leave nothing behind.
      if (isFirst) await rm(lockOf(database.file), { force: true })
      unlock()
    }
  } catch (error) {
    if (error instanceof DatabaseServed) return 'in-use'
    throw error
  }
}

async function restoreAlone(
  place: Place,
  from: string,
  options: { force: boolean },
): Promise<Restored | Refusal> {
  const { dataDir, database } = place
  const there = await contentsOf(place)
  if (there.length && !options.force) return 'not-empty'
  const manifest = await readManifest(from)
  const names = Object.keys(manifest.files)
  const hasDatabase = names.includes('site.db')
  if (hasDatabase && database.kind !== 'sqlite') return 'other-database'
  await mkdir(dataDir, { recursive: true })
  const workshop = await mkdtemp(join(dataDir, workshopName))
  let content: ContentTarget | undefined
  try {
    content = await openContentTarget(place, manifest)
    if (content?.isFilled && !options.force) return 'content-not-empty'
    await unpack(from, manifest, workshop, content)
    const copied = hasDatabase ? checkCopy(join(workshop, 'site.db')) : undefined
    const restored = await content?.putInPlace()
    const movedTo = there.length ? await moveAside(place, there) : undefined
    const env = await putEnvInPlace(place, join(workshop, envName))
    await putInPlace(place, workshop, copied)
    return {
      manifest,
      ...(copied && { database: copied }),
      mails: names.filter((name) => name.startsWith('mailbox/')).length,
      hasSecret: names.includes('secret'),
      ...(movedTo && { movedTo }),
      ...(env && { env }),
      content: restored
        ? { kind: 'restored', files: names.filter(isContent).length, ...restored }
        : { kind: manifest.content ? 'same' : 'none' },
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
    await content?.close()
  }
}

async function contentsOf({ dataDir, database, contentDir }: Place): Promise<string[]> {
  const data = await realPath(dataDir)
  const content = await realPath(contentDir)
  const isOther = (name: string) =>
    data === content
      ? !dataNames.includes(name)
      : name.startsWith('.') || content === join(data, name) || content.startsWith(join(data, name) + sep)
  const inFolder = (await readdir(dataDir).catch(ifMissing([])))
    .filter((name) => !isOther(name) && name !== 'lost+found' && !name.startsWith(asideName))
    .map((name) => join(dataDir, name))
  if (database.kind !== 'sqlite') return inFolder
  const own = basename(database.file)
  const folder = dirname(database.file)
  const beside =
    folder === dataDir && data !== content
      ? []
      : (await readdir(folder).catch(ifMissing([])))
          .filter((name) => name.startsWith(own))
          .map((name) => join(folder, name))
  return [...new Set([...inFolder, ...beside])].filter((file) => file !== lockOf(database.file))
}

async function unpack(
  from: string,
  manifest: Manifest,
  workshop: string,
  content: ContentTarget | undefined,
): Promise<void> {
  const bytesOf = (isAsked: (name: string) => boolean) =>
    Object.entries(manifest.files).reduce((sum, [name, { bytes }]) => sum + (isAsked(name) ? bytes : 0), 0)
  const articles = content ? bytesOf(isContent) : 0
  const data = bytesOf((name) => !isContent(name))
  if (content && (await stat(content.workshop)).dev === (await stat(workshop)).dev)
    await expectRoom(workshop, data + articles)
  else {
    await expectRoom(workshop, data)
    if (content) await expectRoom(content.workshop, articles)
  }
  for await (const entry of entriesOf(from)) {
    const { name } = entry
    if (name === manifestName) continue
    const proof = !isContent(name)
      ? await keep(entry, join(workshop, name))
      : content
        ? await content.keep(entry)
        : await proofOf(entry.body)
    if (proof.sha256 !== manifest.files[name]?.sha256) throw new Error(`${name} in it is damaged`)
  }
}

async function expectRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bytes > bavail * bsize)
    throw new Error(`It holds ${bytes} bytes, and in ${dirname(folder)} there is room for ${bavail * bsize}`)
}

async function readManifest(from: string): Promise<Manifest> {
  const sizes = new Map<string, number>()
  let manifest: Manifest | undefined
  let files = 0
  for await (const { name, bytes, body } of entriesOf(from)) {
    if (++files > mostFiles) throw new Error(`It holds more than ${mostFiles} files`)
    if (name === manifestName) {
      if (manifest) throw new Error('It has two lists of its contents')
      if (bytes > longestManifest) throw new Error('Its list of contents is too long')
      manifest = parseManifest(await text(Readable.from(body)))
    } else {
      if (!isBackedUp(name)) throw new Error(`It holds “${name}”, which no backup of the site does`)
      if (sizes.has(name)) throw new Error(`It holds ${name} twice`)
      sizes.set(name, bytes)
    }
  }
  if (!manifest) throw new Error('It has no list of its contents: a part of it is missing')
  const listed = Object.entries(manifest.files)
  for (const [name, { bytes }] of listed)
    if (sizes.get(name) !== bytes) throw new Error(`${name} in it is missing or damaged`)
  if (sizes.size !== listed.length) throw new Error('It holds more than its list of contents says')
  return manifest
}

/** What is in its `.env`; undefined where it has none. @throws when the backup cannot be used */
export async function envIn(from: string): Promise<string | undefined> {
  const manifest = await readManifest(from)
  const bytes = manifest.files[envName]?.bytes
  if (bytes === undefined) return undefined
  if (bytes > longestManifest) throw new Error('Its .env is too long')
  for await (const { name, body } of entriesOf(from))
    if (name === envName) return await text(Readable.from(body))
  return undefined
}

async function* entriesOf(from: string): AsyncGenerator<Entry> {
  const unpacked = createGunzip()
  // An error reaches whoever reads what is unpacked.
  pipeline(createReadStream(from), unpacked, () => {})
  yield* filesOf(unpacked)
}

async function moveAside({ dataDir, database }: Place, files: readonly string[]): Promise<string> {
  const aside = await makeAside(dataDir)
  // The marker stays: were this to end here, the next start would have to find the database missing.
  for (const file of files)
    if (database.kind === 'sqlite' && file === markerOf(database.file))
      await copyFile(file, join(aside, basename(file)))
    else await move(file, join(aside, basename(file)))
  return aside
}

/** Settings in force are never replaced: the site would start as another one. */
async function putEnvInPlace({ envFile }: Place, from: string): Promise<Restored['env']> {
  if (!envFile) return undefined
  const kept = await readFile(from).catch(ifMissing(undefined))
  if (!kept) return undefined
  const there = await readFile(envFile).catch(ifMissing(undefined))
  if (there?.equals(kept)) return { kind: 'same', path: envFile }
  const path = there ? `${envFile}.restored-${new Date().toISOString().replace(/[:.]/g, '-')}` : envFile
  await writeFile(path, kept, { flag: 'wx', mode: 0o600 })
  return { kind: there ? 'other' : 'restored', path }
}

async function putInPlace(
  { dataDir, database }: Place,
  workshop: string,
  copied: CopiedDatabase | undefined,
): Promise<void> {
  const file = database.kind === 'sqlite' && copied ? database.file : undefined
  if (file && !existsSync(markerOf(file))) writeMarker(file, undefined)
  for (const name of ['secret', importsName, 'mailbox'])
    if (existsSync(join(workshop, name))) await move(join(workshop, name), join(dataDir, name))
  // Last, because with it the site can start.
  if (!file) return
  await move(join(workshop, 'site.db'), file)
  writeMarker(file, copied?.state)
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await copyFile(from, to)
    await rm(from)
  }
}
