import { lstat, type Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { diskNames } from '#lib/disk-names.ts'
import { fileKind, folders } from './file-kinds.ts'

export type Version = {
  mtimeMs: number
  size: number
  ino: number
  /** Mode and owner: a file that could not be read is read again when they change. */
  mode: number
  uid: number
  /** Its path on the disk, where that is not letter for letter the one it is known by. */
  name?: string
}

/** Undefined for what is gone. */
export type Seen = ReadonlyMap<string, Version | undefined>

/** So many files are asked for together: the thread pool has four threads, and what is compressed for readers waits behind them. */
const atOnce = 8
const slice = 1000
/** So many are looked at between rests. */
const portion = 100

const told = ['mtimeMs', 'size', 'ino', 'mode', 'uid', 'name'] as const

export function isSame(a: Version | undefined, b: Version | undefined): boolean {
  return a === b || told.every((name) => a?.[name] === b?.[name])
}

/**
 * What is not as it is known, by path in NFC; of two names with one such path one keeps its own. The rest leaves nothing behind: a
 * scan lasts for so long that the collector would take it for something that stays.
 *
 * @param rest between portions
 * @throws when a folder cannot be read
 */
export async function scan(contentDir: string): Promise<Map<string, Version>>
export async function scan(
  contentDir: string,
  known: ReadonlyMap<string, Version>,
  rest?: () => Promise<void>,
): Promise<Map<string, Version | undefined>>
export async function scan(
  contentDir: string,
  known: ReadonlyMap<string, Version> = new Map(),
  rest?: () => Promise<void>,
): Promise<Map<string, Version | undefined>> {
  const listed: Listing[] = []
  const isWanted = (path: string) => known.has(path) || fileKind(path.normalize('NFC')) !== undefined
  for (const folder of [...folders, '']) await list(contentDir, folder, 0, isWanted, listed)
  const { pathOf, nameOf } = pathsOf(listed)
  const differing: [index: number, path: string, version: Version | undefined][] = []
  const renamed: [index: number, path: string, name: string][] = []
  let met = 0
  const compare = (index: number, path: string, version: Version | undefined) => {
    const before = known.get(path)
    if (before) met++
    if (!isSame(version, before)) differing.push([index, path, version])
  }
  await eachVersion(contentDir, namesIn(listed, pathOf), rest, (version, index, path, isThere) => {
    const name = isThere ? undefined : nameOf(path)
    if (name === undefined) compare(index, path, version)
    else renamed.push([index, path, name])
  })
  for (const [index, path, name] of renamed) {
    const version = await targetOf(contentDir, name, await realRoot(contentDir))
    compare(index, path, version && { ...version, name })
  }
  const found = new Map<string, Version | undefined>()
  for (const [, path, version] of differing.sort(([a], [b]) => a - b)) found.set(path, version)
  if (met < known.size) {
    const there = new Set(namesIn(listed, pathOf))
    for (const path of known.keys()) if (!there.has(path)) found.set(path, undefined)
  }
  return found
}

/** Of a folder: names are short, and their paths are put together as they are looked at. */
type Listing = { folder: string; names: readonly string[] }

function* namesIn(listed: readonly Listing[], as = (name: string) => name): Generator<string> {
  for (const { folder, names } of listed)
    for (const name of names) yield as(folder ? `${folder}/${name}` : name)
}

/** `nameOf`: where the letters of the name are stored in another way. */
function pathsOf(listed: readonly Listing[]) {
  const paths = new Map<string, string>()
  for (const name of namesIn(listed)) {
    const path = name.normalize('NFC')
    if (path !== name) paths.set(name, path)
  }
  const names = new Map<string, string>()
  if (paths.size) {
    const taken = new Set(namesIn(listed))
    for (const [name, path] of paths)
      if (taken.has(path) || names.has(path)) paths.delete(name)
      else names.set(path, name)
  }
  return { pathOf: (name: string) => paths.get(name) ?? name, nameOf: (path: string) => names.get(path) }
}

/** Leaves out what is no file, or leads out of the content folder. */
export async function look(
  contentDir: string,
  paths: readonly string[],
  nameOf = diskNames(contentDir),
): Promise<Map<string, Version>> {
  const found = new Map<string, Version>()
  const versions: (Version | undefined)[] = []
  const renamed: string[] = []
  await eachVersion(contentDir, paths.values(), undefined, (version, index, path, isThere) => {
    versions[index] = version
    if (!isThere) renamed.push(path)
  })
  for (const [index, path] of paths.entries()) {
    const version = versions[index]
    if (version) found.set(path, version)
  }
  for (const path of renamed) {
    const name = await nameOf(path)
    if (name === undefined || name === path) continue
    const version = await targetOf(contentDir, name, await realRoot(contentDir))
    if (version) found.set(path, { ...version, name })
  }
  return found
}

/** As cheap as calls that block, which the system's own promises are not. */
const stateAt = promisify(lstat)

type Tell = (version: Version | undefined, index: number, name: string, isThere: boolean) => void

/** Tells in any order. */
async function eachVersion(
  contentDir: string,
  names: Iterator<string>,
  rest: (() => Promise<void>) | undefined,
  tell: Tell,
): Promise<void> {
  let count = 0
  let rested: Promise<void> | undefined
  const askOn = async () => {
    for (let one = names.next(); !one.done; one = names.next()) {
      const name = one.value
      const index = count++
      if (rest && index && index % portion === 0) rested = rest()
      await rested
      const stats = await stateAt(join(contentDir, name)).catch(absent)
      const version = stats?.isSymbolicLink()
        ? await targetOf(contentDir, name, await realRoot(contentDir))
        : stats && versionIn(stats)
      tell(version, index, name, stats !== undefined)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, askOn))
}

function realRoot(contentDir: string): Promise<string> {
  return realpath(contentDir).catch(() => contentDir)
}

/** '' for the content folder itself, in which the organisation's own files stand. */
async function list(
  contentDir: string,
  folder: string,
  depth: number,
  isWanted: (path: string) => boolean,
  listed: Listing[],
): Promise<void> {
  const entries = await readdir(join(contentDir, folder), { withFileTypes: true }).catch(absent)
  const names: string[] = []
  const further: string[] = []
  for (const [index, entry] of (entries ?? []).entries()) {
    const { name } = entry
    const path = folder ? `${folder}/${name}` : name
    if (entry.isDirectory()) further.push(path)
    else if (isWanted(path)) names.push(name)
    if (index % slice === slice - 1) await setImmediate()
  }
  listed.push({ folder, names })
  if (depth >= deepestIn(folder)) return
  for (const path of further)
    if (!/(?:^|\/)\.[^/]*$/.test(path)) await list(contentDir, path, depth + 1, isWanted, listed)
}

function deepestIn(folder: string): number {
  if (!folder) return 0
  return /^(?:articles|authors|pages)(?:\/|$)/.test(folder) ? 3 : 10
}

function versionIn(seen: Stats): Version | undefined {
  const { mtimeMs, size, ino, mode, uid } = seen
  return seen.isFile() ? { mtimeMs, size, ino, mode, uid } : undefined
}

/** A link is followed inside the content folder only: nothing else of this machine is an article. */
async function targetOf(contentDir: string, path: string, root: string): Promise<Version | undefined> {
  const target = await realpath(join(contentDir, path)).catch(absent)
  if (!target?.startsWith(root + sep)) return undefined
  const seen = await stat(target).catch(absent)
  return seen && versionIn(seen)
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.code)) return undefined
  throw error
}
