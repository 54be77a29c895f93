import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import type { DatabaseLocation } from '#lib/config.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { eachDatabase } from '../support/databases.ts'
import { hour, minute, openDoors, start } from '../support/doors.ts'
import { patience } from '../support/patience.ts'

const program = new URL('../support/reminders-process.ts', import.meta.url).pathname
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
})

function begin(location: DatabaseLocation, from: number): ChildProcess {
  const child = spawn(process.execPath, [program, JSON.stringify(location), String(from)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: patience, interval: 5 })
const notices = (db: Database) =>
  db.read.selectFrom('outbox').select(['recipient', 'message']).where('kind', '=', 'promise-notice').execute()

/** A site with enquiries ten minutes apart, and the moment from which the first of them is told. */
async function siteAt(location: DatabaseLocation, count: number) {
  const db = await openDatabase(location)
  await db.migrate()
  const { deps, clock } = openDoors(db)
  for (let index = 0; index < count; index++) {
    clock.time = start + index * 10 * minute
    const fields = {
      ...{ name: 'Ada', email: 'ada@example.org', phone: '', organisation: '' },
      requirements: `Number ${index}`,
    }
    await submitEnquiry(deps, { page: '/contact', fields, client: `192.0.2.${index}` })
  }
  return { db, from: start + 16 * hour - minute }
}

/** What was told of which enquiry to whom, one line each. */
async function told(db: Database): Promise<string[]> {
  return (await notices(db)).flatMap(({ recipient, message }) => {
    const { stage, enquiries } = JSON.parse(message) as { stage: string; enquiries: { id: string }[] }
    return enquiries.map(({ id }) => `${stage} ${id} ${recipient}`)
  })
}

eachDatabase((name, _open, place) => {
  test(`${name}: whoever is killed while reminding, nothing is told twice and nothing is left out`, async () => {
    const location = await place()
    const { db, from } = await siteAt(location, 12)
    for (let round = 0; round < 4; round++) {
      const before = (await notices(db)).length
      // Each begins a little later than where the one before was killed, as a clock does.
      const child = begin(location, from + round * 30 * minute)
      await until(async () => expect((await notices(db)).length).toBeGreaterThan(before))
      await kill(child)
    }
    begin(location, from + 26 * hour)
    await until(async () =>
      expect((await told(db)).filter((line) => line.startsWith('overdue'))).toHaveLength(24),
    )
    const lines = await told(db)
    expect(new Set(lines).size).toBe(lines.length)
    await db.close()
  })

  if (name === 'PostgreSQL')
    test('PostgreSQL: two sites on one database tell each thing once', async () => {
      const location = await place()
      const { db, from } = await siteAt(location, 12)
      begin(location, from)
      begin(location, from)
      begin(location, from + minute)
      await until(async () =>
        expect((await told(db)).filter((line) => line.startsWith('overdue'))).toHaveLength(24),
      )
      const lines = await told(db)
      expect(new Set(lines).size).toBe(lines.length)
      await db.close()
    })
})
