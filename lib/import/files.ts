import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ImportRecord } from './record.ts'

/** What came of a file: one that an editor changed or removed is left as it is. */
export type Written = 'new' | 'same' | 'changed' | 'edited' | 'removed'

export type Files = {
  /** @param path below CONTENT_DIR */
  write: (path: string, text: string) => Written
  /** Never twice, and never over another file. */
  copy: (path: string, from: string | Buffer) => Written
  /** Whether another file of this name is there; one that an editor put in the place of ours is ours. */
  isForeign: (path: string, from: string | Buffer) => boolean
  /** Of a text before it is written; `free` where nothing of ours is known. */
  state: (path: string) => 'free' | 'ours' | 'edited' | 'removed'
}

export function openFiles(contentDir: string, record: ImportRecord, isDry: boolean): Files {
  // So that a plan takes no name twice.
  const planned = new Set<string>()
  const at = (path: string) => join(contentDir, path)

  function put(path: string, how: (part: string) => void): void {
    planned.add(path)
    if (isDry) return
    const part = at(`${path}.part`)
    mkdirSync(dirname(part), { recursive: true })
    how(part)
    renameSync(part, at(path))
  }

  return {
    isForeign(path, from) {
      const known = record.files.get(path)
      if (known === '' || !existsSync(at(path))) return false
      const there = hashOf(readFileSync(at(path)))
      return (known ?? there) === there && there !== hashOf(bytesOf(from))
    },
    state(path) {
      const known = record.files.get(path)
      if (known === undefined) return 'free'
      if (!existsSync(at(path))) return 'removed'
      return hashOf(readFileSync(at(path))) === known ? 'ours' : 'edited'
    },
    write(path, text) {
      const fresh = hashOf(text)
      const known = record.files.get(path)
      const isThere = existsSync(at(path))
      if (!isThere && known !== undefined) return 'removed'
      if (isThere) {
        const there = hashOf(readFileSync(at(path)))
        if (there === fresh) {
          record.files.set(path, fresh)
          return 'same'
        }
        if (there !== known) return 'edited'
      }
      put(path, (part) => writeFileSync(part, text))
      record.files.set(path, fresh)
      return isThere ? 'changed' : 'new'
    },
    copy(path, from) {
      if (existsSync(at(path))) return 'same'
      if (record.files.has(path)) return planned.has(path) ? 'same' : 'removed'
      const bytes = bytesOf(from)
      put(path, (part) => writeFileSync(part, bytes))
      record.files.set(path, hashOf(bytes))
      return 'new'
    },
  }
}

function bytesOf(from: string | Buffer): Buffer {
  return typeof from === 'string' ? readFileSync(from) : from
}

export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url')
}
