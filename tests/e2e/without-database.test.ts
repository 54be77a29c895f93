import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { openFaultyLine } from '../support/faulty-line.ts'
import { aReply, filled, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Site, startSite } from '../support/site.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const unshown = 'Replies cannot be shown at the moment'
const patient = { timeout: patience, interval: 100 }

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function begin(env: Record<string, string>): Promise<Site> {
  const site = await startSite({ env })
  undo.push(site.remove)
  return site
}

async function ready(site: Site): Promise<[status: number, problems: string[]]> {
  const answer = await fetch(`${site.url}/readyz`)
  return [answer.status, (await answer.json()).problems]
}

/** Articles are read, and what is written in a form comes back with a word when to try again. */
async function servesReadersOnly(site: Site, path: string): Promise<void> {
  const page = await fetch(site.url + path)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(unshown)
  const form = await readForm(site.url + path, 'reply')
  const body = filled(form, { ...aReply, comment: 'What I have to say' })
  const refused = await fetch(form.url, { method: 'POST', body, redirect: 'manual' })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.text()).toContain('What I have to say')
  const [status, problems] = await ready(site)
  expect(status).toBe(503)
  expect(problems.join()).toContain('The database does not store.')
}

async function servesAll(site: Site, path: string): Promise<void> {
  await expect.poll(() => ready(site), patient).toEqual([200, []])
  expect((await postForm(await readForm(site.url + path, 'reply'), aReply)).status).toBe(303)
  await expect.poll(() => site.mailbox().length, patient).toBeGreaterThan(0)
  const text = () => fetch(site.url + path).then((answer) => answer.text())
  await expect.poll(text, patient).not.toContain(unshown)
}

const notes = (site: Site, words: string) => site.log().split(words).length - 1

test('started without PostgreSQL it serves articles, and everything when that is there; so when it goes and returns', async () => {
  const postgres = await startPostgres()
  undo.push(postgres.stop)
  const line = await openFaultyLine(postgres.url)
  undo.push(line.close)
  line.refuse()
  const site = await begin({ DATABASE_URL: line.url })
  await servesReadersOnly(site, article)
  const desk = await fetch(`${site.url}/staff`, { headers: { cookie: 'session=none' }, redirect: 'manual' })
  expect(desk.status).not.toBe(500)
  const noted = await fetch(`${site.url}/staff/enquiries/E-AAAAA`, {
    ...{ method: 'POST', redirect: 'manual', headers: { cookie: `desk=${'a'.repeat(52)}` } },
    body: new URLSearchParams({ form: 'enquiry-note', note: 'What I noted' }),
  })
  expect(noted.status).toBe(503)
  expect(await noted.text()).toContain('What I noted')
  line.mend()
  await servesAll(site, article)

  line.refuse()
  const other = '/articles/video-interviews-done-fairly'
  await expect.poll(() => ready(site).then(([status]) => status), patient).toBe(503)
  for (let number = 0; number < 3; number++) expect((await fetch(site.url + other)).status).toBe(200)
  line.mend()
  await expect.poll(() => ready(site), patient).toEqual([200, []])
  const words = ['cannot be used yet', '"The database can be used now"', '"The database does not store"']
  await expect.poll(() => words.map((each) => notes(site, each))).toEqual([1, 1, 1])
})

test('started while its file is locked by another program it serves articles, and everything when that lets go', async () => {
  const site = await begin({})
  await site.stop()
  const other = new Sqlite(join(site.dataDir, 'site.db'))
  other.exec('begin exclusive')
  await site.start()
  await servesReadersOnly(site, article)
  other.exec('commit')
  other.close()
  await servesAll(site, article)
})
