import type { Log } from '#lib/log.ts'
import type { Database } from './client.ts'

export type PageDrops = {
  /** Tells the other instances, as soon as the database can store it. */
  tell(...tags: string[]): void
  stop(): Promise<void>
}

type Options = {
  db: Database
  /** Names this instance among those on the database. */
  instance: string
  /** Drops what the others have dropped. */
  drop: (...tags: string[]) => void
  /** Drops all: some of what the others have dropped can no longer be known. */
  dropAll: () => void
  log: Log
  /** Milliseconds between two looks. */
  every?: number
}

const day = 24 * 60 * 60 * 1000
const defaultEvery = 700

/**
 * Shares dropped pages with the other instances on one database, through a table that each of them looks at:
 * what a change on one makes stale is gone from the others within a second or so. One SQLite file has one
 * instance, and nobody to tell.
 */
export async function sharePageDrops(options: Options): Promise<PageDrops> {
  const { db, instance, drop, dropAll, log, every = defaultEvery } = options
  if (db.dialect === 'sqlite') return { tell() {}, async stop() {} }
  let seen: number | undefined
  let untold: string[] = []
  let turn: Promise<void> | undefined
  let isFailing = false

  async function look(): Promise<void> {
    try {
      if (seen === undefined) {
        seen = await lastNumber(db.read)
        // What was dropped since the first look, which failed, is not known.
        if (isFailing) dropAll()
      }
      await tellUntold()
      const rows = await db.read
        .selectFrom('page_drop')
        .selectAll()
        .where('number', '>', seen)
        .orderBy('number')
        .execute()
      const [first] = rows
      if (first && first.number > seen + 1) dropAll()
      for (const row of rows) {
        seen = row.number
        if (row.instance !== instance) drop(...(JSON.parse(row.tags) as string[]))
      }
      if (isFailing) log.info('Dropped pages are shared with the other instances again')
      isFailing = false
    } catch (error) {
      if (!isFailing) log.error('Dropped pages cannot be shared with the other instances', { error })
      isFailing = true
    }
  }

  async function tellUntold(): Promise<void> {
    if (!untold.length) return
    const telling = untold
    await append(db, instance, telling)
    // What came in meanwhile is still to be told.
    untold = untold.slice(telling.length)
  }

  function begin(): void {
    turn ??= look().finally(() => {
      turn = undefined
    })
  }

  await look()
  const timer = setInterval(begin, every).unref()
  return {
    tell(...tags) {
      untold = [...untold, ...tags]
      begin()
    },
    async stop() {
      clearInterval(timer)
      await turn
      if (untold.length) await look()
    },
  }
}

async function append(db: Database, instance: string, tags: readonly string[]): Promise<void> {
  const at = Date.now()
  await db.write(async (tx) => {
    const number = (await lastNumber(tx)) + 1
    await tx
      .insertInto('page_drop')
      .values({ number, instance, tags: JSON.stringify([...new Set(tags)]), at })
      .execute()
    // The last one stays, so that numbers never begin anew.
    await tx
      .deleteFrom('page_drop')
      .where('at', '<', at - day)
      .where('number', '<', number)
      .execute()
  })
}

async function lastNumber(db: Database['read']): Promise<number> {
  const { last } = await db
    .selectFrom('page_drop')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}
