import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** An article with pictures in its folder, as readers have it. */
async function withPictures(slug: string): Promise<void> {
  const folder = join(site.contentDir, 'articles', slug)
  mkdirSync(join(folder, 'more'), { recursive: true })
  const names = Array.from({ length: 12 }, (_, number) => `more/${number}.png`)
  for (const name of ['cover.png', ...names]) writeFileSync(join(folder, name), pixel)
  const body = names.map((name) => `![A pixel](${name})`).join('\n\n')
  articleFiles(site).swap(slug, articleText(slug, { image: 'cover.png', imageAlt: 'A pixel' }, body))
  await becomes(() => statusOf(`/articles/${slug}`), 200)
}

/** Asks for both addresses again and again until the work is done and the new one is there. */
async function readMeanwhile(old: string, fresh: string, work: Promise<unknown>): Promise<void> {
  let isDone = false
  void work.then(() => {
    isDone = true
  })
  const statuses = { old: [] as number[], fresh: [] as number[] }
  for (let status = 0; !(isDone && status === 308); ) {
    status = await statusOf(`/articles/${old}`)
    statuses.old.push(status)
    statuses.fresh.push(await statusOf(`/articles/${fresh}`))
    expect([200, 308]).toContain(status)
  }
  await work
  // The new address comes once, and does not go again.
  expect(statuses.fresh.slice(statuses.fresh.indexOf(200)).every((status) => status === 200)).toBe(true)
  expect(await statusOf(`/articles/${fresh}`)).toBe(200)
}

const toldOfPictures = () => site.log().includes('there is no picture')

test('readers have an article under its old or its new address at every moment of a rename', async () => {
  await withPictures('first-name')
  const command = spawn(
    process.execPath,
    ['lib/commands/article.ts', 'rename', 'first-name', 'second-name'],
    { cwd: root, env: { ...process.env, CONTENT_DIR: site.contentDir, DATA_DIR: site.dataDir } },
  )
  await readMeanwhile(
    'first-name',
    'second-name',
    once(command, 'exit').then(([code]) => expect(code).toBe(0)),
  )
  expect(readdirSync(join(site.contentDir, 'articles')).filter((name) => name.includes('-name'))).toEqual([
    'second-name',
    'second-name.mdx',
  ])
  expect(toldOfPictures()).toBe(false)
})

test('so they have when a person renames the article, then its folder, in the order of the guide', async () => {
  await withPictures('by-hand')
  const articles = join(site.contentDir, 'articles')
  const work = async () => {
    articleFiles(site).swap(
      'by-hand-too',
      articleText('by-hand', {
        redirectFrom: '[/articles/by-hand]',
        image: 'cover.png',
        imageAlt: 'A pixel',
      }),
    )
    rmSync(join(articles, 'by-hand.mdx'))
    cpSync(join(articles, 'by-hand'), join(articles, 'copied'), { recursive: true })
    renameSync(join(articles, 'copied'), join(articles, 'by-hand-too'))
  }
  await readMeanwhile('by-hand', 'by-hand-too', work())
  expect(toldOfPictures()).toBe(false)
})

test('list and check say whether readers still have the last good version of a faulty file', async () => {
  await withPictures('had-a-version')
  articleFiles(site).swap('had-a-version', articleText('Faulty', { titel: 'x' }))
  articleFiles(site).swap('never-had-one', articleText('Faulty', { titel: 'x' }))
  const env = { ...process.env, CONTENT_DIR: site.contentDir, DATA_DIR: site.dataDir, PORT: '1' }
  const say = (command: string) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['lib/commands/article.ts', command], {
      ...{ cwd: root, env },
      encoding: 'utf8',
    })
    return stdout + stderr
  }
  for (const said of [say('list'), say('check')]) {
    expect(said).toMatch(/had-a-version\.mdx:? +last good version still shown \(1 error\)/)
    expect(said).toMatch(/never-had-one\.mdx:? +kept off the site \(1 error\)/)
  }
  expect(await statusOf('/articles/had-a-version')).toBe(200)
})
