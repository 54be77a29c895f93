import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, messageOf } from '#lib/errors.ts'
import type { Outcome, QueueState } from './smtp-errors.ts'

export function createMailbox(dataDir: string) {
  const folder = folderIn(dataDir)
  return {
    folder,
    async keep(mail: { messageId: string; date: number }, content: Buffer): Promise<Outcome> {
      const name = fileName(mail)
      try {
        await writeWhole(folder, name, content)
        return { kind: 'filed', answer: name }
      } catch (error) {
        return { kind: 'unreachable', answer: reasonOf(error) }
      }
    },
    async probe(): Promise<QueueState> {
      try {
        await writeWhole(folder, '.probe', Buffer.alloc(1))
        await rm(join(folder, '.probe'), { force: true })
        return { transport: 'ok' }
      } catch (error) {
        return { transport: 'unreachable', answer: reasonOf(error) }
      }
    },
  }
}

export async function eraseCopies(dataDir: string, mailIds: readonly string[]): Promise<number> {
  const ids = new Set(mailIds)
  return ids.size ? await eraseFiles(dataDir, ({ id }) => ids.has(id)) : 0
}

/** `before` is in milliseconds since 1970. */
export async function eraseOldCopies(dataDir: string, before: number): Promise<number> {
  return await eraseFiles(dataDir, ({ time }) => time < timeInName(before))
}

type Copy = { id: string; time: string }

async function eraseFiles(dataDir: string, isErased: (copy: Copy) => boolean): Promise<number> {
  const folder = folderIn(dataDir)
  const all = await readdir(folder).catch((error: unknown) => {
    // With SMTP there never was a mailbox.
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  const names = all.filter((name) => {
    const { time, id } =
      /^(?<time>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)-(?<id>[a-z0-9]+)\.eml$/i.exec(name)?.groups ?? {}
    return time !== undefined && id !== undefined && isErased({ time, id })
  })
  for (const name of names) await rm(join(folder, name), { force: true })
  return names.length
}

function folderIn(dataDir: string): string {
  return join(dataDir, 'mailbox')
}

function fileName({ messageId, date }: { messageId: string; date: number }): string {
  return `${timeInName(date)}-${messageId.replace(/@.*/, '').replace(/[^A-Za-z0-9]/g, '')}.eml`
}

/** Sorts as the times do. */
function timeInName(at: number): string {
  return new Date(at).toISOString().replace(/[:.]/g, '-')
}

/** Even after a power cut a file is there with all of its content, or not at all. */
async function writeWhole(folder: string, name: string, content: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true })
  const draft = join(folder, `.${name}.part`)
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
  // Windows keeps its folders by itself, and lets nobody open one.
  if (process.platform === 'win32') return
  const directory = await open(folder)
  await directory.sync().finally(() => directory.close())
}

function reasonOf(error: unknown): string {
  return `The mailbox cannot be written: ${messageOf(error)}`
}
