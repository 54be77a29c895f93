import { expect, test } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { migrations } from '#lib/db/migrations.ts'
import { eachDatabase } from '../support/databases.ts'

const at = 1_795_421_334_631

eachDatabase((name, open, place) => {
  test(`${name}: what a failed transaction wrote is gone, and the next one works`, async () => {
    const db = await open()
    const failing = db.write(async (tx) => {
      await tx.insertInto('heartbeat').values({ name: 'lost', at }).execute()
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await db.write((tx) => tx.insertInto('heartbeat').values({ name: 'kept', at }).execute())
    expect(await db.read.selectFrom('heartbeat').select('name').execute()).toEqual([{ name: 'kept' }])
  })

  test(`${name}: a time in milliseconds and a count come back as numbers`, async () => {
    const db = await open()
    await db.write((tx) => tx.insertInto('heartbeat').values({ name: 'now', at }).execute())
    const row = await db.read
      .selectFrom('heartbeat')
      .select(({ fn }) => [fn.max('at').as('at'), fn.countAll<number>().as('count')])
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ at, count: 1 })
  })

  test(`${name}: text of every script is kept as it was`, async () => {
    const db = await open()
    const text = 'Žluťoučký 𝒌ůň 👩🏽‍⚕️ ‮ عربى \\ \' " ; --'
    await db.write((tx) => tx.insertInto('heartbeat').values({ name: text, at }).execute())
    expect(await db.read.selectFrom('heartbeat').select('name').execute()).toEqual([{ name: text }])
  })

  test(`${name}: transactions that read, wait and write at the same time lose no count`, async () => {
    const db = await open()
    await db.write((tx) => tx.insertInto('heartbeat').values({ name: 'count', at: 0 }).execute())
    const countUp = () =>
      db.write(async (tx) => {
        const row = await tx.selectFrom('heartbeat').select('at').executeTakeFirstOrThrow()
        await new Promise((resolve) => setImmediate(resolve))
        await tx
          .updateTable('heartbeat')
          .set({ at: row.at + 1 })
          .execute()
      })
    await Promise.all(Array.from({ length: 60 }, countUp))
    expect(await db.read.selectFrom('heartbeat').select('at').executeTakeFirst()).toEqual({ at: 60 })
  })

  test(`${name}: two instances that write at the same time lose no count`, async () => {
    const location = await place()
    const instances = [await openDatabase(location), await openDatabase(location)]
    const [first] = instances
    await first?.migrate()
    await first?.write((tx) => tx.insertInto('heartbeat').values({ name: 'count', at: 0 }).execute())
    const writes = Array.from({ length: 20 }, () =>
      instances.map((db) =>
        db.write(async (tx) => {
          const row = await tx.selectFrom('heartbeat').select('at').executeTakeFirstOrThrow()
          await tx
            .updateTable('heartbeat')
            .set({ at: row.at + 1 })
            .execute()
        }),
      ),
    )
    await Promise.all(writes.flat())
    expect(await first?.read.selectFrom('heartbeat').select('at').executeTakeFirst()).toEqual({ at: 40 })
    for (const db of instances) await db.close()
  })

  test(`${name}: a read while a transaction is open sees only what was committed`, async () => {
    const db = await open()
    const names = () => db.read.selectFrom('heartbeat').select('name').execute()
    await db.write(async (tx) => {
      await tx.insertInto('heartbeat').values({ name: 'open', at }).execute()
      expect(await names()).toEqual([])
    })
    expect(await names()).toEqual([{ name: 'open' }])
  })

  test(`${name}: nothing can be written through the connection for reading`, async () => {
    const db = await open()
    const stray = db.read.insertInto('heartbeat').values({ name: 'stray', at }).execute()
    await expect(stray).rejects.toThrow(/readonly database|read-only transaction/)
  })

  test(`${name}: two instances that migrate at the same time run each migration once`, async () => {
    const location = await place()
    const instances = await Promise.all([1, 2, 3].map(() => openDatabase(location)))
    const ran = await Promise.all(instances.map((db) => db.migrate()))
    expect(ran.flat()).toEqual(migrations.map((migration) => migration.name))
    for (const db of instances) await db.close()
  })

  test(`${name}: a database of a newer version is not touched`, async () => {
    const db = await open()
    await db.write((tx) =>
      tx.insertInto('schema_migration').values({ name: '9999-later', applied_at: at }).execute(),
    )
    await expect(db.migrate()).rejects.toThrow('newer than this version of the site: it has 9999-later')
  })

  test(`${name}: the probe stores a row, again and again`, async () => {
    const db = await open()
    await db.probe()
    await db.probe()
    expect(await db.read.selectFrom('heartbeat').select('name').execute()).toEqual([{ name: 'probe' }])
  })
})
