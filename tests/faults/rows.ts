import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'

/** What stands in the database. Texts are those of `Post`. */
export type Rows = {
  texts: string[]
  /** `text` is that of the reply or enquiry that the mail is about. */
  mails: { messageId: string; status: string; text: string }[]
}

const textsQuery = 'select comment as text from reply union all select requirements as text from enquiry'
const mailsQuery = `select outbox.message_id as id, outbox.status as status,
  coalesce(reply.comment, enquiry.requirements, '') as text
  from outbox left join reply on reply.id = outbox.item_id left join enquiry on enquiry.id = outbox.item_id`

/** Reads what is stored, beside the site or after it. */
export async function readRows(database: { dataDir: string } | { url: string }): Promise<Rows> {
  const query = 'url' in database ? await postgresAt(database.url) : sqliteAt(database.dataDir)
  try {
    const texts = await query.all(textsQuery)
    const mails = await query.all(mailsQuery)
    return {
      texts: texts.map(({ text = '' }) => text),
      mails: mails.map(({ id = '', status = '', text = '' }) => ({ messageId: id, status, text })),
    }
  } finally {
    await query.end()
  }
}

type Query = { all: (sql: string) => Promise<Record<string, string>[]>; end: () => Promise<void> }

function sqliteAt(dataDir: string): Query {
  const file = join(dataDir, 'site.db')
  if (!existsSync(file)) return { all: async () => [], end: async () => undefined }
  const db = new Sqlite(file, { readonly: true, timeout: 2_000 })
  return {
    all: async (sql) => db.prepare<unknown[], Record<string, string>>(sql).all(),
    end: async () => void db.close(),
  }
}

async function postgresAt(url: string): Promise<Query> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  return {
    all: async (sql) => (await client.query<Record<string, string>>(sql)).rows,
    end: () => client.end(),
  }
}
