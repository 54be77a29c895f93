import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, messageOf } from '#lib/errors.ts'
import { DrawingEnded, draw } from '#lib/pictures/draw.ts'
import { decode, longestFile } from './decode.ts'
import { type Document, draftMark, hashOf, type Parsed, parseDocument } from './document.ts'
import { fileKind } from './file-kinds.ts'
import { takeApart } from './front-matter.ts'
import { heaviestPlace } from './lint/bounds.ts'
import { type Diagnostic, diagnostic, top } from './lint/diagnostic.ts'
import { compileBody } from './mdx.ts'
import { deflated } from './mdx-cache.ts'
import { packed } from './plain-text.ts'
import type { Schemas } from './schema.ts'
import { placer } from './source.ts'
import { isSame, look, type Version } from './version.ts'

/** A picture's size stands in its first bytes, after what a camera writes there. */
const pictureHead = 512 * 1024

/**
 * Undefined when the file is no longer that version.
 *
 * @param isTried compiles it too, or decodes it
 * @returns `text`: deflated, of what can be shown; compiled when it was tried; `plain`: packed, where it is wanted
 */
export async function readDocument(
  contentDir: string,
  path: string,
  version: Version,
  schemas: Schemas,
  { isTried, isPlain }: { isTried: boolean; isPlain?: boolean },
): Promise<{ document: Document; text?: Uint8Array; plain?: Uint8Array } | undefined> {
  const what = fileKind(path)
  if (!what) return undefined
  try {
    const most = what.kind === 'picture' ? pictureHead : longestFile + 1
    const bytes = await bytesOf(contentDir, path, version, most)
    if (!bytes) return undefined
    const parsed = parseDocument(what, bytes, schemas)
    const { document } = parsed
    if (what.kind === 'picture') {
      const file = join(contentDir, version.name ?? path)
      const whole = bytes.length < version.size ? await withRest(document, file, version) : document
      return { document: isTried ? await decoded(file, whole, what) : whole }
    }
    if (!parsed.compile) return { document }
    const plain = isPlain && parsed.plain ? { plain: packed(parsed.plain()) } : {}
    return { ...plain, ...(isTried ? await compiled(parsed) : { document, text: deflated(bytes) }) }
  } catch (error) {
    return { document: unreadable({ kind: what.kind, diagnostics: [] }, error) }
  }
}

export function unreadable(document: Document, error: unknown): Document {
  const reason = codeOf(error) || error
  const message = `the file cannot be read (${reason}): let the account that runs the site read it`
  return withDiagnostic(document, diagnostic('unreadable-file', top, message))
}

export function isUnreadable({ diagnostics }: { diagnostics: readonly Diagnostic[] }): boolean {
  return diagnostics.some(({ ruleId }) => ruleId === 'unreadable-file')
}

async function compiled({ document, compile }: Parsed) {
  try {
    return { document, text: deflated((await compile?.()) ?? '') }
  } catch (error) {
    return { document: withDiagnostic(document, unmade(error)) }
  }
}

export async function compileFile(path: string, file: Uint8Array): Promise<string> {
  const read = decode(file)
  const text = 'text' in read ? takeApart(read.text).body?.text : undefined
  return compileBody(text ?? '', path.endsWith('.md') ? 'md' : 'mdx')
}

/** A camera may have written more before the picture than was read. */
async function withRest(
  document: Document,
  file: string,
  { size: bytes, mtimeMs }: Version,
): Promise<Document> {
  if (document.kind !== 'picture') return document
  const size = document.size ?? (await draw('readHead', file).catch(() => undefined))
  if (!size) return document
  const { width, height } = size
  const start = document.size?.version ?? ''
  return {
    kind: 'picture',
    diagnostics: [],
    size: { width, height, version: `${start} ${bytes} ${mtimeMs}` },
  }
}

/** With a good head a photograph stands, for browsers show what is there; of a drawing we send pixels or nothing. */
async function decoded(
  file: string,
  document: Document,
  { isDrawing }: { isDrawing: boolean },
): Promise<Document> {
  if (document.diagnostics.length) return document
  const message = await draw(isDrawing ? 'whyNotDrawn' : 'whyNotDecoded', file).catch(unreadableHere)
  if (message === undefined) return document
  if (isDrawing) return { kind: 'picture', diagnostics: [diagnostic('picture-file', top, message)] }
  return withDiagnostic(document, diagnostic('damaged-picture', top, message))
}

function unreadableHere(error: unknown): string {
  if (!(error instanceof DrawingEnded)) throw error
  return 'this picture ends the program that reads pictures: save it again as JPEG or PNG'
}

/** Undefined when the file holds another text, whatever the clocks say. @param hash of its text */
export async function bytesWith(
  hash: string,
  contentDir: string,
  path: string,
  version: Version,
): Promise<Uint8Array | undefined> {
  const bytes = await bytesOf(contentDir, path, version, longestFile + 1)
  const read = bytes && decode(bytes)
  return read && 'text' in read && hashOf(read.text) === hash ? bytes : undefined
}

export async function costlyDocument(
  contentDir: string,
  path: string,
  version: Version,
  { message: reason }: Error,
): Promise<Document | undefined> {
  const kind = fileKind(path)?.kind
  if (!kind) return undefined
  const bytes = await bytesOf(contentDir, path, version, longestFile + 1).catch(() => undefined)
  const text = kind === 'picture' || !bytes ? '' : new TextDecoder().decode(bytes)
  const place = placer(text)(heaviestPlace(text))
  const cure =
    kind === 'picture' ? 'save it again as JPEG or PNG' : 'divide what begins here, or leave it out'
  const document: Document = { kind, diagnostics: [diagnostic('costly-file', place, `${reason}: ${cure}`)] }
  const isText = document.kind === 'article' || document.kind === 'page'
  return isText && bytes ? { ...document, ...draftMark(bytes) } : document
}

export function unmade(error: unknown): Diagnostic {
  const reason = messageOf(error)
  const message = `this cannot be made into a page, although nothing seems wrong with it: ${reason}`
  return diagnostic('not-rendered', top, message)
}

export function withDiagnostic(document: Document, more: Diagnostic): Document {
  return { ...document, diagnostics: [...document.diagnostics, more] }
}

/** Undefined when the file is not this version both before and after the reading. */
async function bytesOf(
  contentDir: string,
  path: string,
  version: Version,
  most: number,
  start = 0,
): Promise<Uint8Array | undefined> {
  try {
    const file = await open(join(contentDir, version.name ?? path))
    try {
      const length = Math.min(most, version.size - start)
      const buffer = new Uint8Array(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, start + filled)
        if (!bytesRead) return undefined
        filled += bytesRead
      }
      const after = await look(contentDir, [path])
      return isSame(after.get(path), version) ? buffer : undefined
    } finally {
      await file.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

export async function endsALine(contentDir: string, path: string, version: Version): Promise<boolean> {
  if (!version.size) return false
  const last = await bytesOf(contentDir, path, version, 1, version.size - 1).catch(() => undefined)
  return !last || last[0] === 10
}
