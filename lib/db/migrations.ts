import { sql, type Transaction } from 'kysely'
import { phoneText, searchText } from '#lib/fold.ts'
import type { Tables } from './tables.ts'

type Migration = { name: string; up: (tx: Transaction<Tables>) => Promise<void> }

/** One that has run is never edited. Only `text`, `integer`, `bigint`, and nothing that no transaction takes. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-replies-enquiries-outbox',
    up: script(`
      create table reply (
        id text primary key, article text not null, status text not null, reasons text not null,
        name text not null, email text not null, website text, comment text not null, client text not null,
        created_at bigint not null, decided_at bigint, decided_by text
      );
      create index reply_by_article_status_created_at on reply (article, status, created_at);
      create index reply_by_status_created_at on reply (status, created_at);
      create index reply_by_client_created_at on reply (client, created_at);
      create index reply_by_email on reply (email);

      create table enquiry (
        id text primary key, reference text not null unique, status text not null, reasons text not null,
        name text not null, email text not null, phone text, organisation text, requirements text not null,
        page text not null, client text not null, created_at bigint not null, due_at bigint not null,
        decided_at bigint, decided_by text
      );
      create index enquiry_by_status_created_at on enquiry (status, created_at);
      create index enquiry_by_status_due_at on enquiry (status, due_at);
      create index enquiry_by_client_created_at on enquiry (client, created_at);
      create index enquiry_by_email on enquiry (email);

      create table submission (
        fingerprint text primary key, kind text not null, item_id text not null, created_at bigint not null
      );
      create index submission_by_created_at on submission (created_at);
      create index submission_by_item_id on submission (item_id);

      create table outbox (
        id text primary key, message_id text not null unique, recipient text not null, kind text not null,
        message text not null, item_kind text, item_id text, created_at bigint not null, status text not null,
        attempts integer not null, next_at bigint not null, lease_token text, lease_until bigint,
        last_answer text, settled_at bigint
      );
      create index outbox_by_status_next_at on outbox (status, next_at);
      -- Whoever counts the mails to an address must not be deceived by capitals.
      create index outbox_by_recipient_created_at on outbox (lower(recipient), created_at);
      create index outbox_by_item_kind_item_id on outbox (item_kind, item_id);
      create index outbox_by_lease_token on outbox (lease_token);

      create table heartbeat (name text primary key, at bigint not null);
    `),
  },
  {
    name: '0002-content-faults',
    up: script('create table content_fault (fingerprint text primary key, told_at bigint not null)'),
  },
  {
    name: '0003-staff-replies',
    up: script(`
      create table sign_in (
        id text primary key, token_hash text not null unique, address_hash text not null, client text not null,
        created_at bigint not null, expires_at bigint not null, used_at bigint
      );
      create index sign_in_by_address_hash_created_at on sign_in (address_hash, created_at);
      create index sign_in_by_client_created_at on sign_in (client, created_at);
      create index sign_in_by_created_at on sign_in (created_at);

      create table staff_session (
        id text primary key, token_hash text not null unique, email text not null,
        created_at bigint not null, expires_at bigint not null
      );
      create index staff_session_by_email on staff_session (email);

      create table reply_event (
        id text primary key, reply_id text not null references reply (id) on delete cascade,
        number integer not null, kind text not null, at bigint not null, "by" text,
        from_status text, to_status text, decision_id text, undone_at bigint
      );
      create index reply_event_by_reply_id_number on reply_event (reply_id, number);
      create index reply_event_by_decision_id on reply_event (decision_id);

      create table reply_answer (
        id text primary key, reply_id text not null references reply (id) on delete cascade,
        text text not null, "by" text not null, created_at bigint not null
      );
      create index reply_answer_by_reply_id_created_at on reply_answer (reply_id, created_at);
    `),
  },
  {
    name: '0004-enquiry-desk',
    up: script(`
      alter table enquiry add column assigned_to text;
      alter table enquiry add column answered_at bigint;
      alter table enquiry add column version integer default 0 not null;
      update enquiry set answered_at = decided_at where status = 'answered';
      create index enquiry_by_created_at on enquiry (created_at);

      create table enquiry_event (
        id text primary key, enquiry_id text not null, number integer not null, kind text not null,
        at bigint not null, "by" text, from_status text, to_status text, text text, mail_id text,
        undone_at bigint
      );
      create index enquiry_event_by_enquiry_id_number on enquiry_event (enquiry_id, number);

      create table notice (name text primary key, at bigint not null);
      create index notice_by_at on notice (at);

      alter table outbox add column resumed_at bigint;
      alter table outbox add column handled_by text;

      create table page_drop (
        number bigint primary key, instance text not null, tags text not null, at bigint not null
      );
    `),
  },
  {
    name: '0005-same-text',
    up: script(`
      alter table submission add column text_hash text;
      create index submission_by_text_hash on submission (text_hash);
    `),
  },
  {
    name: '0006-fewer-indexes',
    // Each index is a page more to write with every message.
    up: script(`
      drop index reply_by_email;
      drop index enquiry_by_email;
      drop index submission_by_created_at;
      drop index outbox_by_lease_token;
      create index outbox_by_lease_token on outbox (lease_token) where lease_token is not null;
    `),
  },
  {
    name: '0007-mail-doubts',
    up: script(`
      alter table outbox add column unknowns integer default 0 not null;
      alter table outbox add column refused_since bigint;
    `),
  },
  {
    name: '0008-filed-mails',
    // Where there was no server, what stands as the answer of one is the name of a file.
    up: script(`
      update outbox set status = 'filed'
        where status = 'sent' and last_answer like '____-__-__T__-__-__-___Z-%.eml'
    `),
  },
  {
    name: '0009-search-text',
    async up(tx) {
      await script('alter table reply add column search text; alter table enquiry add column search text')(tx)
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
    up: script('alter table reply_event add column via text; alter table enquiry_event add column via text'),
  },
  {
    name: '0011-one-history',
    up: script(`
      create table event (
        id text primary key, subject text not null, subject_id text not null, number integer not null,
        kind text not null, at bigint not null, "by" text, via text, from_status text, to_status text,
        decision_id text, text text, mail_id text, undone_at bigint
      );
      -- Before it was kept to whom a mail was sent, only its link decided in nobody's name.
      insert into event (id, subject, subject_id, number, kind, at, "by", via, from_status, to_status,
          decision_id, undone_at)
        select id, 'reply', reply_id, number,
          case kind when 'decided' then 'step' when 'undone' then 'undo' when 'answered' then 'published'
            else 'withdrawn' end,
          at, "by", case when kind = 'decided' and "by" is null then 'mail' else via end, from_status, to_status,
          decision_id, undone_at
        from reply_event;
      insert into event (id, subject, subject_id, number, kind, at, "by", via, from_status, to_status,
          text, mail_id, undone_at)
        select id, 'enquiry', enquiry_id, number, kind, at, "by",
          case when kind = 'step' and "by" is null then 'mail' else via end, from_status, to_status,
          text, mail_id, undone_at
        from enquiry_event;
      create index event_by_subject_id_number on event (subject_id, number);
      create index event_by_decision_id on event (decision_id) where decision_id is not null;
      -- An instance of the version before fails from here on, and says so: two histories would be worse.
      drop table reply_event;
      drop table enquiry_event;
    `),
  },
  {
    name: '0012-figures',
    up: script(`
      create table figure (
        day text not null, kind text not null, subject text not null, detail text not null,
        count integer not null, primary key (day, kind, subject, detail)
      )
    `),
  },
]

/** One of `applied` that only a newer version of the site knows. */
export function unknownMigration(applied: readonly string[]): string | undefined {
  return applied.find((name) => !migrations.some((migration) => migration.name === name))
}

/** One statement after another: no text in them holds a semicolon. */
function script(statements: string): Migration['up'] {
  return async (tx) => {
    for (const statement of statements.split(';')) if (statement.trim()) await sql.raw(statement).execute(tx)
  }
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
