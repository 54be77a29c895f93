import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileKind, folders } from './kinds.ts'

/** What tells one version of a file from another. */
export type Version = { mtimeMs: number; size: number; ino: number }

/** So many files are looked at together: enough for a network folder, few enough for the thread pool. */
const atOnce = 32

export function isSame(a: Version | undefined, b: Version | undefined): boolean {
  return a?.mtimeMs === b?.mtimeMs && a?.size === b?.size && a?.ino === b?.ino
}

/**
 * Every file of the content folder that matters, by its path below it.
 *
 * @throws when a folder that exists cannot be read: that is not the same as an empty one
 */
export async function scan(contentDir: string): Promise<Map<string, Version>> {
  const paths: string[] = []
  for (const folder of folders) await list(contentDir, folder, 0, paths)
  return look(contentDir, paths)
}

/** The versions of these paths; one that is no file, or leads out of the content folder, is left out. */
export async function look(contentDir: string, paths: readonly string[]): Promise<Map<string, Version>> {
  const found = new Map<string, Version>()
  const queue = paths.values()
  const root = await realpath(contentDir).catch(() => contentDir)
  const worker = async () => {
    for (const path of queue) {
      const version = await versionOf(contentDir, path, root)
      if (version) found.set(path, version)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, paths.length) }, worker))
  return found
}

async function list(contentDir: string, folder: string, depth: number, paths: string[]): Promise<void> {
  const entries = await readdir(join(contentDir, folder), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (depth < 3 && !/^\./.test(entry.name)) await list(contentDir, path, depth + 1, paths)
    } else if (fileKind(path)) paths.push(path)
  }
}

async function versionOf(contentDir: string, path: string, root: string): Promise<Version | undefined> {
  const file = join(contentDir, path)
  try {
    const seen = await lstat(file)
    if (seen.isFile()) return { mtimeMs: seen.mtimeMs, size: seen.size, ino: seen.ino }
    if (!seen.isSymbolicLink()) return undefined
    // A link is followed inside the content folder only: nothing else of this machine is an article.
    if (!(await realpath(file)).startsWith(root + sep)) return undefined
    const target = await stat(file)
    return target.isFile() ? { mtimeMs: target.mtimeMs, size: target.size, ino: target.ino } : undefined
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(error.code))
    )
      return undefined
    throw error
  }
}
