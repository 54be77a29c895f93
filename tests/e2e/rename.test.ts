import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { articleFiles, articleText } from '../support/content.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const statusOf = async (path: string) => (await fetch(site.url + path, { redirect: 'manual' })).status

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

const sheet = '[The sheet](sheet.pdf)'

/** An article with pictures and a file in its folder, as readers have it. */
async function withPictures(slug: string): Promise<void> {
  const folder = join(site.contentDir, 'articles', slug)
  mkdirSync(join(folder, 'more'), { recursive: true })
  const names = Array.from({ length: 12 }, (_, number) => `more/${number}.png`)
  for (const name of ['cover.png', ...names]) writeFileSync(join(folder, name), pixel)
  writeFileSync(join(folder, 'sheet.pdf'), '%PDF-')
  const body = [sheet, ...names.map((name) => `![A pixel](${name})`)].join('\n\n')
  articleFiles(site).swap(slug, articleText(slug, { image: 'cover.png', imageAlt: 'A pixel' }, body))
  await becomes(() => statusOf(`/articles/${slug}`), 200)
}

const picturesOf = async (path: string) => {
  const html = await (await fetch(site.url + path)).text()
  return [...new Set(html.match(/\/(?:pictures|files)\/[^"\s,?]+\.(?:png|jpg|pdf)/g) ?? [])]
}

/** Asks for both addresses, and the pictures and files that their pages show, until the work is done and the new one is there. */
async function readMeanwhile(old: string, fresh: string, work: Promise<unknown>): Promise<void> {
  let isDone = false
  void work.then(() => {
    isDone = true
  })
  const statuses = { old: [] as number[], fresh: [] as number[] }
  const pictures = { old: await picturesOf(`/articles/${old}`), fresh: [] as string[] }
  expect(pictures.old.filter((path) => path.includes(encodeURI(`/articles/${old}`))).length).toBeGreaterThan(
    12,
  )
  for (let status = 0; !(isDone && status === 308); ) {
    status = await statusOf(`/articles/${old}`)
    statuses.old.push(status)
    statuses.fresh.push(await statusOf(`/articles/${fresh}`))
    expect([200, 308]).toContain(status)
    if (statuses.fresh.at(-1) === 200) pictures.fresh = await picturesOf(`/articles/${fresh}`)
    await expectThere([...pictures.old, ...pictures.fresh])
  }
  await work
  // The new address comes once, and does not go again.
  expect(statuses.fresh.slice(statuses.fresh.indexOf(200)).every((status) => status === 200)).toBe(true)
  expect(await statusOf(`/articles/${fresh}`)).toBe(200)
  await expectThere([...pictures.old, ...(await picturesOf(`/articles/${fresh}`))])
}

/** Each is a picture, or the sheet, wherever its address leads. */
async function expectThere(paths: string[]): Promise<void> {
  const answers = await Promise.all(
    paths.map(async (path) => {
      const { status, headers } = await fetch(site.url + path)
      return [path, status, headers.get('content-type')?.split('/')[0]]
    }),
  )
  expect(answers).toEqual(paths.map((path) => [path, 200, path.endsWith('.pdf') ? 'application' : 'image']))
}

const toldOfPictures = () => /there is no (?:picture|file)/.test(site.log())

test('readers have an article and its pictures under its old or its new address at every moment of a rename', async () => {
  await withPictures('first-name')
  const env = { ...process.env, CONTENT_DIR: site.contentDir, DATA_DIR: site.dataDir }
  const names = ['first-name', 'second-name', 'first-name', 'שם-name']
  for (const [index, fresh] of names.slice(1).entries()) {
    const old = names[index] ?? ''
    const command = spawn(process.execPath, ['lib/cli/article.ts', 'rename', old, fresh], {
      cwd: root,
      env,
    })
    await readMeanwhile(
      old,
      fresh,
      once(command, 'exit').then(([code]) => expect(code).toBe(0)),
    )
    const left = readdirSync(join(site.contentDir, 'articles')).filter((name) => name.includes('-name'))
    expect(left).toEqual([fresh, `${fresh}.mdx`])
  }
  expect(toldOfPictures()).toBe(false)
})

test('so they have when a person renames the article, then its folder, in the order of the guide', async () => {
  await withPictures('by-hand')
  const articles = join(site.contentDir, 'articles')
  const work = async () => {
    articleFiles(site).swap(
      'by-hand-too',
      articleText(
        'by-hand',
        { redirectFrom: '[/articles/by-hand]', image: 'cover.png', imageAlt: 'A pixel' },
        sheet,
      ),
    )
    rmSync(join(articles, 'by-hand.mdx'))
    cpSync(join(articles, 'by-hand'), join(articles, 'copied'), { recursive: true })
    renameSync(join(articles, 'copied'), join(articles, 'by-hand-too'))
  }
  await readMeanwhile('by-hand', 'by-hand-too', work())
  expect(toldOfPictures()).toBe(false)
})

test('the old address of a picture leads to it in one step, of any kind, with its query', async () => {
  await withPictures('old-pictures')
  const old = await picturesOf('/articles/old-pictures')
  const shared = old.find((path) => path.startsWith('/pictures/share/')) ?? expect.fail('nothing to share')
  const articles = join(site.contentDir, 'articles')
  // The article that stands at the old address stays there: its pictures have gone to another one.
  renameSync(join(articles, 'old-pictures'), join(articles, 'ציור'))
  const claims = { redirectFrom: '[/articles/old-pictures]', image: 'cover.png', imageAlt: 'A pixel' }
  articleFiles(site).swap('ציור', articleText('Later', claims, '![A pixel](more/1.png)'))
  await becomes(() => statusOf('/articles/ציור'), 200)
  const leads = async (path: string) => {
    const { status, headers } = await fetch(site.url + path, { redirect: 'manual' })
    return [status, headers.get('location')]
  }
  const fresh = encodeURI('/articles/ציור')
  expect(await leads('/pictures/articles/old-pictures/more/1.png?v=1')).toEqual([
    308,
    `/pictures${fresh}/more/1.png?v=1`,
  ])
  await expectThere([shared, '/pictures/480/articles/old-pictures/cover.png'])
  for (const name of ['more/13.png', '../later.mdx', 'none', 'more'])
    expect([name, ...(await leads(`/pictures/articles/old-pictures/${name}`))]).toEqual([name, 404, null])
  expect(await leads('/pictures/articles/of-nobody/cover.png')).toEqual([404, null])
})

test('addresses of an old site lead on in one step, as redirects.yml says, also those in a query', async () => {
  const article = '/articles/the-value-of-social-media-for-healthcare'
  await becomes(() => statusOf('/?p=12'), 200)
  const lines = [`/?p=12: ${article}`, '/category/Health/: /topics/healthcare', '/feed: /feed.xml', '']
  writeFileSync(join(site.contentDir, 'redirects.yml'), lines.join('\n'))
  const leads = async (path: string) => {
    const { status, headers } = await fetch(site.url + path, { redirect: 'manual' })
    return [status, headers.get('location')]
  }
  await becomes(() => statusOf('/?p=12'), 308)
  expect(await leads('/?p=12')).toEqual([308, article])
  expect(await leads('/?utm=x&p=12')).toEqual([308, `${article}?utm=x`])
  expect(await leads('/category/Health/')).toEqual([308, '/topics/healthcare'])
  expect(await leads('/feed/')).toEqual([308, '/feed.xml'])
  for (const path of ['/', '/?p=13', '/?utm=x']) expect([path, await statusOf(path)]).toEqual([path, 200])
  rmSync(join(site.contentDir, 'redirects.yml'))
  await becomes(() => statusOf('/feed/'), 308)
  await becomes(() => statusOf('/category/health'), 404)
})

test('two articles that claim the address of each other send nobody round', async () => {
  const claims = (other: string) => ({ date: '2026-06-01', redirectFrom: `[/articles/${other}]` })
  articleFiles(site).swap('round-one', articleText('One', claims('round-two')))
  articleFiles(site).swap('round-two', articleText('Two', claims('round-one')))
  await becomes(() => statusOf('/articles/round-one'), 200)
  await becomes(() => statusOf('/articles/round-two'), 200)
  expect(await statusOf('/pictures/articles/round-one/cover.png')).toBe(404)
})

test('list and check say whether readers still have the last good version of a faulty file', async () => {
  await withPictures('had-a-version')
  articleFiles(site).swap('had-a-version', articleText('Faulty', { titel: 'x' }))
  articleFiles(site).swap('never-had-one', articleText('Faulty', { titel: 'x' }))
  const env = { ...process.env, CONTENT_DIR: site.contentDir, DATA_DIR: site.dataDir, PORT: '1' }
  // Waited for without standing still: the connections to the site would go stale meanwhile.
  const say = async (command: string) => {
    const asked = spawn(process.execPath, ['lib/cli/article.ts', command], { cwd: root, env })
    const said = [text(asked.stdout), text(asked.stderr)]
    return (await Promise.all(said)).join('')
  }
  for (const said of [await say('list'), await say('check')]) {
    expect(said).toMatch(/had-a-version\.mdx:? +last good version still shown \(1 error\)/)
    expect(said).toMatch(/never-had-one\.mdx:? +kept off the site \(1 error\)/)
  }
  expect(await statusOf('/articles/had-a-version')).toBe(200)
})
