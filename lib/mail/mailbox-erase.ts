import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Erases the copies of these mails in the mailbox folder. @returns how many there were */
export async function eraseCopies(dataDir: string, mailIds: readonly string[]): Promise<number> {
  const ids = new Set(mailIds)
  return ids.size ? await eraseFiles(dataDir, ({ id }) => ids.has(id)) : 0
}

/** Erases the copies of mails made before then (milliseconds since 1970). @returns how many there were */
export async function eraseOldCopies(dataDir: string, before: number): Promise<number> {
  return await eraseFiles(dataDir, ({ at }) => at < before)
}

async function eraseFiles(
  dataDir: string,
  isErased: (copy: { id: string; at: number }) => boolean,
): Promise<number> {
  const folder = join(dataDir, 'mailbox')
  const gone = (await namesIn(folder)).filter((name) => {
    // As lib/mail/mailbox.ts names them: 2026-11-23T09-00-00-000Z-<id>.eml
    const [, day, hours, minutes, seconds, milliseconds, id] =
      /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([a-z0-9]+)\.eml$/i.exec(name) ?? []
    if (!id) return false
    return isErased({ id, at: Date.parse(`${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`) })
  })
  for (const name of gone) await rm(join(folder, name), { force: true })
  return gone.length
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    // With SMTP there never was a mailbox.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
