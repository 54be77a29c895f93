import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { articleText } from '../support/content.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Site, startSite } from '../support/site.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { pause, until } from './ask.ts'
import { openPosts, type Posts } from './posts.ts'
import { type Readers, startReaders } from './readers.ts'
import { type ReadyWatch, watchReady } from './ready.ts'
import { type Rows, readRows } from './rows.ts'
import { type Sink, startSink } from './sink.ts'
import { mountTmpfs, preload } from './tools.ts'

export type Setting = {
  database?: 'sqlite' | 'postgres'
  /** Whether a second site stands on the same PostgreSQL. */
  isTwo?: boolean
  /** What lies on a small disk of its own, which `lab.smallDisk` is the folder of. */
  onSmallDisk?: 'data' | 'log'
  /** Whether the clock and the disk are in our hands (`lab.hands`). */
  inHands?: boolean
}

/** A site with everything around it, all of it ours. */
export type Lab = {
  site: Site
  second: Site | undefined
  sink: Sink
  posts: Posts
  readers: Readers
  ready: ReadyWatch
  /** Between the site and PostgreSQL. */
  proxy: TcpProxy
  postgresUrl: string
  smallDisk: string
  hands: { clock: (ms: number) => void; fsync: (ms: number) => void }
  rows(): Promise<Rows>
  close(): Promise<void>
}

export const article = '/articles/the-value-of-social-media-for-healthcare'
const coldArticles = Array.from({ length: 250 }, (_, number) => `cold-${number}`)

/** Starts a site that mails to our sink, with 250 articles that nobody has read. */
export async function openLab(name: string, setting: Setting): Promise<Lab> {
  const undo: (() => unknown)[] = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-faults-'))
    undo.push(() => rmSync(folder, { recursive: true, force: true }))
    const sink = await startSink()
    undo.push(() => sink.close())

    const env: Record<string, string> = {
      SMTP_URL: sink.url,
      STAFF_EMAIL: 'one@staff.example, two@staff.example',
    }
    let postgresUrl = ''
    let proxy: TcpProxy | undefined
    if (setting.database === 'postgres') {
      const postgres = await startPostgres()
      undo.push(postgres.stop)
      postgresUrl = postgres.url
      proxy = await startTcpProxy(Number(new URL(postgres.url).port))
      undo.push(proxy.stop)
      const url = new URL(postgres.url)
      url.port = String(proxy.port)
      env.DATABASE_URL = url.href
    }
    const smallDisk = join(folder, setting.onSmallDisk ?? 'none')
    if (setting.onSmallDisk) undo.push(mountTmpfs(smallDisk, setting.onSmallDisk === 'log' ? 1 : 8))
    const hands = setting.inHands ? preload(folder) : undefined
    Object.assign(env, hands?.env)

    const log = setting.onSmallDisk === 'log' ? openSync(join(smallDisk, 'site.log'), 'a') : undefined
    const site = await startSite({ env, folder, ...(log !== undefined && { log }) })
    undo.push(site.remove)
    await writeColdArticles(site)
    let second: Site | undefined
    if (setting.isTwo) {
      const other = join(folder, 'second')
      mkdirSync(other)
      second = await startSite({ env, folder: other })
      undo.push(second.remove)
    }

    const url = () => site.url
    // So that it is kept in memory.
    for (let times = 0; times < 3; times++) await (await fetch(site.url + article)).arrayBuffer()
    const posts = await openPosts(url, article, name)
    const ready = watchReady(url)
    const readers = startReaders(
      url,
      article,
      coldArticles.map((slug) => `/articles/${slug}`),
    )
    undo.push(
      () => posts.end(),
      () => ready.stop(),
      () => readers.stop(),
    )
    const none = (): never => {
      throw new Error(`${name} is to say what it needs in its setting.`)
    }
    return {
      ...{ site, second, sink, posts, readers, ready, postgresUrl, smallDisk, close },
      get proxy() {
        return proxy ?? none()
      },
      get hands() {
        return hands ?? none()
      },
      rows: () => readRows(postgresUrl ? { url: postgresUrl } : { dataDir: site.dataDir }),
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function writeColdArticles(site: Site): Promise<void> {
  for (const slug of coldArticles)
    writeFileSync(
      join(site.contentDir, 'articles', `${slug}.mdx`),
      articleText(`Nobody has read ${slug}`, { date: '2026-01-02', topics: '[Cold]' }),
    )
  const last = `${site.url}/articles/${coldArticles.at(-1)}`
  for (let tries = 0; tries < 200; tries++) {
    if ((await fetch(last)).status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The articles did not appear.')
}

/** Waits until no mail waits any more, or for so many milliseconds. */
export async function drained(lab: Lab, within: number): Promise<void> {
  const isDrained = async () => {
    const rows = await lab.rows().catch(() => undefined)
    return rows?.mails.every(({ status }) => status !== 'waiting') ?? false
  }
  await until(isDrained, within, 200)
  // What a start finds to remind of comes a moment later.
  await pause(1_000)
}
