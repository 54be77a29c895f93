import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** What an import has written, so that a second one knows it from what an editor wrote or removed. */
const shape = z.object({
  version: z.literal(1),
  /** By source and key: where it went. */
  texts: z.record(z.string(), z.string()),
  /** By source and key: date and title that it had there. */
  signs: z.record(z.string(), z.tuple([z.string(), z.string()])).default({}),
  /** By path below CONTENT_DIR: the hash of what was written there, or '' of a file that an older import took as it was. */
  files: z.record(z.string(), z.string()),
  /** By source and key. */
  replies: z.array(z.string()),
})

type Kept = z.output<typeof shape>

export type ImportRecord = {
  texts: Map<string, string>
  signs: Map<string, [date: string, title: string]>
  files: Map<string, string>
  replies: Set<string>
  save: () => void
}

export function openRecord(dataDir: string): ImportRecord {
  const file = join(dataDir, 'import.json')
  const { texts, signs, files, replies } = read(file)
  const record: ImportRecord = {
    texts: new Map(Object.entries(texts)),
    signs: new Map(Object.entries(signs)),
    files: new Map(Object.entries(files)),
    replies: new Set(replies),
    save() {
      const all: Kept = {
        version: 1,
        texts: Object.fromEntries(record.texts),
        signs: Object.fromEntries(record.signs),
        files: Object.fromEntries(record.files),
        replies: [...record.replies],
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.part`, JSON.stringify(all), { mode: 0o600 })
      renameSync(`${file}.part`, file)
    },
  }
  return record
}

/** @throws when it is there and cannot be read: all would be written a second time */
function read(file: string): Kept {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { version: 1, texts: {}, signs: {}, files: {}, replies: [] }
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(
      `${file}, which says what earlier imports wrote, cannot be read: bring it back from a copy of yours, or move it away. Then what is here under its old address is known again, but what you removed comes back`,
      { cause },
    )
  }
}
