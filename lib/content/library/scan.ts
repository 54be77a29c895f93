import { lstatSync, type Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { diskNames } from '#lib/disk-names.ts'
import { fileKind, folders } from './kinds.ts'

/** What tells one version of a file from another. */
export type Version = {
  mtimeMs: number
  size: number
  ino: number
  /** Who may read it, and whose it is: a file that could not be read is read again when that changes. */
  mode: number
  uid: number
  /** Its path on the disk, where that is not letter for letter the one it is known by. */
  name?: string
}

/** So many files are looked at together: enough for a network folder, few enough for the thread pool. */
const atOnce = 32
/** So many are looked at before others have their turn, and how many milliseconds that may take. */
const slice = 64
const slowSlice = 8

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
 * Every file of the content folder that matters, by its path below it, letters composed (NFC). Of two that differ in
 * nothing else one keeps its own path, and is told as a second one.
 *
 * @throws when a folder that exists cannot be read: that is not the same as an empty one
 */
export async function scan(contentDir: string): Promise<Map<string, Version>> {
  const names: string[] = []
  for (const folder of folders) await list(contentDir, folder, 0, names)
  const byPath = new Map(names.map((name) => [name, name]))
  for (const name of names) {
    const path = name.normalize('NFC')
    if (path === name || byPath.has(path)) continue
    byPath.delete(name)
    byPath.set(path, name)
  }
  return look(contentDir, [...byPath.keys()], async (path) => byPath.get(path))
}

/**
 * The versions of these paths; one that is no file, or leads out of the content folder, is left out.
 *
 * @param nameOf the path on the disk of one that is not there letter for letter
 */
export async function look(
  contentDir: string,
  paths: readonly string[],
  nameOf = diskNames(contentDir),
): Promise<Map<string, Version>> {
  const found = new Map<string, Version>()
  const renamed: string[] = []
  const root = await realpath(contentDir).catch(() => contentDir)
  let next = 0
  // On a disk of the machine itself asking at once costs a fifth of asking and waiting; a slow folder must not be
  // waited for, because nobody is answered meanwhile.
  for (let isFast = true; isFast && next < paths.length; ) {
    const start = performance.now()
    for (const end = Math.min(next + slice, paths.length); next < end; next++) {
      const path = paths[next] ?? ''
      const seen = lstatSync(join(contentDir, path), { throwIfNoEntry: false })
      if (!seen) renamed.push(path)
      const version = seen?.isSymbolicLink()
        ? await targetOf(contentDir, path, root)
        : seen && versionIn(seen)
      if (version) found.set(path, version)
    }
    isFast = performance.now() - start < slowSlice
    await setImmediate()
  }
  const queue = paths.slice(next).values()
  const worker = async () => {
    for (const path of queue) {
      const seen = await lstat(join(contentDir, path)).catch(absent)
      if (!seen) renamed.push(path)
      const version = seen?.isSymbolicLink()
        ? await targetOf(contentDir, path, root)
        : seen && versionIn(seen)
      if (version) found.set(path, version)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, paths.length - next) }, worker))
  for (const path of renamed) {
    const name = await nameOf(path)
    if (name === undefined || name === path) continue
    const version = await targetOf(contentDir, name, root)
    if (version) found.set(path, { ...version, name })
  }
  return found
}

async function list(contentDir: string, folder: string, depth: number, paths: string[]): Promise<void> {
  const entries = await readdir(join(contentDir, folder), { withFileTypes: true }).catch(absent)
  for (const entry of entries ?? []) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (depth < 3 && !/^\./.test(entry.name)) await list(contentDir, path, depth + 1, paths)
    } else if (fileKind(path.normalize('NFC'))) paths.push(path)
  }
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
