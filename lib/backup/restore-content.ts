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
import { type Entry, keep, type Proof, prove } from './archive.ts'
import { asideName, dataIn, isMissing, listContent, type Place, realPath, workshopName } from './content.ts'
import { type ContentManifest, contentPrefix, isContent, type Manifest } from './manifest.ts'

export type ContentTarget = {
  /** Holds the files until all of them are proven. */
  workshop: string
  /** There is something already, and not just what the backup holds. */
  isFilled: boolean
  keep(entry: Entry): Promise<Proof>
  putInPlace(): Promise<{ movedTo?: string }>
  close(): Promise<void>
}

/** Nothing is touched before `putInPlace`; undefined: there is nothing to do. */
export async function openContentTarget(
  place: Place,
  manifest: Manifest,
): Promise<ContentTarget | undefined> {
  const { content } = manifest
  if (!content) return undefined
  const made = await mkdir(place.contentDir, { recursive: true })
  const dir = await realPath(place.contentDir)
  const isData = await dataIn(place)
  if (await isAsBackedUp(dir, isData, manifest)) return undefined
  const isFilled = (await readdir(dir)).some((name) => !isAside(name) && !isData(join(dir, name)))
  const workshop = await mkdtemp(join(dir, workshopName))

  async function makeFolders({ folders }: ContentManifest): Promise<void> {
    for (const { path } of folders) await mkdir(join(workshop, path), { recursive: true })
  }

  /** Links come last: no file is written through one. */
  async function finish({ folders, links }: ContentManifest): Promise<void> {
    const isLink = new Set(links.map(({ path }) => path))
    for (const { path, to } of links) {
      for (let above = dirname(path); above !== '.'; above = dirname(above))
        if (isLink.has(above)) throw new Error(`${path} in it lies below a link`)
      await mkdir(dirname(join(workshop, path)), { recursive: true })
      await symlink(to, join(workshop, path))
    }
    for (const { path, mode } of folders)
      if (path || made) await chmod(path ? join(workshop, path) : dir, mode | 0o700)
  }

  await makeFolders(content)
  return {
    workshop,
    isFilled,
    async keep(entry) {
      const file = join(workshop, entry.name.slice(contentPrefix.length))
      await mkdir(dirname(file), { recursive: true })
      const proof = await keep(entry, file)
      await chmod(file, entry.mode ?? 0o600)
      if (entry.mtime !== undefined) await utimes(file, entry.mtime, entry.mtime)
      return proof
    },
    async putInPlace() {
      await finish(content)
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

async function isAsBackedUp(
  dir: string,
  isData: (path: string) => boolean,
  { files, content }: Manifest,
): Promise<boolean> {
  const listing = await listContent(dir, isData)
  if (listing.leftOut.some(({ isLoss }) => isLoss)) return false
  const links = (all: ContentManifest['links'] = []) =>
    all
      .map(({ path, to }) => `${path} ${to}`)
      .sort()
      .join('\n')
  if (links(listing.links) !== links(content?.links)) return false
  const wanted = Object.keys(files).filter(isContent)
  if (listing.files.length !== wanted.length) return false
  for (const name of listing.files) {
    const known = files[contentPrefix + name]
    const file = join(dir, name)
    if (known?.bytes !== (await stat(file)).size) return false
    if (known.sha256 !== (await prove(createReadStream(file))).sha256) return false
  }
  return true
}

function isAside(name: string): boolean {
  return name.startsWith(asideName) || name.startsWith(workshopName)
}

async function dataPaths({ dataDir, database }: Place): Promise<string[]> {
  return [await realPath(dataDir), ...(database.kind === 'sqlite' ? [await realPath(database.file)] : [])]
}

async function moveAside(
  dir: string,
  isData: (path: string) => boolean,
  data: readonly string[],
): Promise<string> {
  const aside = join(dir, asideName + new Date().toISOString().replace(/[:.]/g, '-'))
  // The data may be moved aside into the same one, within this millisecond.
  await mkdir(aside, { recursive: true })
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
  const there = await lstat(to).catch((error: unknown) => {
    if (!isMissing(error)) throw error
    return undefined
  })
  if (there?.isDirectory() && (await lstat(from)).isDirectory())
    for (const name of await readdir(from)) await merge(join(from, name), join(to, name))
  else await rename(from, to)
}
