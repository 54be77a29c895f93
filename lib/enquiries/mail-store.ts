import { sql } from 'kysely'
import type { Tx } from '#lib/db/client.ts'
import type { Message } from '#lib/mail/message.ts'
import type { MailItem } from '#lib/outbox/mail.ts'

export async function acknowledgementsTo(
  tx: Tx,
  address: string,
  since: number,
  until: number,
): Promise<number> {
  const row = await tx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<boolean>`lower(recipient) = lower(${address})`)
    .where('created_at', '>=', since)
    .where('created_at', '<=', until)
    .where('kind', '=', 'enquiry-acknowledgement' satisfies Message['kind'])
    .executeTakeFirstOrThrow()
  return row.count
}

/** Message-IDs that someone can answer to, oldest first. */
export async function threadWith(tx: Tx, item: MailItem, address: string): Promise<string[]> {
  const answerable: Message['kind'][] = ['enquiry-acknowledgement', 'enquiry-answer']
  const rows = await tx
    .selectFrom('outbox')
    .select('message_id')
    .where('item_kind', '=', item.kind)
    .where('item_id', '=', item.id)
    .where('recipient', '=', address)
    .where('kind', 'in', answerable)
    .where('status', 'in', ['waiting', 'sent'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.message_id)
}
