import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { type Document, hashOf } from './document.ts'
import { isArticle } from './file-kinds.ts'
import { isUnreadable } from './read-document.ts'
import { removeThose } from './spill.ts'
import { isSame, type Version } from './version.ts'

type Line = { path: string; version: Version; document: Document }

export type Cache = Awaited<ReturnType<typeof openCache>>

/** So many lines are put together at once: readers are answered meanwhile. */
const slice = 200
/** Bytes. */
const pieceSize = 1024 * 1024

/**
 * Kept over restarts: a line of JSON for each file, the last one for a path wins. Failing is no harm: the files are read again.
 *
 * @param mark of all else that a document depends on, such as the time zone
 */
export async function openCache(
  file: string,
  mark: string,
  documents: ReadonlyMap<string, Document>,
  versions: ReadonlyMap<string, Version>,
) {
  const own = await ownVersion()
  // Of each line, for another version of the site may write to the same file.
  const startWith = (mark: string) => `{"mark":"${hashOf(`${mark} ${own}`).slice(0, 16)}","path":`
  let start = startWith(mark)
  // Of a process that was killed while it wrote.
  await removeThose(`${file}.`)
  let written = 0
  const known = new Map<string, Line>()
  /** Of other versions of the site: all that they tell is that there were files. */
  const others = new Set<string>()
  for await (const lines of linesIn(file))
    for (const text of lines) {
      if (!text) continue
      written++
      const line = text.startsWith(start) ? parsed(text) : undefined
      if (line) known.set(line.path, line)
      else others.add(/^\{(?:"mark":"[^"]*",)?"path":"([^"]*)"/.exec(text)?.[1] ?? '')
    }

  /** Begins anew, for the one before may have been cut. */
  function lineOf(path: string): string {
    const [version, document] = [versions.get(path), documents.get(path)]
    if (!version || !document) return ''
    return `\n${start}${JSON.stringify(path)},${JSON.stringify({ version, document }).slice(1)}`
  }

  function* linesOf(paths: readonly string[]): Generator<string> {
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
      await writeFile(fresh, linesOf([...documents.keys()]))
      await rename(fresh, file)
      written = documents.size
    } catch {
      await rm(fresh, { force: true }).catch(() => undefined)
    }
  }

  async function add(paths: readonly string[]): Promise<void> {
    written += paths.length
    if (written > documents.size * 1.5 + 50) return rewrite()
    if (paths.length) await writeFile(file, linesOf(paths), { flag: 'a' }).catch(rewrite)
  }

  return {
    /** How many there were, or a few more. */
    articles: () => [...known.keys(), ...others].filter(isArticle).length,
    known: (path: string): Pick<Line, 'path' | 'version'> | undefined => known.get(path),
    get(path: string, version: Version): Document | undefined {
      const line = known.get(path)
      if (!line || !isSame(line.version, version) || isUnreadable(line.document)) return undefined
      return line.document
    },
    /** What is known of these now. */
    add,
    /** Writes what was read, and lets go of what came from the disk. */
    async settle(): Promise<void> {
      const stale = [...documents.keys()].filter((path) => known.get(path)?.document !== documents.get(path))
      known.clear()
      await add(stale)
    },
    /** Writes all anew, under another mark. */
    async reopen(mark: string): Promise<void> {
      start = startWith(mark)
      await rewrite()
    },
  }
}

/** As much as can be read, piece by piece: as one text the whole would fill the memory beside what comes of it. */
async function* linesIn(file: string): AsyncGenerator<string[]> {
  const handle = await open(file).catch(() => undefined)
  const decoder = new StringDecoder('utf8')
  const piece = Buffer.allocUnsafe(pieceSize)
  let rest = ''
  try {
    for (;;) {
      const read = await handle?.read(piece, 0, pieceSize, null).catch(() => undefined)
      if (!read?.bytesRead) break
      const lines = (rest + decoder.write(piece.subarray(0, read.bytesRead))).split('\n')
      rest = lines.pop() ?? ''
      yield lines
    }
    yield [rest]
  } finally {
    await handle?.close()
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
