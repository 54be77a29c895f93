import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { aReply, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { copyProgram, type Site, startSite } from '../support/site.ts'

const build = fileURLToPath(new URL('../../.next', import.meta.url))
const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite({ dev: true })
})
afterAll(() => site.remove())

test('in development an article with faults shows each of them, and the article once they are mended', async () => {
  const files = articleFiles(site)
  files.write('for-work', articleText('For work', { titel: 'x' }, 'Take <5 mg.\n\n[More](/articles/nope)'))
  const { page } = await browser.visit()
  const address = `${site.url}/articles/for-work`
  await expect.poll(async () => (await page.goto(address))?.status()).toBe(500)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Faults in this file')
  const told = await page.getByRole('main').getByRole('listitem').allInnerTexts()
  const file = files.file('for-work')
  expect(told.map((text) => text.split(/\n+/))).toEqual([
    [`${file}:7:1`, 'unknown field "titel". Did you mean "title"?', '  7 | titel: x', '    | ^'],
    [
      `${file}:10:6`,
      '"<5 mg" reads as the beginning of a tag: write &lt;5 mg',
      '  10 | Take <5 mg.',
      '     |      ^',
    ],
    [`${file}:12:1`, 'there is no page at /articles/nope.', '  12 | [More](/articles/nope)', '     | ^'],
  ])

  files.write('for-work', articleText('For work'))
  // Nobody reloads: the page hears of the change.
  await page.getByRole('heading', { level: 1, name: 'For work' }).waitFor()
  await page.getByText('The end of For work.').waitFor()
  expect((await fetch(address)).status).toBe(200)

  files.swap('for-work', articleText('For work', { featured: 'perhaps' }))
  await page.getByText('"featured" must be true or false').waitFor()
  await page.getByRole('heading', { level: 1, name: 'A fault in this file' }).waitFor()
})

test('development leaves the build of the running sites alone', () => {
  const stamp = statSync(join(build, 'broadsheet-build')).mtimeMs
  expect(statSync(join(build, 'dev')).isDirectory()).toBe(true)
  for (const file of ['BUILD_ID', 'build-manifest.json', 'routes-manifest.json', 'server', 'static'])
    expect(statSync(join(build, file)).mtimeMs, file).toBeLessThanOrEqual(stamp)
})

test('in development a form that was edited runs its new code, with and without JavaScript', async () => {
  const program = copyProgram()
  const copy = await startSite({ dev: true, program })
  try {
    const article = '/articles/the-value-of-social-media-for-healthcare'
    const leave = async (comment: string) => {
      const sent = await postForm(await readForm(copy.url + article, 'reply'), { ...aReply, comment })
      return [sent.status, sent.headers.get('location')]
    }
    expect(await leave('Before the edit.')).toEqual([303, `${article}/reply-received`])
    const file = join(program, 'lib/replies/submit.ts')
    const code = readFileSync(file, 'utf8')
    const edited = code.replace('/reply-received`', '/reply-received?edited`')
    expect(edited).not.toBe(code)
    writeFileSync(file, edited)
    await vi.waitFor(async () => {
      expect(await leave(`After the edit, ${Date.now()}.`)).toEqual([303, `${article}/reply-received?edited`])
    }, patience)

    const { page, context } = await browser.visit()
    await page.goto(copy.url + article)
    const form = page.getByRole('form', { name: 'Leave a Reply' })
    await form.getByLabel('Comment').fill('Typed in a browser.')
    await form.getByLabel('Name').fill('A reader')
    await form.getByRole('button', { name: 'Post Comment' }).click()
    await page.getByRole('alert').getByText('Enter your email address').waitFor()
    expect(await form.getByLabel('Comment').inputValue()).toBe('Typed in a browser.')
    await form.getByLabel('Email').fill('reader@example.org')
    await form.getByRole('button', { name: 'Post Comment' }).click()
    await page.waitForURL(/\/reply-received\?edited$/)
    await context.close()
  } finally {
    await copy.remove()
    rmSync(program, { recursive: true, force: true })
  }
})
