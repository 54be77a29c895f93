import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import { type Site, startSite } from '../support/site.ts'
import { ask } from './ask.ts'
import { get, visitors } from './load.ts'
import { pin, processorSeconds, serverCore, siteMemory } from './machine.ts'
import { mixedQueries, writeSearchArticles } from './search-corpus.ts'

/** Milliseconds that an index of a hundred thousand articles may take, many times over. */
const longest = 3_600_000
const longestRest = 120_000

/** What a search costs. Times in milliseconds, as a client sees them, sizes in megabytes, memory in MiB. */
export type SearchResult = {
  articles: number
  /** From the first answer of the site to the first result, without an index from before, and with one. */
  built: number
  opened: number
  files: number
  /** On all cores, and on one. */
  queries: Times
  onOneCore: Times
  /** A page that has to be rendered as well, and searches nothing: what of it is not the search. */
  empty: Times
  memory: number
}

type Times = { p50: number; p99: number; worst: number; processor: number }

/** @param folder is emptied again */
export async function measureSearch(folder: string, articles: number): Promise<SearchResult> {
  const contentDir = join(folder, 'search')
  const corpus = writeSearchArticles(contentDir, articles)
  const queries = mixedQueries(corpus)
  const site = await startSite({ env: { LOG_LEVEL: 'error', CONTENT_DIR: contentDir } })
  try {
    const built = await untilFound(site, corpus.words[0] ?? '')
    await site.stop()
    await site.start()
    const opened = await untilFound(site, corpus.words[0] ?? '')
    await atRest(site)
    await timesOf(site, queries.slice(0, 40))
    const asked = await timesOf(site, queries)
    pin(site.pid(), serverCore)
    const onOneCore = await timesOf(site, mixedQueries(corpus))
    const empty = await timesOf(
      site,
      queries.map((_, number) => `q=&page=${number + 1}`),
    )
    return {
      ...{ articles, built, opened, files: filesIn(join(site.dataDir, 'cache')) },
      ...{ queries: asked, onOneCore, empty },
      memory: siteMemory(site.pid()),
    }
  } finally {
    await site.remove()
    rmSync(contentDir, { recursive: true, force: true })
  }
}

export function searchReportOf(results: readonly SearchResult[]): string {
  const ms = (time: number) => `${time.toFixed(1)} ms`
  return results
    .map(
      ({ articles, built, opened, files, queries, onOneCore, empty, memory }) =>
        `${articles} articles: p50 ${ms(queries.p50)}, p99 ${ms(queries.p99)} (goal: under 20 ms), worst ${ms(queries.worst)}; ` +
        `on one core: p50 ${ms(onOneCore.p50)}, p99 ${ms(onOneCore.p99)} (goal: under 20 ms), worst ${ms(onOneCore.worst)}; ` +
        `${ms(queries.processor)} of the processor for each; ` +
        `${(onOneCore.p50 / empty.p50).toFixed(2)} times the page without a search (${ms(empty.p50)}, ${ms(empty.processor)} of the processor); ` +
        `files ${files.toFixed(1)} MB (goal: under 60 MB); built in ${(built / 1000).toFixed(1)} s, ` +
        `opened in ${(opened / 1000).toFixed(1)} s; ${Math.round(memory)} MiB resident`,
    )
    .join('\n')
}

async function untilFound({ port }: Site, word: string): Promise<number> {
  const began = performance.now()
  for await (const _ of setInterval(100)) {
    if (performance.now() - began > longest) break
    const { body } = await ask(port, `/search?q=${encodeURIComponent(word)}`, {
      'Accept-Encoding': 'identity',
    })
    if (body.includes('<mark>')) return performance.now() - began
  }
  throw new Error(`The search does not find ${word}: see the log of the site.`)
}

/** Share of a core below which only the folder is looked at, once a second. */
const rest = 0.3

/** The texts of all articles are read, too, which goes on for a while after the search is there. */
async function atRest(site: Site): Promise<void> {
  const began = performance.now()
  let before = processorSeconds(site.pid())
  let calm = 0
  for await (const _ of setInterval(1_000)) {
    const now = processorSeconds(site.pid())
    calm = now - before < rest ? calm + 1 : 0
    before = now
    if (calm >= 3 || performance.now() - began > longestRest) return
  }
}

/** One after another, over one connection. All threads are counted for `processor`, in milliseconds a query. */
async function timesOf(site: Site, queries: readonly string[]): Promise<Times> {
  const before = processorSeconds(site.pid())
  const { p50, p99, worst } = await visitors({
    ...{ port: site.port, connections: 1, seconds: longest / 1000, count: queries.length },
    requests: queries.map((query) => ({ text: get(`/search?${query}`), statuses: [200] })),
  })
  const processor = (1000 * (processorSeconds(site.pid()) - before)) / queries.length
  return { p50, p99, worst, processor }
}

function filesIn(folder: string): number {
  return readdirSync(folder)
    .filter((name) => name.startsWith('search.db'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size / 1e6, 0)
}
