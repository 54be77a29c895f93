import { afterEach, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { deriveKeys } from '#lib/links/keys.ts'
import { testSecret } from '../support/build.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Site, startSite } from '../support/site.ts'

let site: Site | undefined
afterEach(async () => {
  await site?.remove()
  site = undefined
})

test('a page that needs the database is a 503 while it is away, and a log line without its token', async () => {
  const postgres = await startPostgres()
  site = await startSite({ env: { DATABASE_URL: postgres.url } }).catch(async (error) => {
    await postgres.stop()
    throw error
  })
  const token = deriveKeys(testSecret).sign('moderate', `reply-${newId()}`, Date.now() + 60_000)
  const page = () => fetch(`${site?.url}/moderate/${token}?q=typed`, { headers: { cookie: 'desk=secret' } })
  expect((await page()).status).toBe(404)
  await postgres.stop()
  const answer = await page()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.text()).toMatch(/<main\b[\s\S]*<h1\b/)
  const told = () =>
    (site?.log() ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ status }) => status >= 500)
  await expect.poll(told).toHaveLength(1)
  expect(told()).toMatchObject([{ level: 'error', path: '/moderate/…', status: 503 }])
  expect(told()[0].requestId).toMatch(/^[a-z0-9]{26}$/)
  for (const secret of [token, 'typed', 'desk=secret']) expect(site.log()).not.toContain(secret)
})
