import type { Deps } from '#lib/deps.ts'
import { toStaff } from '#lib/outbox/mail.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'

export async function sendTestMails(
  deps: Pick<Deps, 'db' | 'settings' | 'now' | 'newId'>,
): Promise<string[]> {
  const mails = toStaff(deps, { kind: 'test-mail', createdAt: deps.now() })
  await deps.db.write((tx) => enqueue(tx, mails, deps))
  return deps.settings.staffEmails
}
