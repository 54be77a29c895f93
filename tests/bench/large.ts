import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setInterval as every } from 'node:timers/promises'
import { anArticle, writeManyArticles } from '../support/many-articles.ts'
import { type Site, startSite } from '../support/site.ts'
import { timeOfDrop, timeOfStart, timeOnce } from './content.ts'
import { get, visitors } from './load.ts'
import { pin, processorSeconds, serverCore, serverIn, siteMemory } from './machine.ts'
import { median } from './numbers.ts'

/** What a large content folder costs. Times in milliseconds, memory in MiB. */
export type LargeResult = {
  articles: number
  /** Without an index from before, to the first article answered. */
  firstStart: number
  /** From then on to the first result of the search. */
  searched: number
  /** `npm start` with the index of the last run: the median of three. */
  start: number
  /** A file dropped into the folder to its page answering: the median of three. */
  dropped: number
  /** Readers of a page that is ready, 200 a second, while a file is dropped every two seconds. */
  readers: { p99: number; worst: number }
  /** Resident, after everything else, once the threads of the last change have ended; with them; and the most at the first start. */
  memory: number
  memoryAtWork: number
  mostMemory: number
  /** The first answer after a change, and the longest that a reader of a page that is ready had to wait meanwhile. */
  addresses: { path: string; first: number; bytes: number; held: number }[]
}

/** Milliseconds of one size after which each address is asked for once, not three times: the whole is to end in a quarter of an hour. */
const longestForThree = 480_000
const longestUntilCalm = 300_000
/** Milliseconds after which a thread that reads articles or writes the index of the search has nothing more to do. */
const threadsEnd = 15_000
/** Milliseconds that the index of the search may take, some times over. */
const longestUntilSearched = 900_000

/** @param folder is emptied again */
export async function measureLarge(folder: string, articles: number): Promise<LargeResult> {
  const contentDir = join(folder, 'content')
  const { slugs, topic, author } = writeManyArticles(contentDir, articles)
  const last = `/articles/${slugs.at(-1)}`
  const began = performance.now()
  const site = await startSite({ env: { LOG_LEVEL: 'warn', CONTENT_DIR: contentDir } })
  try {
    await timeOnce(site, last)
    const firstStart = performance.now() - began
    const searched = await untilSearched(site)
    const mostMemory = highestMemory(serverIn(site.pid()))
    await site.stop()
    const starts = []
    for (let round = 0; round < 3; round++) starts.push(await timeOfStart(site, contentDir, last))
    await site.start()
    pin(site.pid(), serverCore)
    await timeOnce(site, last)
    await untilCalm(site)
    const drops = []
    for (let round = 0; round < 3; round++) drops.push(await timeOfDrop(site, contentDir, round))
    const readers = await readWhileDropping(site, contentDir, last)
    const addresses = []
    for (const path of [
      ...['/', '/articles', '/articles/page/2', '/topics', `/topics/${topic}`, `/authors/${author}`],
      ...[
        '/archive',
        '/archive/2026',
        '/archive/2026/page/2',
        '/search?q=waiting+time',
        '/search/suggest?q=wait',
      ],
      ...['/feed.xml', '/atom.xml', '/feed.json', `/topics/${topic}/feed.xml`],
      ...['/sitemap.xml', '/llms.txt', '/robots.txt'],
    ]) {
      const rounds = performance.now() - began < longestForThree ? 3 : 1
      addresses.push(await askAfterChanges(site, { path, ready: last, contentDir, rounds }))
    }
    const memoryAtWork = siteMemory(site.pid())
    await new Promise((resolve) => setTimeout(resolve, threadsEnd))
    return {
      ...{ articles, firstStart, searched, mostMemory, start: median(starts), dropped: median(drops) },
      ...{ readers, memoryAtWork },
      ...{ addresses, memory: siteMemory(site.pid()) },
    }
  } finally {
    await site.remove()
    rmSync(contentDir, { recursive: true, force: true })
  }
}

async function untilSearched(site: Site): Promise<number> {
  const began = performance.now()
  for await (const _ of every(250)) {
    if (performance.now() - began > longestUntilSearched) break
    const answer = await fetch(`${site.url}/search/suggest?q=article`)
    const found: unknown = await answer.json()
    if (answer.status !== 200) throw new Error(`/search/suggest answers ${answer.status}`)
    if (Array.isArray(found) && found.length) return performance.now() - began
  }
  throw new Error(`The search finds nothing after a quarter of an hour:\n${site.log().slice(-2000)}`)
}

async function readWhileDropping(
  { port }: Site,
  contentDir: string,
  path: string,
): Promise<LargeResult['readers']> {
  let number = 100
  const dropping = setInterval(() => drop(contentDir, number++), 2000)
  try {
    const requests = [{ text: get(path), statuses: [200] }]
    const { p99, worst } = await visitors({ port, connections: 16, seconds: 12, rate: 200, requests })
    return { p99, worst }
  } finally {
    clearInterval(dropping)
  }
}

/**
 * Each time after a change, so that nothing made before can be sent; the medians. The reader is a process of its own: ours
 * makes its own memory clean meanwhile, for up to forty milliseconds.
 */
async function askAfterChanges(
  site: Site,
  asked: { path: string; ready: string; contentDir: string; rounds: number },
): Promise<LargeResult['addresses'][number]> {
  const { path, ready, contentDir } = asked
  const rounds = []
  for (let round = 0; round < asked.rounds; round++) {
    await timeOfDrop(site, contentDir, changes++)
    await untilCalm(site)
    const requests = [{ text: get(ready), statuses: [200] }]
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const reader = visitors(
      { port: site.port, connections: 16, seconds: longestUntilCalm / 1000, rate: 400, requests },
      begun.resolve,
      over.promise,
    )
    const asking = begun.promise.then(() => timeOnce(site, path)).finally(over.resolve)
    // Together: of an address that fails its own error is told, not that of the reader beside it.
    const [{ passed, bytes }, { worst }] = await Promise.all([asking, reader])
    rounds.push({ passed, bytes, held: worst })
  }
  return {
    path,
    first: median(rounds.map(({ passed }) => passed)),
    bytes: rounds[0]?.bytes ?? 0,
    held: median(rounds.map(({ held }) => held)),
  }
}

/** Until what a change sets in motion is over: for half a second, the server then leaves half of its core unused. */
async function untilCalm(site: Site): Promise<void> {
  const server = serverIn(site.pid())
  const end = performance.now() + longestUntilCalm
  let calm = 0
  for (let used = processorSeconds(server); calm < 5; ) {
    if (performance.now() > end) throw new Error('The server did not come to rest within five minutes.')
    const began = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 100))
    const now = processorSeconds(server)
    calm = now - used < (performance.now() - began) / 2000 ? calm + 1 : 0
    used = now
  }
}

let changes = 1000

function drop(contentDir: string, number: number): void {
  const fresh = join(contentDir, `${number}.new`)
  writeFileSync(fresh, anArticle({ title: `Dropped while others read, ${number}`, number: 0 }))
  renameSync(fresh, join(contentDir, 'articles', `dropped-while-others-read-${number}.mdx`))
}

/** The most memory that a process ever had, in MiB. */
function highestMemory(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
