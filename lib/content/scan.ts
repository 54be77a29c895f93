import { lstat, type Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
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

export function isSame(a: Version | undefined, b: Version | undefined): boolean {
  return (
    a?.mtimeMs === b?.mtimeMs &&
    a?.size === b?.size &&
    a?.ino === b?.ino &&
    a?.mode === b?.mode &&
    a?.uid === b?.uid &&
    a?.name === b?.name
  )
}

/**
 * By path in NFC; of two names with one such path one keeps its own.
 *
 * @param known paths that need not be judged again
 * @throws when a folder cannot be read
 */
export async function scan(
  contentDir: string,
  known: Pick<ReadonlyMap<string, unknown>, 'has'> = new Map(),
): Promise<Map<string, Version>> {
  const names: string[] = []
  const isOurs = (path: string) => known.has(path) || fileKind(path.normalize('NFC')) !== undefined
  for (const folder of folders) await list(contentDir, folder, 0, { names, isOurs })
  const beside = await readdir(contentDir, { withFileTypes: true }).catch(absent)
  for (const entry of beside ?? [])
    if (!entry.isDirectory() && fileKind(entry.name.normalize('NFC'))) names.push(entry.name)
  const byPath = new Map(names.map((name) => [name, name]))
  for (const name of names) {
    const path = name.normalize('NFC')
    if (path === name || byPath.has(path)) continue
    byPath.delete(name)
    byPath.set(path, name)
  }
  return look(contentDir, [...byPath.keys()], async (path) => byPath.get(path))
}

/** Leaves out what is no file, or leads out of the content folder. */
export async function look(
  contentDir: string,
  paths: readonly string[],
  nameOf = diskNames(contentDir),
): Promise<Map<string, Version>> {
  const found = new Map<string, Version>()
  const renamed: string[] = []
  const root = await realpath(contentDir).catch(() => contentDir)
  const seen = await seenAt(contentDir, paths)
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

/** By callbacks, as cheap as calls that block. @returns null for no file, undefined for what is not there */
function seenAt(
  contentDir: string,
  paths: readonly string[],
): Promise<(Version | 'link' | null | undefined)[]> {
  return new Promise((resolve, reject) => {
    const all: (Version | 'link' | null | undefined)[] = []
    let next = 0
    let open = 0
    const ask = () => {
      const index = next++
      const path = paths[index]
      if (path === undefined) {
        if (!open) resolve(all)
        return
      }
      open++
      lstat(join(contentDir, path), (error, stats) => {
        open--
        try {
          if (error) all[index] = absent(error)
          else all[index] = stats.isSymbolicLink() ? 'link' : (versionIn(stats) ?? null)
          ask()
        } catch (problem) {
          reject(problem)
        }
      })
    }
    for (let count = 0; count < atOnce; count++) ask()
  })
}

type Listing = { names: string[]; isOurs(path: string): boolean }

async function list(contentDir: string, folder: string, depth: number, listing: Listing): Promise<void> {
  const entries = await readdir(join(contentDir, folder), { withFileTypes: true }).catch(absent)
  for (const [index, entry] of (entries ?? []).entries()) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (depth < deepestIn(folder) && !/^\./.test(entry.name))
        await list(contentDir, path, depth + 1, listing)
    } else if (listing.isOurs(path)) listing.names.push(path)
    if (index % slice === slice - 1) await setImmediate()
  }
}

function deepestIn(folder: string): number {
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
