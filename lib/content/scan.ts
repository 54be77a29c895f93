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

/** `known`: paths that need not be judged again, and versions that are not kept twice; `rest`: between portions. */
type More = [known?: ReadonlyMap<string, Version>, rest?: () => Promise<void>]

/**
 * By path in NFC; of two names with one such path one keeps its own.
 *
 * @throws when a folder cannot be read
 */
export async function scan(contentDir: string, ...more: More): Promise<Map<string, Version>> {
  const names: string[] = []
  const take = (path: string) => {
    if (more[0]?.has(path) || fileKind(path.normalize('NFC'))) names.push(path)
  }
  for (const folder of [...folders, '']) await list(contentDir, folder, 0, take)
  const byPath = new Map(names.map((name) => [name, name]))
  for (const name of names) {
    const path = name.normalize('NFC')
    if (path === name || byPath.has(path)) continue
    byPath.delete(name)
    byPath.set(path, name)
  }
  return look(contentDir, [...byPath.keys()], async (path) => byPath.get(path), ...more)
}

/** Leaves out what is no file, or leads out of the content folder. */
export async function look(
  contentDir: string,
  paths: readonly string[],
  nameOf = diskNames(contentDir),
  ...more: More
): Promise<Map<string, Version>> {
  const found = new Map<string, Version>()
  const renamed: string[] = []
  const root = await realpath(contentDir).catch(() => contentDir)
  const seen = await seenAt(contentDir, paths, ...more)
  for (const [index, path] of paths.entries()) {
    const one = seen[index]
    if (one === undefined) renamed.push(path)
    const version = one === 'link' ? await targetOf(contentDir, path, root) : one
    if (version) found.set(path, version)
    if (index % slice === slice - 1) await setImmediate()
  }
  for (const path of renamed) {
    const name = await nameOf(path)
    if (name === undefined || name === path) continue
    const version = await targetOf(contentDir, name, root)
    if (version) found.set(path, { ...version, name })
  }
  return found
}

/** As cheap as calls that block, which the system's own promises are not. */
const stateAt = promisify(lstat)

/** @returns null for no file, undefined for what is not there */
async function seenAt(contentDir: string, paths: readonly string[], ...[known, rest]: More) {
  const all: (Version | 'link' | null | undefined)[] = []
  const queue = paths.entries()
  let rested: Promise<void> | undefined
  const askOn = async () => {
    for (const [index, path] of queue) {
      if (rest && index && index % portion === 0) rested = rest()
      await rested
      const stats = await stateAt(join(contentDir, path)).catch(absent)
      const seen = stats && (versionIn(stats) ?? null)
      const before = known?.get(path)
      all[index] = stats?.isSymbolicLink() ? 'link' : seen && isSame(seen, before) ? before : seen
    }
  }
  await Promise.all(Array.from({ length: atOnce }, askOn))
  return all
}

/** '' for the content folder itself, in which the organisation's own files stand. */
async function list(
  contentDir: string,
  folder: string,
  depth: number,
  take: (path: string) => void,
): Promise<void> {
  const entries = await readdir(join(contentDir, folder), { withFileTypes: true }).catch(absent)
  for (const [index, entry] of (entries ?? []).entries()) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (!entry.isDirectory()) take(path)
    else if (depth < deepestIn(folder) && !/^\./.test(entry.name))
      await list(contentDir, path, depth + 1, take)
    if (index % slice === slice - 1) await setImmediate()
  }
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
