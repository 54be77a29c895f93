import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testSecret } from '../support/build.ts'
import { anArticle, writeManyArticles } from '../support/many-articles.ts'
import { type Site, startSite } from '../support/site.ts'
import { pin, serverCore, siteMemory } from './machine.ts'
import { median } from './numbers.ts'

/** What a content folder of some size costs. Times in milliseconds, memory in MiB. */
export type ContentResult = {
  articles: number
  /** `npm start`, each after the first, to the first article answered: the median of three. */
  start: number
  /** A file dropped into the folder to its page answering. */
  dropped: number
  /** Different articles asked for after all the rest. */
  crawled: number
  /** Resident memory of the server after everything else. */
  memory: number
  /** First (rendered) and next (from memory) answer, and what it weighs uncompressed. */
  addresses: { path: string; first: number; next: number; bytes: number }[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const patience = 300_000

/** Lists, feeds and the sitemap of a folder with so many articles, and then `toCrawl` of the articles. */
export async function measureContent(articles: number, toCrawl: number): Promise<ContentResult> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-content-'))
  const contentDir = join(folder, 'content')
  const { slugs, topic, author } = writeManyArticles(contentDir, articles)
  const site = await startSite({ env: { LOG_LEVEL: 'warn', CONTENT_DIR: contentDir } })
  try {
    const last = `/articles/${slugs.at(-1)}`
    // The first start has read everything; what it noted is written by the time it has ended.
    await site.stop()
    const starts = []
    for (let round = 0; round < 3; round++) starts.push(await timeOfStart(site, contentDir, last))
    await site.start()
    pin(site.pid(), serverCore)
    const addresses = []
    for (const path of [
      ...['/', '/articles', '/articles/page/2', `/topics/${topic}`, `/authors/${author}`],
      ...['/feed.xml', '/feed.json', '/sitemap.xml', last],
    ])
      addresses.push(await timeOf(site, path))
    const drops = []
    for (let round = 0; round < 3; round++) drops.push(await timeOfDrop(site, contentDir, round))
    const crawled = slugs.slice(0, toCrawl)
    await crawl(site, crawled)
    return {
      ...{ articles, start: median(starts), addresses, crawled: crawled.length },
      dropped: median(drops),
      memory: siteMemory(site.pid()),
    }
  } finally {
    await site.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As a person starts it, npm included. */
export async function timeOfStart(site: Site, contentDir: string, path: string): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
      ...{ PORT: String(site.port), HOST: '127.0.0.1', DATA_DIR: site.dataDir, CONTENT_DIR: contentDir },
      ...{ SECRET: testSecret, LOG_LEVEL: 'warn' },
    },
  })
  const ended = once(child, 'exit')
  await untilAnswered(site.url + path, child)
  const passed = performance.now() - began
  child.kill('SIGTERM')
  await ended
  return passed
}

export async function timeOfDrop(site: Site, contentDir: string, round: number): Promise<number> {
  const slug = `dropped-just-now-${round}`
  const fresh = join(contentDir, `${slug}.new`)
  writeFileSync(fresh, anArticle({ title: `Dropped just now, ${round}`, number: round }))
  const began = performance.now()
  renameSync(fresh, join(contentDir, 'articles', `${slug}.mdx`))
  await untilAnswered(`${site.url}/articles/${slug}`)
  return performance.now() - began
}

async function timeOf(site: Site, path: string): Promise<ContentResult['addresses'][number]> {
  const { passed: first, bytes } = await timeOnce(site, path)
  const others = [await timeOnce(site, path), await timeOnce(site, path), await timeOnce(site, path)]
  return { path, first, next: median(others.map(({ passed }) => passed)), bytes }
}

/** Asks once. @throws when the answer is not 200 */
export async function timeOnce(site: Site, path: string): Promise<{ passed: number; bytes: number }> {
  const began = performance.now()
  const answer = await fetch(site.url + path)
  const { byteLength: bytes } = await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}${causeIn(site)}`)
  return { passed: performance.now() - began, bytes }
}

/** What the site last logged of it. */
function causeIn(site: Site): string {
  const told = site
    .log()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'))
  return told.length ? `:\n${told.slice(-3).join('\n')}` : ', and logged no error'
}

/** Four visitors who read these articles, one after another. */
async function crawl(site: Site, slugs: readonly string[]): Promise<void> {
  const left = slugs.values()
  const visitor = async () => {
    for (const slug of left) await timeOnce(site, `/articles/${slug}`)
  }
  await Promise.all([visitor(), visitor(), visitor(), visitor()])
}

/** Asks until there is an answer with status 200, for five minutes at most; `child` must not end meanwhile. */
export async function untilAnswered(url: string, child?: { exitCode: number | null }): Promise<void> {
  const end = performance.now() + patience
  while (performance.now() < end && (child?.exitCode ?? null) === null) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    // Not there yet.
    if (answer && answer.status !== 404 && answer.status !== 503)
      throw new Error(`${url} answers ${answer.status}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${url} did not answer.`)
}
