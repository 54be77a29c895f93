import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Document } from './document.ts'
import { isSame, type Version } from './scan.ts'

/** Kept over restarts: a line of JSON for each file, the last one for a path wins. */
export type Cache = {
  articles: number
  get(path: string, version: Version): Document | undefined
  /** Failing is no harm: the files are read again. */
  add(read: ReadonlyMap<string, { version: Version; document: Document }>): Promise<void>
  /** Writes anew when much is no longer in use, and lets go of what was read from the disk. */
  settle(read: ReadonlyMap<string, { version: Version; document: Document }>): Promise<void>
  /** Writes all anew, under another mark. */
  reopen(mark: string, read: ReadonlyMap<string, { version: Version; document: Document }>): Promise<void>
}

type Line = { path: string; version: Version; document: Document }

/** @param mark of all else that a document depends on, such as the time zone */
export async function openCache(file: string, mark: string): Promise<Cache> {
  const own = await ownVersion()
  const headerOf = (mark: string) => JSON.stringify({ mark: `${mark} ${own}` })
  let header = headerOf(mark)
  const lines = new Map<string, Line>()
  let written = 0
  const [first, ...rest] = await readLines(file)
  const isOurs = first === header
  if (isOurs)
    for (const text of rest) {
      const line = parsed(text)
      if (line) lines.set(line.path, line)
      written++
    }

  async function rewrite(all: Iterable<Line>): Promise<void> {
    const texts = [header]
    for (const line of all) texts.push(JSON.stringify(line))
    const fresh = `${file}.${process.pid}.new`
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(fresh, `${texts.join('\n')}\n`)
      await rename(fresh, file)
    } catch {
      await rm(fresh, { force: true }).catch(() => undefined)
    }
  }

  const articles = new Set<string>()
  for (const text of rest) {
    const path = /^\{"path":"(articles\/[^"/]+\.mdx?)"/.exec(text)?.[1]
    if (path) articles.add(path)
  }

  return {
    articles: articles.size,
    get(path, version) {
      const line = lines.get(path)
      return line && isSame(line.version, version) ? line.document : undefined
    },
    async add(read) {
      const texts = [...read].map(
        ([path, { version, document }]) => `${JSON.stringify({ path, version, document })}\n`,
      )
      if (texts.length) await appendFile(file, texts.join('')).catch(() => undefined)
    },
    async settle(read) {
      const isStale = [...read].some(([path, { version }]) => !isSame(lines.get(path)?.version, version))
      if (!isOurs || isStale || written > read.size * 1.5 + 50)
        await rewrite([...read].map(([path, { version, document }]) => ({ path, version, document })))
      lines.clear()
    },
    async reopen(mark, read) {
      header = headerOf(mark)
      await rewrite([...read].map(([path, { version, document }]) => ({ path, version, document })))
    },
  }
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
