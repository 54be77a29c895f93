import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileKind, folders } from './file-kinds.ts'
import { absent, eachVersion, isSame, type ScanOptions, type Version, versionNamed } from './version.ts'

/** Undefined for what is gone. */
export type Seen = ReadonlyMap<string, Version | undefined>

const slice = 1000

/**
 * What is not as it is known, by path in NFC; of two names with one such path one keeps its own. The rest leaves nothing behind: a
 * scan lasts for so long that the collector would take it for something that stays.
 *
 * @throws when a folder cannot be read
 */
export async function scan(
  contentDir: string,
  known?: undefined,
  options?: ScanOptions,
): Promise<Map<string, Version>>
export async function scan(
  contentDir: string,
  known: ReadonlyMap<string, Version>,
  options?: ScanOptions,
): Promise<Map<string, Version | undefined>>
export async function scan(
  contentDir: string,
  known: ReadonlyMap<string, Version> = new Map(),
  options: ScanOptions = {},
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
  await eachVersion(contentDir, namesIn(listed, pathOf), options, (version, index, path, isThere) => {
    const name = isThere ? undefined : nameOf(path)
    if (name === undefined) compare(index, path, version)
    else renamed.push([index, path, name])
  })
  for (const [index, path, name] of renamed) compare(index, path, await versionNamed(contentDir, name))
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
