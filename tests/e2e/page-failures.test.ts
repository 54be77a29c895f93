import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { ulid } from '#lib/ulid.ts'
import { testSecret } from '../support/build.ts'
import { startDesk } from '../support/desk.ts'
import { postForm, readForm } from '../support/forms.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Site, startSite } from '../support/site.ts'

let site: Site | undefined
afterEach(async () => {
  await site?.remove()
  site = undefined
})

/** The lines of the log about answers of 5xx. */
function failures() {
  const lines = (site?.log() ?? '').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line)).filter(({ status }) => status >= 500)
}

test('a page that needs the database is a 503 while it is away, and a log line without its token', async () => {
  const postgres = await startPostgres()
  site = await startSite({ env: { DATABASE_URL: postgres.url } }).catch(async (error) => {
    await postgres.stop()
    throw error
  })
  const token = deriveKeys(testSecret).sign('moderate', `reply-${ulid()}`, Date.now() + 60_000)
  const page = () => fetch(`${site?.url}/moderate/${token}?q=typed`, { headers: { cookie: 'desk=secret' } })
  expect((await page()).status).toBe(404)
  await postgres.stop()
  const answer = await page()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.text()).toMatch(/<main\b[\s\S]*<h1\b/)
  await expect.poll(failures).toHaveLength(1)
  expect(failures()).toMatchObject([{ level: 'error', path: '/moderate/…', status: 503 }])
  expect(failures()[0].requestId).toMatch(/^[a-z0-9]{26}$/)
  for (const secret of [token, 'typed', 'desk=secret']) expect(site.log()).not.toContain(secret)
})

test('a form of the desk that cannot be stored now is a 503, and a log line without what was typed', async () => {
  const postgres = await startPostgres()
  const client = new pg.Client({ connectionString: postgres.url })
  try {
    site = await startSite({ env: { DATABASE_URL: postgres.url, STAFF_EMAIL: 'staff@example.org' } })
    const form = await readForm(`${site.url}/staff/sign-in`)
    await client.connect()
    await client.query('alter database postgres set default_transaction_read_only = on')
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
    )
    const answer = await postForm(form, { email: 'staff@example.org' })
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await expect.poll(failures).toHaveLength(1)
    expect(failures()).toMatchObject([{ message: 'post failed', path: '/staff/sign-in', status: 503 }])
    expect(site.log()).not.toContain('staff@example.org')
    await site.stop()
  } finally {
    await client.end()
    await postgres.stop()
  }
})

test('a word of a visitor is never taken for what every object has', async () => {
  const desk = await startDesk(['staff@example.org'])
  try {
    const { site } = desk
    const form = await readForm(`${site.url}/staff/sign-in`)
    const link = await desk.linkAfter(
      () => postForm(form, { email: 'staff@example.org' }),
      'staff@example.org',
    )
    const signedIn = await postForm(await readForm(link), {})
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const words = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']
    for (const word of words) {
      const paths = [
        ...['done', 'told'].map((name) => `/staff/sign-in?${name}=${word}`),
        ...['mail', 'replies', 'enquiries', 'content', 'people'].map((page) => `/staff/${page}?told=${word}`),
        ...['queue', 'filter', 'assigned', 'decision'].map((name) => `/staff/replies?${name}=${word}`),
        `/staff/enquiries?filter=${word}&${word}=${word}`,
      ]
      for (const path of paths) {
        const open = await fetch(site.url + path, { headers: { cookie }, redirect: 'manual' })
        const closed = await fetch(site.url + path, { redirect: 'manual' })
        const expected = path.startsWith('/staff/sign-in') ? [307, 200] : [200, 307]
        expect([path, open.status, closed.status]).toEqual([path, ...expected])
      }
      for (const path of [`/${word}`, `/articles/${word}`, `/topics/${word}`, `/authors/${word}`])
        expect([path, (await fetch(site.url + path)).status]).toEqual([path, 404])
    }
  } finally {
    await desk.remove()
  }
})
