import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testSecret } from '../support/build.ts'
import { postForm, readForm } from '../support/forms.ts'
import { type Site, startSite } from '../support/site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const staff = 'anna@example.org'
let site: Site

beforeAll(async () => {
  site = await startSite({ env: { STAFF_EMAIL: staff } })
})
afterAll(() => site.remove())

/** A command in a terminal of its own. */
function command(script: string, args: string[], more: Record<string, string> = {}) {
  return spawnSync(process.execPath, [`lib/cli/${script}.ts`, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...{ NODE_ENV: 'production', PATH: process.env.PATH, SECRET: testSecret },
      ...{ DATA_DIR: site.dataDir, CONTENT_DIR: site.contentDir, STAFF_EMAIL: staff, ...more },
    },
  })
}

async function age(): Promise<number> {
  const metrics = await (await fetch(`${site.url}/metrics`)).text()
  return Number(/^broadsheet_backup_age_seconds (\S+)$/m.exec(metrics)?.[1]?.replace('+Inf', 'Infinity'))
}

/** The first page of the desk, for someone of the staff. */
async function desk(): Promise<string> {
  const [link = ''] = /http:\S+/.exec(command('desk', ['link', staff]).stdout) ?? []
  const signedIn = await postForm(await readForm(link), {})
  const [cookie = ''] = signedIn.headers.getSetCookie()
  return await (await fetch(`${site.url}/staff`, { headers: { cookie: cookie.split(';')[0] ?? '' } })).text()
}

test('the site tells how old its last backup is, and counts only one in which nothing is missing', async () => {
  expect(await age()).toBe(Number.POSITIVE_INFINITY)
  expect(await desk()).toContain('No backup is known.')

  const lacking = join(site.dataDir, 'no-content')
  const partial = command('backup', [join(site.dataDir, '..', 'partial.tar.gz')], { CONTENT_DIR: lacking })
  expect([partial.status, await age()]).toEqual([1, Number.POSITIVE_INFINITY])

  const begun = Date.now()
  const whole = command('backup', [join(site.dataDir, '..', 'whole.tar.gz')])
  expect([whole.status, whole.stderr]).toEqual([0, ''])
  const passed = (Date.now() - begun) / 1000
  expect(await age()).toBeGreaterThanOrEqual(0)
  expect(await age()).toBeLessThanOrEqual(passed + (Date.now() - begun) / 1000 + 1)
  expect(await desk()).toMatch(/The last one was made today \d\d:\d\d\./)

  rmSync(join(site.dataDir, 'last-backup'))
  expect(await age()).toBe(Number.POSITIVE_INFINITY)
})
