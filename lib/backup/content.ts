import type { Stats } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Settings } from '#lib/config.ts'
import { markerOf } from '#lib/db/marker.ts'
import { lockOf } from '#lib/db/process-lock.ts'
import { codeOf, messageOf } from '#lib/errors.ts'
import { lastName } from './last.ts'

export type Place = Pick<Settings, 'dataDir' | 'database' | 'contentDir'> & { envFile?: string }

/** `isLoss`: somebody would miss it. */
export type LeftOut = { name: string; reason: string; isLoss: boolean }

/** Names are paths below the folder, with `/`. */
type Listing = {
  files: string[]
  folders: { path: string; mode: number }[]
  /** Only those that lead to something in the folder. */
  links: { path: string; to: string }[]
  leftOut: LeftOut[]
}

/** What imports wrote, so that a later one writes nothing a second time. */
export const importsName = 'import.json'

/** Beside the database, in the data folder. */
export const dataNames: readonly string[] = [
  ...['secret', importsName, 'mailbox', 'content-index.json', 'port', 'cache', 'last-good'],
  lastName,
]

export const asideName = 'before-restore-'
export const workshopName = '.restore-'

/** What an earlier restore has left. */
export function isAside(name: string): boolean {
  return name.startsWith(asideName) || name.startsWith(workshopName)
}

/** One for the data and the content, where both lie in one folder. */
export async function makeAside(folder: string): Promise<string> {
  const aside = join(folder, asideName + new Date().toISOString().replace(/[:.]/g, '-'))
  await mkdir(aside, { recursive: true })
  return aside
}

/** Also of a folder that may not be there yet. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(await realPath(parent), basename(path))
  }
}

/** The content folder and the data folder may lie in each other, be one, or be links. */
export async function dataIn(place: Place): Promise<(path: string) => boolean> {
  const content = await realPath(place.contentDir)
  const data = await realPath(place.dataDir)
  const database = place.database.kind === 'sqlite' ? await realPath(place.database.file) : undefined
  const parts = ['', '-wal', '-shm', '-journal'].map((ending) => `${database}${ending}`)
  const own = database ? [...parts, markerOf(database), lockOf(database)] : []
  return (path) => {
    if (own.includes(path)) return true
    if (data !== content) return path === data
    return dirname(path) === data && dataNames.includes(basename(path))
  }
}

/** `isOther` is asked with a real path. @throws when the folder is not there or cannot be read */
export async function listContent(contentDir: string, isOther: (path: string) => boolean): Promise<Listing> {
  const root = await realpath(contentDir)
  const listing: Listing = { files: [], folders: [], links: [], leftOut: [] }
  const leaveOut = (name: string, reason: string, isLoss: boolean) =>
    listing.leftOut.push({ name, reason, isLoss })

  async function take(folder: string, below: string): Promise<void> {
    const names = (await readdir(folder)).sort()
    listing.folders.push({ path: below, mode: (await stat(folder)).mode & 0o777 })
    for (const name of names) {
      if (!below && isAside(name)) continue
      const path = join(folder, name)
      if (!isOther(path)) await takeEntry(path, below ? `${below}/${name}` : name)
    }
  }

  async function takeEntry(path: string, name: string): Promise<void> {
    try {
      const seen = await lstat(path)
      if (seen.isFile()) listing.files.push(name)
      else if (seen.isDirectory()) await take(path, name)
      else if (seen.isSymbolicLink()) await takeLink(path, name)
      else leaveOut(name, 'it is neither a file nor a folder', false)
    } catch (error) {
      // Renamed or removed a moment ago; a name that is no UTF-8 cannot be asked for.
      if (!isMissing(error)) leaveOut(name, reasonOf(error), true)
      else if (name.includes('\ufffd')) leaveOut(name, 'its name is not UTF-8', true)
    }
  }

  async function takeLink(path: string, name: string): Promise<void> {
    const target = await realpath(path).catch(() => undefined)
    if (target === undefined) leaveOut(name, 'it is a link that leads nowhere', false)
    else if (target !== root && !target.startsWith(root + sep))
      leaveOut(name, 'it is a link that leads out of the content folder', false)
    else {
      const to = relative(dirname(path), target).split(sep).join('/')
      listing.links.push({ path: name, to: to || '.' })
    }
  }

  await take(root, '')
  return listing
}

type Steady = { bytes: number; mode: number; mtime: number; isChanging: boolean }

/** For a file that changes while it is read. */
const tries = 5

/** @throws when the file is not there, or cannot be read */
export async function copySteadily(from: string, to: string): Promise<Steady> {
  for (let left = tries; ; left--) {
    await rm(to, { force: true })
    const before = await stat(from)
    await copyFile(from, to)
    const after = await stat(from)
    const { size } = await stat(to)
    const isSteady = isSame(before, after) && size === after.size
    if (isSteady || left <= 1)
      return { bytes: size, mode: after.mode & 0o777, mtime: after.mtimeMs / 1000, isChanging: !isSteady }
  }
}

function isSame(a: Stats, b: Stats): boolean {
  return a.mtimeMs === b.mtimeMs && a.size === b.size && a.ino === b.ino
}

export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
}

export function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isMissing(error)) return instead
    throw error
  }
}

export function reasonOf(error: unknown): string {
  if (['EACCES', 'EPERM'].includes(codeOf(error))) return 'it may not be read'
  return `it cannot be read (${messageOf(error)})`
}
