import { sql, type Transaction } from 'kysely'
import { phoneText, searchText } from '#lib/fold.ts'
import type { Tables } from './tables.ts'

export type Migration = { name: string; up: (tx: Transaction<Tables>) => Promise<void> }

/** One that has run is never edited. Only `text`, `integer`, `bigint`, and nothing that no transaction takes. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-replies-enquiries-outbox',
    async up(tx) {
      await tx.schema
        .createTable('reply')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('article', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('reasons', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('email', 'text', (column) => column.notNull())
        .addColumn('website', 'text')
        .addColumn('comment', 'text', (column) => column.notNull())
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('decided_at', 'bigint')
        .addColumn('decided_by', 'text')
        .execute()
      await index(tx, 'reply', ['article', 'status', 'created_at'])
      await index(tx, 'reply', ['status', 'created_at'])
      await index(tx, 'reply', ['client', 'created_at'])
      await index(tx, 'reply', ['email'])

      await tx.schema
        .createTable('enquiry')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('reference', 'text', (column) => column.notNull().unique())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('reasons', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('email', 'text', (column) => column.notNull())
        .addColumn('phone', 'text')
        .addColumn('organisation', 'text')
        .addColumn('requirements', 'text', (column) => column.notNull())
        .addColumn('page', 'text', (column) => column.notNull())
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('decided_at', 'bigint')
        .addColumn('decided_by', 'text')
        .execute()
      await index(tx, 'enquiry', ['status', 'created_at'])
      await index(tx, 'enquiry', ['status', 'due_at'])
      await index(tx, 'enquiry', ['client', 'created_at'])
      await index(tx, 'enquiry', ['email'])

      await tx.schema
        .createTable('submission')
        .addColumn('fingerprint', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('item_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await index(tx, 'submission', ['created_at'])
      await index(tx, 'submission', ['item_id'])

      await tx.schema
        .createTable('outbox')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('message_id', 'text', (column) => column.notNull().unique())
        .addColumn('recipient', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('message', 'text', (column) => column.notNull())
        .addColumn('item_kind', 'text')
        .addColumn('item_id', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'bigint', (column) => column.notNull())
        .addColumn('lease_token', 'text')
        .addColumn('lease_until', 'bigint')
        .addColumn('last_answer', 'text')
        .addColumn('settled_at', 'bigint')
        .execute()
      await index(tx, 'outbox', ['status', 'next_at'])
      // Whoever counts the mails to an address must not be deceived by capitals.
      await tx.schema
        .createIndex('outbox_by_recipient_created_at')
        .on('outbox')
        .expression(sql`lower(recipient), created_at`)
        .execute()
      await index(tx, 'outbox', ['item_kind', 'item_id'])
      await index(tx, 'outbox', ['lease_token'])

      await tx.schema
        .createTable('heartbeat')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  {
    name: '0002-content-faults',
    async up(tx) {
      await tx.schema
        .createTable('content_fault')
        .addColumn('fingerprint', 'text', (column) => column.primaryKey())
        .addColumn('told_at', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  {
    name: '0003-staff-replies',
    async up(tx) {
      await tx.schema
        .createTable('sign_in')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('address_hash', 'text', (column) => column.notNull())
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('used_at', 'bigint')
        .execute()
      await index(tx, 'sign_in', ['address_hash', 'created_at'])
      await index(tx, 'sign_in', ['client', 'created_at'])
      await index(tx, 'sign_in', ['created_at'])

      await tx.schema
        .createTable('staff_session')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('email', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute()
      await index(tx, 'staff_session', ['email'])

      await tx.schema
        .createTable('reply_event')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('reply_id', 'text', (column) =>
          column.notNull().references('reply.id').onDelete('cascade'),
        )
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by', 'text')
        .addColumn('from_status', 'text')
        .addColumn('to_status', 'text')
        .addColumn('decision_id', 'text')
        .addColumn('undone_at', 'bigint')
        .execute()
      await index(tx, 'reply_event', ['reply_id', 'number'])
      await index(tx, 'reply_event', ['decision_id'])

      await tx.schema
        .createTable('reply_answer')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('reply_id', 'text', (column) =>
          column.notNull().references('reply.id').onDelete('cascade'),
        )
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()
      await index(tx, 'reply_answer', ['reply_id', 'created_at'])
    },
  },
  {
    name: '0004-enquiry-desk',
    async up(tx) {
      // SQLite takes one new column at a time.
      for (const [column, type] of [
        ['assigned_to', 'text'],
        ['answered_at', 'bigint'],
      ] as const)
        await tx.schema.alterTable('enquiry').addColumn(column, type).execute()
      await tx.schema
        .alterTable('enquiry')
        .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await tx
        .updateTable('enquiry')
        .set((row) => ({ answered_at: row.ref('decided_at') }))
        .where('status', '=', 'answered')
        .execute()
      await index(tx, 'enquiry', ['created_at'])

      await tx.schema
        .createTable('enquiry_event')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('enquiry_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by', 'text')
        .addColumn('from_status', 'text')
        .addColumn('to_status', 'text')
        .addColumn('text', 'text')
        .addColumn('mail_id', 'text')
        .addColumn('undone_at', 'bigint')
        .execute()
      await index(tx, 'enquiry_event', ['enquiry_id', 'number'])

      await tx.schema
        .createTable('notice')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute()
      await index(tx, 'notice', ['at'])

      for (const [column, type] of [
        ['resumed_at', 'bigint'],
        ['handled_by', 'text'],
      ] as const)
        await tx.schema.alterTable('outbox').addColumn(column, type).execute()

      await tx.schema
        .createTable('page_drop')
        .addColumn('number', 'bigint', (column) => column.primaryKey())
        .addColumn('instance', 'text', (column) => column.notNull())
        .addColumn('tags', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  {
    name: '0005-same-text',
    async up(tx) {
      await tx.schema.alterTable('submission').addColumn('text_hash', 'text').execute()
      await index(tx, 'submission', ['text_hash'])
    },
  },
  {
    name: '0006-fewer-indexes',
    async up(tx) {
      // Each index is a page more to write with every message.
      for (const name of ['reply_by_email', 'enquiry_by_email', 'submission_by_created_at'])
        await tx.schema.dropIndex(name).execute()
      await tx.schema.dropIndex('outbox_by_lease_token').execute()
      await tx.schema
        .createIndex('outbox_by_lease_token')
        .on('outbox')
        .column('lease_token')
        .where('lease_token', 'is not', null)
        .execute()
    },
  },
  {
    name: '0007-mail-doubts',
    async up(tx) {
      await tx.schema
        .alterTable('outbox')
        .addColumn('unknowns', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await tx.schema.alterTable('outbox').addColumn('refused_since', 'bigint').execute()
    },
  },
  {
    name: '0008-filed-mails',
    async up(tx) {
      // Where there was no server, what stands as the answer of one is the name of a file.
      await sql`update outbox set status = 'filed'
        where status = 'sent' and last_answer like '____-__-__T__-__-__-___Z-%.eml'`.execute(tx)
    },
  },
  {
    name: '0009-search-text',
    async up(tx) {
      for (const table of ['reply', 'enquiry'] as const)
        await tx.schema.alterTable(table).addColumn('search', 'text').execute()
      await fill(tx, 'reply', ['comment', 'name', 'email'], ({ comment, name, email }) =>
        searchText([comment, name, email]),
      )
      await fill(
        tx,
        'enquiry',
        ['reference', 'name', 'email', 'phone', 'organisation', 'requirements'],
        ({ reference, name, email, phone, organisation, requirements }) =>
          searchText([reference, name, email, phoneText(phone), organisation, requirements]),
      )
    },
  },
  {
    name: '0010-decided-by-mail',
    async up(tx) {
      for (const table of ['reply_event', 'enquiry_event'])
        await tx.schema.alterTable(table).addColumn('via', 'text').execute()
    },
  },
  {
    name: '0011-one-history',
    async up(tx) {
      await tx.schema
        .createTable('event')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('subject_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by', 'text')
        .addColumn('via', 'text')
        .addColumn('from_status', 'text')
        .addColumn('to_status', 'text')
        .addColumn('decision_id', 'text')
        .addColumn('text', 'text')
        .addColumn('mail_id', 'text')
        .addColumn('undone_at', 'bigint')
        .execute()
      // Before it was kept to whom a mail was sent, only its link decided in nobody's name.
      await sql`insert into event (id, subject, subject_id, number, kind, at, "by", via, from_status, to_status,
          decision_id, undone_at)
        select id, 'reply', reply_id, number,
          case kind when 'decided' then 'step' when 'undone' then 'undo' when 'answered' then 'published'
            else 'withdrawn' end,
          at, "by", case when kind = 'decided' and "by" is null then 'mail' else via end, from_status, to_status,
          decision_id, undone_at
        from reply_event`.execute(tx)
      await sql`insert into event (id, subject, subject_id, number, kind, at, "by", via, from_status, to_status,
          text, mail_id, undone_at)
        select id, 'enquiry', enquiry_id, number, kind, at, "by",
          case when kind = 'step' and "by" is null then 'mail' else via end, from_status, to_status,
          text, mail_id, undone_at
        from enquiry_event`.execute(tx)
      await index(tx, 'event', ['subject_id', 'number'])
      await tx.schema
        .createIndex('event_by_decision_id')
        .on('event')
        .column('decision_id')
        .where('decision_id', 'is not', null)
        .execute()
      // An instance of the version before fails from here on, and says so: two histories would be worse.
      for (const table of ['reply_event', 'enquiry_event']) await tx.schema.dropTable(table).execute()
    },
  },
]

async function index(tx: Transaction<Tables>, table: string, columns: string[]): Promise<void> {
  await tx.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute()
}

const atOnce = 200

async function fill<C extends string>(
  tx: Transaction<Tables>,
  table: 'reply' | 'enquiry',
  columns: readonly C[],
  textOf: (row: Record<C, string | null>) => string,
): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<Record<C | 'id', string>>`
      select ${sql.join(['id', ...columns].map((column) => sql.ref(column)))} from ${sql.table(table)}
      where id > ${after} order by id limit ${sql.lit(atOnce)}`.execute(tx)
    const last = rows.at(-1)
    if (!last) return
    const filled = rows.map((row) => sql`(${row.id}, ${textOf(row)})`)
    await sql`with filled (id, search) as (values ${sql.join(filled)})
      update ${sql.table(table)} set search = (select search from filled where filled.id = ${sql.table(table)}.id)
      where id in (select id from filled)`.execute(tx)
    after = last.id
  }
}
