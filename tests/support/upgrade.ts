import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { DatabaseLocation } from '#lib/config.ts'

export type Row = Record<string, unknown>

/** Every row of every table, by the table's name. */
export type Rows = Record<string, Row[]>

/** The moment at which the filled database was left: milliseconds since 1970. */
export const leftAt = 1_795_509_120_000

/** The cookie of the one who is signed in there. */
export const sessions: Record<DatabaseLocation['kind'], string> = {
  sqlite: '0691qktvv4mw73atws85az0h10qrhtp8vkx5rvfsg3g4b75fbdbf',
  postgres: '1sq0wcyxh10x88bs3m6cb3dspfyhqq056za6j6h5xg441zh5bqqf',
}

/**
 * Fills an empty database with what commit 512da41 left in one: its own functions made every row, with replies and
 * enquiries of each status, mails of each, links, sessions, reminders and faults.
 */
export async function fillAsOf512da41(location: DatabaseLocation): Promise<Rows> {
  const script = readFileSync(`tests/fixtures/512da41.${location.kind}.sql`, 'utf8')
  if (location.kind === 'sqlite') {
    const file = new Sqlite(location.file)
    file.exec(script)
    const names = file
      .prepare("select name from sqlite_master where type = 'table'")
      .pluck()
      .all() as string[]
    const rows = names.map((name) => [name, file.prepare(`select * from ${name}`).all()])
    file.close()
    return Object.fromEntries(rows)
  }
  const types = { getTypeParser: (oid: number) => (oid === 20 ? Number : pg.types.getTypeParser(oid)) }
  const client = new pg.Client({ connectionString: location.url, types })
  await client.connect()
  try {
    await client.query(script)
    const names = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    )
    const rows: Rows = {}
    for (const { name } of names.rows) rows[name] = (await client.query<Row>(`select * from ${name}`)).rows
    return rows
  } finally {
    await client.end()
  }
}
