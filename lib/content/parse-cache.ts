import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Document } from './document.ts'
import { isUnreadable } from './read-document.ts'
import { isSame, type Version } from './scan.ts'

/** Kept over restarts: a line of JSON for each file, the last one for a path wins. */
export type Cache = {
  articles: number
  get(path: string, version: Version): Document | undefined
  /** What is known of these now. Failing is no harm: the files are read again. */
  add(paths: readonly string[]): Promise<void>
  /** Writes what was read, and lets go of what came from the disk. */
  settle(): Promise<void>
  /** Writes all anew, under another mark. */
  reopen(mark: string): Promise<void>
}

type Line = { path: string; version: Version; document: Document }

/** So many lines are put together at once: readers are answered meanwhile. */
const slice = 200

/** @param mark of all else that a document depends on, such as the time zone */
export async function openCache(
  file: string,
  mark: string,
  documents: ReadonlyMap<string, Document>,
  versions: ReadonlyMap<string, Version>,
): Promise<Cache> {
  const own = await ownVersion()
  const headerOf = (mark: string) => JSON.stringify({ mark: `${mark} ${own}` })
  let header = headerOf(mark)
  const lines = new Map<string, Line>()
  let written = 0
  await removeLeftovers(file)
  const [first, ...rest] = await readLines(file)
  /** Whether lines can be added to what is on the disk: a kill may have cut the last one. */
  let isWhole = first === header && rest.at(-1) === ''
  if (first === header)
    for (const text of rest) {
      const line = parsed(text)
      if (line) lines.set(line.path, line)
      written++
    }

  const articles = new Set<string>()
  for (const text of rest) {
    const path = /^\{"path":"(articles\/[^"/]+\.mdx?)"/.exec(text)?.[1]
    if (path) articles.add(path)
  }

  function lineOf(path: string): string {
    const line = { path, version: versions.get(path), document: documents.get(path) }
    return line.version && line.document ? `${JSON.stringify(line)}\n` : ''
  }

  function* allLines(): Generator<string> {
    yield `${header}\n`
    const paths = [...documents.keys()]
    for (let from = 0; from < paths.length; from += slice)
      yield paths
        .slice(from, from + slice)
        .map(lineOf)
        .join('')
  }

  async function rewrite(): Promise<void> {
    const fresh = `${file}.${process.pid}.new`
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(fresh, allLines())
      await rename(fresh, file)
      written = documents.size
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined)
      throw error
    }
  }

  async function add(paths: readonly string[]): Promise<void> {
    const isMostlyOld = written + paths.length > documents.size * 1.5 + 50
    try {
      if (!isWhole || isMostlyOld) await rewrite()
      else if (paths.length) {
        await appendFile(file, paths.map(lineOf).join(''))
        written += paths.length
      }
      isWhole = true
    } catch {
      isWhole = false
    }
  }

  return {
    articles: articles.size,
    get(path, version) {
      const line = lines.get(path)
      if (!line || !isSame(line.version, version) || isUnreadable(line.document)) return undefined
      return line.document
    },
    add,
    async settle() {
      const isStale = (path: string) => !isSame(lines.get(path)?.version, versions.get(path))
      const stale = [...documents.keys()].filter(isStale)
      lines.clear()
      await add(stale)
    },
    async reopen(mark) {
      header = headerOf(mark)
      isWhole = false
      await add([])
    },
  }
}

/** Of a process that was killed while it wrote. */
async function removeLeftovers(file: string): Promise<void> {
  const names = await readdir(dirname(file)).catch(() => [])
  for (const name of names)
    if (name.startsWith(`${basename(file)}.`) && name.endsWith('.new'))
      await rm(join(dirname(file), name), { force: true }).catch(() => undefined)
}

async function readLines(file: string): Promise<string[]> {
  try {
    // As bytes first: told its encoding, the reader would put the text together piece by piece.
    return (await readFile(file)).toString().split('\n')
  } catch {
    return []
  }
}

function parsed(text: string): Line | undefined {
  try {
    const line = text ? JSON.parse(text) : undefined
    return line && typeof line.path === 'string' && line.version && line.document ? line : undefined
  } catch {
    // The last line may have been cut by a kill.
    return undefined
  }
}

/** Changes with the code that reads articles, so that no older document is taken for one of ours. */
async function ownVersion(): Promise<string> {
  const hash = createHash('sha256')
  const articles = import.meta.dirname
  const files = await readdir(articles, { recursive: true })
  for (const name of files.sort()) if (name.endsWith('.ts')) hash.update(await readFile(join(articles, name)))
  hash.update(await readFile(join(articles, '..', '..', 'package.json')))
  return hash.digest('base64url')
}
