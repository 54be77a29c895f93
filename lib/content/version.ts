import { lstat, lstatSync, type Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { promisify } from 'node:util'
import { diskNames } from '#lib/disk-names.ts'

/** The state of a file: another one means that it changed. */
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

/** So many files are asked for together: the thread pool has four threads, and what is compressed for readers waits behind them. */
const atOnce = 8
/** So many are looked at between rests. */
const portion = 100
/** Milliseconds for each file on average, up to which a disk is as quick as memory; and those that the first ones may take. */
const [quick, atFirst] = [0.05, 50]

const told = ['mtimeMs', 'size', 'ino', 'mode', 'uid', 'name'] as const

export function isSame(a: Version | undefined, b: Version | undefined): boolean {
  return a === b || told.every((name) => a?.[name] === b?.[name])
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
  await eachVersion(contentDir, paths.values(), {}, (version, index, path, isThere) => {
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
    const version = await versionNamed(contentDir, name)
    if (version) found.set(path, version)
  }
  return found
}

/** As cheap as calls that block, which the system's own promises are not. */
const stateAt = promisify(lstat)

export type ScanOptions = {
  /** Between portions. */
  rest?: (() => Promise<void>) | undefined
  /** In a thread that does nothing else: a quick disk is then asked by calls that block, which cost least. */
  isAlone?: boolean
}

type Tell = (version: Version | undefined, index: number, name: string, isThere: boolean) => void

/** Tells in any order. */
export async function eachVersion(
  contentDir: string,
  names: Iterator<string>,
  { rest, isAlone }: ScanOptions,
  tell: Tell,
): Promise<void> {
  let count = 0
  const stateOf = isAlone ? blocking() : stateAt
  let rested: Promise<void> | undefined
  const askOn = async () => {
    for (let one = names.next(); !one.done; one = names.next()) {
      const name = one.value
      const index = count++
      if (rest && index && index % portion === 0) rested = rest()
      await rested
      const stats = await stateOf(join(contentDir, name)).catch(absent)
      const version = stats?.isSymbolicLink() ? await targetOf(contentDir, name) : stats && versionIn(stats)
      tell(version, index, name, stats !== undefined)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, askOn))
}

/** A slow disk, as over a network, answers soonest when it is asked for many at once. */
function blocking(): (path: string) => Promise<Stats> {
  let [count, passed] = [0, 0]
  return async (path) => {
    if (passed > atFirst + count * quick) return stateAt(path)
    const began = performance.now()
    try {
      return lstatSync(path)
    } finally {
      count++
      passed += performance.now() - began
    }
  }
}

/** Of a file that is known by another path. */
export async function versionNamed(contentDir: string, name: string): Promise<Version | undefined> {
  const version = await targetOf(contentDir, name)
  return version && { ...version, name }
}

function versionIn(seen: Stats): Version | undefined {
  const { mtimeMs, size, ino, mode, uid } = seen
  return seen.isFile() ? { mtimeMs, size, ino, mode, uid } : undefined
}

/** A link is followed inside the content folder only: nothing else of this machine is an article. */
async function targetOf(contentDir: string, path: string): Promise<Version | undefined> {
  const root = await realpath(contentDir).catch(() => contentDir)
  const target = await realpath(join(contentDir, path)).catch(absent)
  if (!target?.startsWith(root + sep)) return undefined
  const seen = await stat(target).catch(absent)
  return seen && versionIn(seen)
}

/** @returns undefined where there is no such file @throws any other error */
export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.code)) return undefined
  throw error
}
