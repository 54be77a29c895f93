import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { aReply, filled, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'
let site: Site | undefined
afterEach(async () => {
  await site?.remove()
  site = undefined
})

async function ready(of: Site): Promise<{ status: number; problems: string[] }> {
  const response = await fetch(`${of.url}/readyz`)
  return { status: response.status, problems: (await response.json()).problems }
}

test('a second start on one data folder ends with a line that names the first', async () => {
  site = await startSite()
  for (const dev of [false, true])
    await expect(startSite({ dev, env: { DATA_DIR: site.dataDir } })).rejects.toThrow(
      `The site is running already on this database: process ${site.pid()}, port ${site.port}`,
    )
  await site.kill()
  await site.start()
  expect((await ready(site)).status).toBe(200)
})

test('once the database file is gone nothing is accepted, and what was typed is given back', async () => {
  site = await startSite()
  const form = await readForm(site.url + article, 'reply')
  expect((await postForm(form, aReply)).status).toBe(303)
  unlinkSync(join(site.dataDir, 'site.db'))
  const refused = await fetch(form.url, {
    method: 'POST',
    body: filled(form, { ...aReply, comment: 'Typed with care' }),
  })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.text()).toContain('Typed with care')
  expect(await ready(site)).toMatchObject({
    status: 503,
    problems: expect.arrayContaining([expect.stringContaining('was replaced or removed: stop the site')]),
  })
  expect((await fetch(site.url + article)).status).toBe(200)
})

test('a start on a database that was emptied is refused in words, until someone means it', async () => {
  site = await startSite()
  await postForm(await readForm(site.url + article, 'reply'), aReply)
  await site.kill()
  truncateSync(join(site.dataDir, 'site.db'))
  await expect(site.start()).rejects.toThrow('is empty, though it held something before')
  unlinkSync(join(site.dataDir, 'site.db.marker'))
  await site.start()
})

test('a damaged database is told at /readyz, though a row can be stored', async () => {
  site = await startSite()
  const form = await readForm(site.url + article, 'reply')
  for (let number = 0; number < 20; number++)
    await postForm(form, { ...aReply, comment: `${number} ${'word '.repeat(800)}` })
  await site.stop()
  const file = join(site.dataDir, 'site.db')
  const content = readFileSync(file)
  content.fill(0xaa, content.length - 3 * 4096)
  writeFileSync(file, content)
  await site.start()
  const running = site
  await vi.waitFor(
    async () =>
      expect(await ready(running)).toMatchObject({
        status: 503,
        problems: expect.arrayContaining([expect.stringContaining('The database file is damaged')]),
      }),
    patience,
  )
})

test('what lies in the data folder is for its owner alone, also what lay there wider before', async () => {
  site = await startSite()
  await postForm(await readForm(site.url + article, 'reply'), aReply)
  await vi.waitFor(() => expect(site?.mailbox()).toHaveLength(1), patience)
  const { dataDir } = site
  const wide = () =>
    ['.', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })].filter(
      (name) => statSync(join(dataDir, name)).mode & 0o077,
    )
  expect(wide()).toEqual([])
  await site.stop()
  chmodSync(dataDir, 0o755)
  chmodSync(join(dataDir, 'site.db'), 0o644)
  await site.start()
  expect(wide()).toEqual([])
  await expect
    .poll(() => site?.log())
    .toContain('Other accounts of this machine could read files of the data folder')
})
