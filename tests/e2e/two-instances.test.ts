import { afterEach, expect, test, vi } from 'vitest'
import { aReply, formIn, postForm, readForm } from '../support/forms.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Site, startSite } from '../support/site.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Two sites behind one address, on one database. */
async function twoSites(): Promise<[Site, Site]> {
  const postgres = await startPostgres()
  undo.push(postgres.stop)
  const env = { DATABASE_URL: postgres.url, STAFF_EMAIL: 'desk@example.org' }
  const one = await startSite({ env })
  undo.push(one.remove)
  const two = await startSite({ env })
  undo.push(two.remove)
  return [one, two]
}

const read = async (site: Site, path: string) => await (await fetch(site.url + path)).text()
const mailsOf = (...sites: Site[]) => sites.flatMap((site) => site.mailbox())

test('a reply approved on one of two sites stands on both within two seconds, and is mailed once', async () => {
  const [one, two] = await twoSites()
  // Both keep the page as it was.
  for (const site of [one, two]) for (let times = 0; times < 2; times++) await read(site, article)
  await postForm(await readForm(two.url + article, 'reply'), aReply)
  await vi.waitFor(() => expect(mailsOf(one, two)).toHaveLength(1), { timeout: 15_000, interval: 100 })
  const [mail = ''] = mailsOf(one, two)
  const [path = ''] = /\/moderate\/[a-z0-9-]+/.exec(mail.replace(/=\r?\n/g, '')) ?? []
  const link = one.url + path
  const decided = await postForm(formIn(await read(one, path), link), { decision: 'approve' })
  expect(decided.status).toBe(303)
  await vi.waitFor(
    async () => {
      for (const site of [one, two]) expect(await read(site, article)).toContain('Thank you for it.')
    },
    { timeout: 2_000, interval: 50 },
  )
  expect(mailsOf(one, two)).toHaveLength(1)
})
