import { open, truncate } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { previewLink } from '#lib/auth/previews.ts'
import { testSecret } from '../support/build.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { watchMachine } from '../support/machine.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes, soon } from '../support/soon.ts'

let site: Site
let files: ReturnType<typeof articleFiles>
beforeAll(async () => {
  site = await startSite({ env: { STAFF_EMAIL: 'one@example.org,two@example.org' } })
  files = articleFiles(site)
})
afterAll(() => site.remove())

/** Every address that tells of an article of the topic “Live” by the editors. */
const lists = [
  ...['/', '/articles', '/topics/live', '/authors/editors', '/sitemap.xml'],
  ...['/feed.xml', '/atom.xml', '/feed.json', '/topics/live/feed.xml'],
  `/archive/${new Date().getUTCFullYear()}`,
]

async function get(path: string): Promise<{ status: number; location: string | null; text: string }> {
  const answer = await fetch(site.url + path, { redirect: 'manual' })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

/** What readers find of an article: its own address, and the lists that tell of it under this title. */
async function found(slug: string, title: string) {
  const { status, text } = await get(`/articles/${slug}`)
  const told = await Promise.all(
    lists.map(async (path) => {
      const list = await get(path)
      expect(list.status === 200 || (/^\/(?:topics|archive)\//.test(path) && list.status === 404), path).toBe(
        true,
      )
      const isTold =
        list.text.includes(`/articles/${slug}`) && (path === '/sitemap.xml' || list.text.includes(title))
      return isTold ? [path] : []
    }),
  )
  return { status, isWhole: text.includes(`The end of ${title}.`), told: told.flat() }
}

const everywhere = { status: 200, isWhole: true, told: lists }
const nowhere = (status: number) => ({ status, isWhole: false, told: [] })

test('an article leads to related ones before both forms, and at once to none that was removed or renamed', async () => {
  const fields = { topics: '[Related, Live]', series: 'Near', lang: 'he' }
  files.write('near-one', articleText('Near one', fields))
  files.write('near-two', articleText('Near two', fields))
  const section = async () => {
    const { text } = await get('/articles/near-one')
    const [, related = ''] = /<section[^>]*>(<h2[^>]*>Related articles<\/h2>.*?)<\/section>/s.exec(text) ?? []
    const first = text.search(/<form[^>]* method="post"/i)
    const places = ['id="series_title"', 'Related articles', 'id="replies"'].map((part) => text.indexOf(part))
    return {
      isInOrder: [...places, first].every((place, index, all) => place > (all[index - 1] ?? 0)),
      isPart: /Part \d of 2 of/.test(text),
      isTold: related.includes('Near two'),
      isHebrew: /<li[^>]* lang="he" dir="rtl"/.test(related),
    }
  }
  const whole = { isInOrder: true, isPart: true, isTold: true, isHebrew: true }
  await becomes(section, whole)
  files.write('near-two', articleText('Renamed', fields))
  await becomes(async () => (await section()).isTold, false)
  files.write('near-two', articleText('Near two', fields))
  await becomes(section, whole)
  files.remove('near-two')
  const alone = async () => {
    const { isPart, isTold } = await section()
    return { isPart, isTold }
  }
  await becomes(alone, { isPart: false, isTold: false })
  files.remove('near-one')
  await becomes(async () => (await get('/articles/near-one')).status, 404)
})

const logged = (words: string) =>
  site
    .log()
    .split('\n')
    .filter((line) => line.includes(words)).length

test('an article that is added, changed, broken, mended, renamed and removed is right everywhere', async () => {
  expect(await found('first-name', 'Added')).toEqual(nowhere(404))
  files.write('first-name', articleText('Added'))
  await becomes(() => found('first-name', 'Added'), everywhere)

  files.write('first-name', articleText('Changed'))
  await becomes(() => found('first-name', 'Changed'), everywhere)
  expect((await found('first-name', 'Added')).told).toEqual(['/sitemap.xml'])

  files.write('first-name', articleText('Broken', { titel: 'Broken' }))
  await expect.poll(() => logged('unknown field \\"titel\\"')).toBe(1)
  expect(await found('first-name', 'Changed')).toEqual(everywhere)

  files.swap('first-name', articleText('Mended'))
  await becomes(() => found('first-name', 'Mended'), everywhere)

  files.swap('second-name', articleText('Mended', { redirectFrom: '[/articles/first-name, /old/place]' }))
  files.remove('first-name')
  await becomes(() => found('second-name', 'Mended'), everywhere)
  for (const old of ['/articles/first-name', '/old/place'])
    await becomes(() => get(old), { status: 308, location: '/articles/second-name', text: '' })

  files.remove('second-name')
  await becomes(() => found('second-name', 'Mended'), nowhere(404))
  await becomes(async () => (await get('/articles/first-name')).status, 404)
})

test('an article appears at its time and goes at its time, without anyone asking', async () => {
  const appears = Date.now() + 3000
  const date = new Date(appears).toISOString()
  files.write('in-time', articleText('In time', { date }))
  const seen = async () => {
    const before = Date.now()
    const { status } = await get('/articles/in-time')
    return { before, status, after: Date.now() }
  }
  const until = async (status: number, at: number, earlier: number) => {
    const machine = watchMachine()
    for (;;) {
      const look = await seen()
      if (look.status === status) {
        expect(look.after).toBeGreaterThanOrEqual(at)
        return
      }
      expect(look.status).toBe(earlier)
      if (look.before > at + soon) expect(machine.wasBusy()).toBe(true)
      await pause(50)
    }
  }
  await until(200, appears, 404)
  await becomes(() => found('in-time', 'In time'), everywhere)
  const goes = Date.now() + 3000
  files.swap('in-time', articleText('In time', { date, expires: new Date(goes).toISOString() }))
  await until(410, goes, 200)
  await becomes(() => found('in-time', 'In time'), nowhere(410))
  files.remove('in-time')
})

test('a draft is seen only through its link, which says so and takes nothing', async () => {
  const keys = deriveKeys(testSecret)
  files.write('a-draft', articleText('A draft', { draft: 'true' }))
  const { path } = previewLink(keys, 'a-draft', Date.now())
  await becomes(async () => (await get(path)).status, 200)
  const preview = await fetch(site.url + path)
  const text = await preview.text()
  expect(text).toContain('Preview: not published, a draft')
  expect(text).toContain('The end of A draft.')
  expect(text).not.toMatch(/<form[^>]* method="post"/i)
  expect([preview.headers.get('x-robots-tag'), preview.headers.get('cache-control')]).toEqual([
    'noindex',
    'no-store',
  ])
  expect(await found('a-draft', 'A draft')).toEqual(nowhere(404))

  const late = previewLink(keys, 'a-draft', Date.now() - 8 * 86_400_000).path
  expect(await get(late)).toMatchObject({
    status: 410,
    text: expect.stringContaining('npm run article -- preview'),
  })
  expect((await get(`${path}x`)).status).toBe(404)
  expect((await get(path.replace('a-draft', 'another'))).status).toBe(404)

  files.write('a-draft', articleText('A draft', { draft: 'true', titel: 'x' }))
  await expect
    .poll(async () => (await get(path)).text)
    .toContain('Did you mean “title”?'.replace(/[“”]/g, '&quot;'))
  expect((await get(path)).text).toContain('The end of A draft.')
  files.remove('a-draft')
  await becomes(async () => (await get(path)).status, 404)
})

test('bytes that come one at a time are never shown as a part', async () => {
  const old = articleText('Old whole')
  const fresh = articleText('New whole', {}, '## One\n\nWords.\n\n## Two\n\nMore words, to the very end.')
  files.write('grows', old)
  await becomes(() => found('grows', 'Old whole'), everywhere)

  const seen = new Set<string>()
  let looking: Promise<void> | undefined
  const look = async () => {
    const grown = await get('/articles/grows')
    seen.add(`${grown.status} ${/The end of [A-Z]\w+ whole\./.exec(grown.text)?.[0]}`)
    const made = await get('/articles/made')
    seen.add(
      made.status === 404
        ? 'not yet'
        : `${made.status} ${/The end of [A-Z]\w+ whole\./.exec(made.text)?.[0]}`,
    )
  }
  await truncate(files.file('grows'))
  const both = [await open(files.file('grows'), 'r+'), await open(files.file('made'), 'w')]
  for (const byte of Buffer.from(fresh)) {
    for (const file of both) await file.write(Buffer.from([byte]))
    // Whoever writes waits for no reader: a slow answer would be a line that stands still.
    looking ??= look().finally(() => {
      looking = undefined
    })
    // The pace of a bad line is what is tried here.
    await pause(15)
  }
  for (const file of both) await file.close()
  await looking
  expect([...seen].sort()).toEqual(['200 The end of Old whole.', 'not yet'])
  await becomes(() => found('grows', 'New whole'), everywhere)
  await becomes(() => found('made', 'New whole'), everywhere)
  files.remove('grows')
  files.remove('made')
})

test('an article that reads a secret, loops for ever or imports a module is refused, and the site goes on', async () => {
  const hostile = {
    'reads-a-secret': '{process.env.SECRET}',
    'loops-for-ever': 'export const x = (() => { while (true) {} })()\n\n{(() => { for (;;) {} })()}',
    'imports-a-module': "import { readFileSync } from 'node:fs'\n\n{readFileSync('/etc/passwd', 'utf8')}",
    'hides-it-in-a-prop': '<Callout title={globalThis.process.exit(1)}>Words</Callout>',
    'takes-javascript-for-yaml': '',
  }
  for (const [slug, body] of Object.entries(hostile)) files.write(slug, articleText(slug, {}, body))
  files.write('takes-javascript-for-yaml', '---js\n{ title: process.env.SECRET }\n---\nWords.\n')
  for (const slug of Object.keys(hostile)) {
    await expect.poll(() => logged(`${slug}.mdx:`)).toBeGreaterThan(0)
    const { status, text } = await get(`/articles/${slug}`)
    expect([slug, status]).toEqual([slug, 404])
    expect(text).not.toContain(testSecret)
  }
  expect((await get('/healthz')).status).toBe(200)
  files.write('goes-on', articleText('Goes on'))
  await becomes(() => found('goes-on', 'Goes on'), everywhere)
  for (const slug of [...Object.keys(hostile), 'goes-on']) files.remove(slug)
})

test('a minute after the last of them staff get one mail for all faults, also over a restart', async () => {
  const mails = () =>
    site
      .mailbox()
      .map((mail) => mail.replace(/=\r?\n/g, '').replace(/\r?\n[ \t]+/g, ''))
      .filter((mail) => /in-(?:one|another)-mail\.mdx:7:1: /.test(mail))
  files.write('is-a-draft', articleText('Draft', { tpoics: '[x]', draft: 'true' }))
  files.write('in-one-mail', articleText('One', { tpoics: '[x]' }))
  await expect.poll(() => logged('in-one-mail.mdx:')).toBe(1)
  expect(await site.stop()).toBe(0)
  await site.start()
  files.write('in-another-mail', articleText('Two', { tpoics: '[x]' }))
  await expect.poll(mails, { timeout: 3 * patience }).toHaveLength(2)
  const to = mails().map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim())
  expect(to.sort()).toEqual(['one@example.org', 'two@example.org'])
  for (const mail of mails()) {
    expect(mail).toContain('in-one-mail.mdx:7:1: unknown field')
    expect(mail).toContain('in-another-mail.mdx:7:1: unknown field')
    expect(mail).toContain('7 | tpoics: [x]')
    expect(mail).not.toContain('is-a-draft')
  }
  for (const slug of ['is-a-draft', 'in-one-mail', 'in-another-mail']) files.remove(slug)
})

test('a topic and an author with more articles than a page holds go on on further pages', async () => {
  const slugs = Array.from({ length: 103 }, (_, number) => `many-${String(number).padStart(3, '0')}`)
  for (const [number, slug] of slugs.entries()) {
    const date = new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10)
    files.write(slug, articleText(`Many ${slug}`, { date, topics: '[Many]', author: 'health-desk' }))
  }
  const titles = (text: string) => [...text.matchAll(/>Many (many-\d+)</g)].map(([, slug]) => slug)
  const oldest = slugs.slice(0, 3).reverse()
  await expect.poll(async () => titles((await get('/topics/many/page/2')).text)).toEqual(oldest)
  const first = (await get('/topics/many')).text
  expect(titles(first)).toEqual(slugs.slice(3).reverse())
  expect(first).toContain('href="/topics/many/page/2"')
  expect((await get('/authors/health-desk/page/2')).text).toContain('Many many-000')
  expect(await get('/topics/many/page/1')).toMatchObject({ status: 308, location: '/topics/many' })
  expect(await get('/authors/health-desk/page/1')).toMatchObject({ location: '/authors/health-desk' })
  for (const path of ['/topics/many/page/3', '/topics/many/page/x', '/authors/health-desk/page/9'])
    expect((await get(path)).status, path).toBe(404)
  // Files that go all at once would be held for a minute.
  for (const slug of slugs) files.write(slug, articleText(slug, { topics: '[Many]', draft: 'true' }))
  await expect.poll(async () => (await get('/topics/many')).status).toBe(404)
})

test('none of this was an error of the site', () => {
  expect(
    site
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":"error"')),
  ).toEqual([])
})
