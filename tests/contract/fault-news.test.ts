import { expect, onTestFinished, test } from 'vitest'
import type { Fault } from '#lib/articles/fault.ts'
import { startFaultNews } from '#lib/articles/fault-news.ts'
import type { Database } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import type { ContentFaults } from '#lib/mail/messages.ts'
import { eachDatabase } from '../support/databases.ts'
import { openDoors } from '../support/doors.ts'

const fault = (message: string, line = 3): Fault => ({
  file: 'content/articles/x.mdx',
  line,
  column: 1,
  message,
})

/** What each mail to the first of the staff tells, in the order the mails were written. */
async function told(db: Database): Promise<string[][]> {
  const rows = await db.read
    .selectFrom('outbox')
    .select(['message', 'recipient'])
    .where('recipient', '=', 'one@staff.example')
    .orderBy('id')
    .execute()
  return rows.map((row) => (JSON.parse(row.message) as ContentFaults).faults.map(({ message }) => message))
}

/** A site as far as its faults go; those that stand are changed by the test. */
function site(db: Database) {
  const { deps } = openDoors(db)
  const news = startFaultNews({ ...deps, log: createLog('error') })
  onTestFinished(() => news.stop())
  let standing: readonly Fault[] = []
  news.follow({ faults: () => standing, isAway: () => false })
  return {
    stand(faults: readonly Fault[], due: readonly Fault[] = faults) {
      standing = faults
      if (due.length) news.tell(due)
    },
    /** Resolves when all is in the database: a look takes place at the end too. */
    stop: () => news.stop(),
  }
}

const known = async (db: Database) => (await db.read.selectFrom('content_fault').selectAll().execute()).length

eachDatabase((name, open) => {
  test(`${name}: staff are told of a fault once, each of them by a mail of their own`, async () => {
    const db = await open()
    const one = site(db)
    one.stand([fault('a'), fault('b')])
    await expect.poll(() => told(db)).toEqual([['a', 'b']])
    one.stand([fault('a'), fault('b'), fault('c')], [fault('c')])
    await expect.poll(() => told(db)).toEqual([['a', 'b'], ['c']])
    const recipients = await db.read.selectFrom('outbox').select('recipient').distinct().execute()
    expect(recipients).toHaveLength(2)
  })

  test(`${name}: a fault that only moves to another line is not told again`, async () => {
    const db = await open()
    const one = site(db)
    one.stand([fault('a', 3)])
    await expect.poll(() => told(db)).toHaveLength(1)
    one.stand([fault('a', 4)])
    await one.stop()
    expect(await told(db)).toEqual([['a']])
  })

  test(`${name}: nothing is told again after a restart but what is new`, async () => {
    const db = await open()
    const before = site(db)
    before.stand([fault('a')])
    await before.stop()
    const after = site(db)
    after.stand([fault('a'), fault('b')])
    await after.stop()
    expect(await told(db)).toEqual([['a'], ['b']])
  })

  test(`${name}: a fault that was mended is told again when it comes back`, async () => {
    const db = await open()
    const one = site(db)
    one.stand([fault('a')])
    await expect.poll(() => known(db)).toBe(1)
    one.stand([])
    await expect.poll(() => known(db)).toBe(0)
    one.stand([fault('a')])
    await expect.poll(() => told(db)).toEqual([['a'], ['a']])
  })

  test(`${name}: what was mended while the site was down is told again when it comes back`, async () => {
    const db = await open()
    const before = site(db)
    before.stand([fault('a')])
    await before.stop()
    const after = site(db)
    await expect.poll(() => known(db)).toBe(0)
    after.stand([fault('a')])
    await after.stop()
    expect(await told(db)).toEqual([['a'], ['a']])
  })

  test(`${name}: a thousand faults are one mail that lists the first ones and counts the rest`, async () => {
    const db = await open()
    const one = site(db)
    one.stand(Array.from({ length: 1000 }, (_, number) => fault(`fault ${number}`)))
    await one.stop()
    expect(await known(db)).toBe(1000)
    const rows = await db.read.selectFrom('outbox').select('message').execute()
    expect(rows).toHaveLength(2)
    expect(JSON.parse(rows[0]?.message ?? '')).toMatchObject({ more: 960, faults: { length: 40 } })
  })
})
