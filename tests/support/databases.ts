import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, inject } from 'vitest'
import type { DatabaseLocation } from '#lib/config.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'

/** Makes an empty database of one kind, gone after the test. */
export type Place = () => Promise<DatabaseLocation>
/** Opens a fresh, migrated database, closed and gone after the test. */
export type Open = () => Promise<Database>

/**
 * Runs the same tests on a real SQLite file and on a real PostgreSQL database.
 *
 * @example eachDatabase((name, open) => test(`${name}: a reply is kept`, async () => { const db = await open() }))
 */
export function eachDatabase(tests: (name: 'SQLite' | 'PostgreSQL', open: Open, place: Place) => void): void {
  const undo: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })
  const later = (step: () => Promise<unknown>) => undo.push(step)
  const opener = (place: Place) => async () => {
    const db = await openDatabase(await place())
    later(() => db.close())
    await db.migrate()
    return db
  }
  const file = () => newFile(later)
  const server = () => newServerDatabase(later)
  tests('SQLite', opener(file), file)
  tests('PostgreSQL', opener(server), server)
}

type Later = (step: () => Promise<unknown>) => void

async function newFile(later: Later): Promise<DatabaseLocation> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-'))
  later(() => rm(folder, { recursive: true }))
  return { kind: 'sqlite', file: join(folder, 'site.db') }
}

async function newServerDatabase(later: Later): Promise<DatabaseLocation> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await command(`create database ${name}`)
  later(() => command(`drop database ${name} with (force)`))
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return { kind: 'postgres', url: url.href }
}

async function command(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
