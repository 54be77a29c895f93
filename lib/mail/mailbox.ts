import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome, QueueState } from './smtp-errors.ts'

/** A folder in which each mail becomes a file, for as long as no server is set. */
export function createMailbox(dataDir: string): {
  folder: string
  keep(mail: { messageId: string; date: number }, content: Buffer): Promise<Outcome>
  probe(): Promise<QueueState>
} {
  const folder = join(dataDir, 'mailbox')
  return {
    folder,
    async keep(mail, content) {
      const name = fileName(mail)
      try {
        await writeWhole(folder, name, content)
        return { kind: 'filed', answer: name }
      } catch (error) {
        return { kind: 'unreachable', answer: told(error) }
      }
    },
    async probe() {
      try {
        await writeWhole(folder, '.probe', Buffer.alloc(1))
        await rm(join(folder, '.probe'), { force: true })
        return { transport: 'ok' }
      } catch (error) {
        return { transport: 'unreachable', answer: told(error) }
      }
    },
  }
}

/** The same mail always gets the same name: a second attempt puts it in the first one's place. */
function fileName({ messageId, date }: { messageId: string; date: number }): string {
  const time = new Date(date).toISOString().replace(/[:.]/g, '-')
  const id = messageId.replace(/@.*/, '').replace(/[^A-Za-z0-9]/g, '')
  return `${time}-${id}.eml`
}

/** Writes a file that is either there with all of its content, even after a power cut, or not at all. */
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

function told(error: unknown): string {
  return `The mailbox cannot be written: ${error instanceof Error ? error.message : String(error)}`
}
