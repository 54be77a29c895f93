import { hostOf } from '#lib/address.ts'
import type { Deps } from '#lib/deps.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'

export async function sendTestMails(
  deps: Pick<Deps, 'db' | 'settings' | 'now' | 'newId'>,
): Promise<string[]> {
  const { settings, now, newId } = deps
  const message = { kind: 'test-mail', createdAt: now() } as const
  const mails = settings.staffEmails.map((recipient) => ({ recipient, message }))
  await deps.db.write((tx) => enqueue(tx, mails, { now, newId, messageIdHost: hostOf(settings.mailFrom) }))
  return settings.staffEmails
}
