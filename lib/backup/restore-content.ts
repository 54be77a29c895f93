import { createReadStream } from 'node:fs'
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Entry, keep, type Proof, proofOf } from './archive.ts'
import {
  dataIn,
  ifMissing,
  isAside,
  listContent,
  makeAside,
  type Place,
  realPath,
  workshopName,
} from './content.ts'
import { type ContentManifest, contentPrefix, isContent, type Manifest } from './manifest.ts'

export type ContentTarget = NonNullable<Awaited<ReturnType<typeof openContentTarget>>>

/** Nothing is touched before `putInPlace`; undefined: there is nothing to do. */
export async function openContentTarget(place: Place, manifest: Manifest) {
  const { content } = manifest
  if (!content) return undefined
  const made = await mkdir(place.contentDir, { recursive: true })
  const dir = await realPath(place.contentDir)
  const isData = await dataIn(place)
  if (await isAsBackedUp(dir, isData, manifest)) return undefined
  /** There is something already, and not just what the backup holds. */
  const isFilled = (await readdir(dir)).some((name) => !isAside(name) && !isData(join(dir, name)))
  /** Holds the files until all of them are proven. */
  const workshop = await mkdtemp(join(dir, workshopName))

  return {
    workshop,
    isFilled,
    async keep(entry: Entry): Promise<Proof> {
      const file = join(workshop, entry.name.slice(contentPrefix.length))
      const proof = await keep(entry, file)
      await chmod(file, entry.mode ?? 0o600)
      if (entry.mtime !== undefined) await utimes(file, entry.mtime, entry.mtime)
      return proof
    },
    async putInPlace(): Promise<{ movedTo?: string }> {
      await completeIn(workshop, content)
      const [root] = content.folders.filter(({ path }) => !path)
      if (made && root) await chmod(dir, root.mode | 0o700)
      const movedTo = isFilled ? await moveAside(dir, isData, await dataPaths(place)) : undefined
      for (const name of await readdir(workshop)) await merge(join(workshop, name), join(dir, name))
      return { ...(movedTo && { movedTo }) }
    },
    async close() {
      await rm(workshop, { recursive: true, force: true })
      // What was refused is to leave nothing behind.
      if (made) await rmdir(dir).catch(() => undefined)
    },
  }
}

/** Links come last: no file is written through one. */
async function completeIn(workshop: string, { folders, links }: ContentManifest): Promise<void> {
  for (const { path } of folders) await mkdir(join(workshop, path), { recursive: true })
  const isLink = new Set(links.map(({ path }) => path))
  for (const { path, to } of links) {
    for (let above = dirname(path); above !== '.'; above = dirname(above))
      if (isLink.has(above)) throw new Error(`${path} in it lies below a link`)
    await mkdir(dirname(join(workshop, path)), { recursive: true })
    await symlink(to, join(workshop, path))
  }
  for (const { path, mode } of folders) if (path) await chmod(join(workshop, path), mode | 0o700)
}

async function isAsBackedUp(
  dir: string,
  isData: (path: string) => boolean,
  { files, content }: Manifest,
): Promise<boolean> {
  const listing = await listContent(dir, isData)
  if (listing.leftOut.some(({ isLoss }) => isLoss)) return false
  const inOrder = (links: ContentManifest['links'] = []) =>
    links.map(({ path, to }) => `${path} ${to}`).sort()
  if (!isDeepStrictEqual(inOrder(listing.links), inOrder(content?.links))) return false
  const wanted = Object.keys(files).filter(isContent)
  if (listing.files.length !== wanted.length) return false
  for (const name of listing.files) {
    const known = files[contentPrefix + name]
    const file = join(dir, name)
    if (known?.bytes !== (await stat(file)).size) return false
    if (known.sha256 !== (await proofOf(createReadStream(file))).sha256) return false
  }
  return true
}

async function dataPaths({ dataDir, database }: Place): Promise<string[]> {
  return [await realPath(dataDir), ...(database.kind === 'sqlite' ? [await realPath(database.file)] : [])]
}

async function moveAside(
  dir: string,
  isData: (path: string) => boolean,
  data: readonly string[],
): Promise<string> {
  const aside = await makeAside(dir)
  const moved: [from: string, to: string][] = []

  async function move(from: string, to: string): Promise<void> {
    if (isData(from)) return
    if (data.some((path) => path.startsWith(from + sep))) {
      await mkdir(to)
      for (const name of await readdir(from)) await move(join(from, name), join(to, name))
      return
    }
    await rename(from, to)
    moved.push([from, to])
  }

  try {
    for (const name of await readdir(dir)) if (!isAside(name)) await move(join(dir, name), join(aside, name))
    return aside
  } catch (error) {
    for (const [from, to] of moved.reverse()) await rename(to, from)
    await rmdir(aside).catch(() => undefined)
    throw error
  }
}

/** Into a folder that is there already goes what the other one holds. */
async function merge(from: string, to: string): Promise<void> {
  const there = await lstat(to).catch(ifMissing(undefined))
  if (there?.isDirectory() && (await lstat(from)).isDirectory())
    for (const name of await readdir(from)) await merge(join(from, name), join(to, name))
  else await rename(from, to)
}
