import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { passesSoon } from '../support/soon.ts'
import { comment, oldAddress, post, wxr } from '../support/wxr.ts'

const run = promisify(execFile)

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

test('while the site runs an old one moves in: texts, replies and addresses are there', async () => {
  const answers = comment(1, { 'wp:comment_author': 'Ann' }) + comment(2, { 'wp:comment_parent': '1' })
  const text = `<p>H<sub>2</sub>O and <a href="${oldAddress}/2016/05/post-2/">more</a></p><figure><table><tr><th>A</th></tr><tr><td>B</td></tr></table><figcaption>Both</figcaption></figure>`
  const file = join(site.dataDir, 'export.xml')
  writeFileSync(
    file,
    wxr([
      post(1, { 'content:encoded': text }, answers),
      post(2),
      post(3, { 'wp:status': 'private', title: 'Nobody sees' }),
    ]),
  )
  const env = { ...process.env, DATA_DIR: site.dataDir, CONTENT_DIR: site.contentDir }
  const { stdout } = await run(process.execPath, ['lib/cli/import.ts', 'wordpress', file], { env })
  expect(stdout).toContain('3  articles')

  const page = await vi.waitFor(async () => {
    const answer = await fetch(`${site.url}/articles/post-1`)
    expect(answer.status).toBe(200)
    return await answer.text()
  }, patience)
  expect(page).toContain('H<sub>2</sub>O and <a href="/articles/post-2">more</a>')
  expect(page).toMatch(/id="reply-\w+-name"[^>]*>Ann</)
  expect(page).toContain('@Ann: What reader 2 says.')
  expect(page).not.toContain('reader1@example.org')
  expect((await fetch(`${site.url}/articles/post-3`)).status).toBe(404)

  const later = comment(7, { 'wp:comment_author': 'Bea' })
  writeFileSync(file, wxr([post(1, { 'content:encoded': text }, answers + later)]))
  await run(process.execPath, ['lib/cli/import.ts', 'wordpress', file], { env })
  await passesSoon(async () =>
    expect(await (await fetch(`${site.url}/articles/post-1`)).text()).toMatch(
      /id="reply-\w+-name"[^>]*>Bea</,
    ),
  )
  for (const old of ['/2016/05/post-2/', '/?p=2'])
    await vi.waitFor(async () => {
      const answer = await fetch(site.url + old, { redirect: 'manual' })
      expect([old, answer.status, answer.headers.get('location')]).toEqual([
        old,
        308,
        expect.stringMatching(/\/articles\/post-2$/),
      ])
    }, patience)
})
