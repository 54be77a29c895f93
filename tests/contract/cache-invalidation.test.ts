import { afterEach, expect, test } from 'vitest'
import type { DatabaseLocation } from '#lib/config.ts'
import { type SharedInvalidations, shareInvalidations } from '#lib/db/cache-invalidation.ts'
import { openDatabase } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import { insertMoved } from '#lib/replies/moved-store.ts'
import { eachDatabase } from '../support/databases.ts'
import { passesSoon } from '../support/soon.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const aMovedReply = {
  id: '01HZZZZZZZZZZZZZZZZZZZZZZZ',
  article: 'an-article',
  name: 'Ann',
  email: 'ann@example.org',
  website: undefined,
  comment: 'It moved in.',
  createdAt: 1_600_000_000_000,
}

/** One of several sites on a database, and which pages it dropped because of others. */
async function instanceOn(location: DatabaseLocation, name: string) {
  const db = await openDatabase(location)
  undo.push(() => db.close())
  await db.migrate()
  const dropped: string[] = []
  const shared: SharedInvalidations = await shareInvalidations({
    ...{ db, instance: name, log: createLog('error') },
    invalidate: (...tags) => void dropped.push(...tags),
    invalidateAll: () => void dropped.push('all'),
  })
  undo.push(() => shared.stop())
  return { db, dropped, publish: shared.publish }
}

eachDatabase((name, _open, place) => {
  if (name === 'SQLite') {
    test('SQLite: one file has one site, and nothing is written for others', async () => {
      const { db, publish } = await instanceOn(await place(), 'only')
      publish('replies:a')
      expect(await db.read.selectFrom('page_drop').selectAll().execute()).toEqual([])
    })

    test('SQLite: what a command makes stale, the site drops within two seconds', async () => {
      const { db, dropped } = await instanceOn(await place(), 'only')
      await insertMoved(db, [aMovedReply])
      await passesSoon(() => expect(dropped).toEqual(['replies:an-article']))
    })
    return
  }

  test('PostgreSQL: what one site drops, the others drop within two seconds, and itself not again', async () => {
    const location = await place()
    const [one, two, three] = [
      await instanceOn(location, 'one'),
      await instanceOn(location, 'two'),
      await instanceOn(location, 'three'),
    ]
    one.publish('replies:a', 'articles')
    two.publish('replies:b')
    await passesSoon(() => {
      expect(one.dropped).toEqual(['replies:b'])
      expect(two.dropped).toEqual(['replies:a', 'articles'])
      expect(three.dropped.toSorted()).toEqual(['articles', 'replies:a', 'replies:b'])
    })
  })

  test('PostgreSQL: a hundred drops at once by several sites all arrive', async () => {
    const location = await place()
    const [one, two] = [await instanceOn(location, 'one'), await instanceOn(location, 'two')]
    for (let index = 0; index < 100; index++) {
      one.publish(`replies:${index}`)
      two.publish(`page:${index}`)
    }
    await passesSoon(() => {
      expect(new Set(one.dropped)).toEqual(
        new Set(Array.from({ length: 100 }, (_, index) => `page:${index}`)),
      )
      expect(new Set(two.dropped).size).toBe(100)
    })
  })

  test('PostgreSQL: a site that has missed some for so long that they are gone drops all', async () => {
    const location = await place()
    const one = await instanceOn(location, 'one')
    const rows = [1, 2].map((number) => ({ number, instance: 'two', tags: '["replies:a"]', at: 0 }))
    await one.db.write((tx) => tx.insertInto('page_drop').values(rows.slice(1)).execute())
    await passesSoon(() => expect(one.dropped).toEqual(['all', 'replies:a']))
  })

  test('PostgreSQL: a site that starts late drops nothing that was dropped before it', async () => {
    const location = await place()
    const one = await instanceOn(location, 'one')
    one.publish('replies:a')
    await passesSoon(async () =>
      expect(await one.db.read.selectFrom('page_drop').selectAll().execute()).toHaveLength(1),
    )
    const late = await instanceOn(location, 'late')
    one.publish('replies:b')
    await passesSoon(() => expect(late.dropped).toEqual(['replies:b']))
  })
})
