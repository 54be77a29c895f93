import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isAlive } from '#lib/cli/swap.mjs'
import { aReply, postForm, readForm } from '../support/forms.ts'
import { patience, testPatience } from '../support/patience.ts'
import { startPostgres } from '../support/postgres.ts'
import { cloneSite, version } from '../support/upgrade-site.ts'

// Each starts several sites: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 4 * testPatience, hookTimeout: 2 * testPatience })

/** A site on PostgreSQL, whose own database no upgrade can copy. */
let postgres: Awaited<ReturnType<typeof startPostgres>>
let clone: Awaited<ReturnType<typeof cloneSite>>
beforeAll(async () => {
  postgres = await startPostgres()
  clone = await cloneSite({ env: { DATABASE_URL: postgres.url } })
})
afterAll(async () => {
  await clone.remove()
  await postgres.stop()
})

const readyz = async () => (await (await fetch(`${clone.url}/readyz`)).json()) as { version: string }

async function stored() {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query('select name, comment from reply order by id')
  const { rows: migrations } = await client.query('select name from schema_migration order by name')
  await client.end()
  return { rows, migrations }
}

const migration = (statement: string) => ({
  'lib/db/migrations.ts': (old: string) =>
    old.replace(/^\]/m, `  { name: '0099-next', up: script('${statement}') },\n]`),
})

test('on PostgreSQL a migration that fails there alone leaves nothing, and the version before goes on', async () => {
  const site = await clone.start()
  const article = `${clone.url}/articles/the-value-of-social-media-for-healthcare`
  expect((await postForm(await readForm(article, 'reply'), aReply)).status).toBe(303)
  const before = await stored()
  // Tried on SQLite, which has a table of this name.
  clone.publish(
    {
      ...version('0.3.0'),
      ...migration('create table half (id text); insert into half (id) select name from sqlite_master'),
    },
    'v0.3.0',
  )
  const { code, out, complaint } = await clone.upgrade()
  expect(complaint).toContain('v0.3.0 ')
  expect(out).toContain('It holds no PostgreSQL database: pg_dump -Fc')
  expect([code, (await readyz()).version, await stored()]).toEqual([1, '0.2.0', before])
  expect([site.child.exitCode, existsSync(join(clone.home, '.upgrade'))]).toEqual([null, false])
  clone.withdraw('v0.3.0')
})

test('a second one at the same time does nothing; one that was killed ends its trial, and is run again', async () => {
  clone.publish(
    { ...version('0.4.0'), ...migration('create table half (id text)'), 'content/waits-after-install': '' },
    'v0.4.0',
  )
  const first = clone.begin()
  const installed = join(clone.home, '.upgrade/next/installed')
  await expect.poll(() => existsSync(installed), { timeout: patience }).toBe(true)
  const second = await clone.upgrade()
  expect([second.code, second.out]).toEqual([1, ''])
  expect(second.complaint).toContain('Another npm run upgrade is at work in this folder')
  expect(existsSync(installed)).toBe(true)

  const trial = Number(readFileSync(installed, 'utf8'))
  for (const pid of clone.commands()) process.kill(pid, 'SIGKILL')
  await first.ended
  await expect.poll(() => isAlive(trial), { timeout: patience }).toBe(false)
  expect((await readyz()).version).toBe('0.2.0')

  writeFileSync(join(clone.remote, '..', 'go-on'), '')
  const again = await clone.upgrade()
  expect([again.code, again.complaint, (await readyz()).version]).toEqual([0, '', '0.4.0'])
  expect((await stored()).rows).toHaveLength(1)
})

test('a site that does not run gets the branch that was asked for, and starts with it', async () => {
  await clone.stop()
  const commit = clone.publish(version('0.5.0'))
  const { code, out, complaint } = await clone.upgrade('--to', 'main')
  expect([code, complaint]).toEqual([0, ''])
  expect(out).toContain(`main (${commit.slice(0, 7)}) is installed`)
  expect(out).toContain(
    'main is in place. The site was not running: start it with npm start, or by your service.',
  )
  expect((await clone.upgrade('--to', 'main')).out).toContain('main is what is here already')
  await clone.start()
  expect([(await readyz()).version, (await stored()).rows.length]).toEqual(['0.5.0', 1])
  await expect.poll(() => existsSync(join(clone.home, '.upgrade')), { timeout: patience }).toBe(false)
})
