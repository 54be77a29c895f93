import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anArticle } from '../support/many-articles.ts'
import { freePort, type Site, startSite } from '../support/site.ts'
import { ask } from './ask.ts'
import { loadOn, type Round } from './load.ts'
import { pin, serverCore } from './machine.ts'
import { hasNginx, locationsOf, runNginx } from './nginx.ts'
import { median, spread } from './numbers.ts'
import { type Peer, type Ready, startBare, startPlainNext } from './peers.ts'
import type { Plan } from './plan.ts'

/** The rounds of one request at one server, put together: medians, and how far apart the rounds lay in percent. */
export type Served = {
  server: string
  perSecond: number
  /** In their order. */
  rounds: readonly Round[]
  spread: number
  p50: number
  p99: number
  busy: Round['busy']
  /** Connections that ended without an answer. */
  broken: number
}

/** A request that is measured, the bytes of its answer's body (gzip where that gains), and what each server made of it. */
export type ServingResult = { what: string; bytes: number; servers: Served[] }

export const article = '/articles/the-value-of-social-media-for-healthcare'
const expired = '/articles/expired-long-ago'
const moved = '/articles/an-old-address'

type Row = { what: string; path: string; status: number; isKnown?: true; headers?: Record<string, string> }

/** What people send, one after another in each round. No two addresses of the last three are alike. */
const visits: Row[] = [
  { what: 'first visit', path: article, status: 200 },
  { what: 'revalidation', path: article, status: 304, isKnown: true },
  { what: 'unknown address', path: '/articles/not-there-########', status: 404 },
  { what: 'expired article', path: `${expired}?from=########`, status: 410 },
  { what: 'old address', path: `${moved}?from=########`, status: 308 },
]

const files: Row[] = [
  { what: 'feed', path: '/feed.xml', status: 200 },
  { what: 'picture', path: `/pictures${article}/cover.png`, status: 200 },
  { what: 'font', path: '/fonts/serif.woff2', status: 200 },
]

/** Each row on our site, on nginx and on the bare server with the very same bytes; the first visit on plain Next too. */
export async function measureServing(folder: string, plan: Plan['serving']): Promise<ServingResult[]> {
  const site = await startSite({ env: { LOG_LEVEL: 'warn' } })
  pin(site.pid(), serverCore)
  const peers: Peer[] = []
  try {
    await addMoved(site)
    const rows = [...visits, ...files]
    const ready = await Promise.all(
      rows.filter(({ isKnown }) => !isKnown).map((row) => fetchReady(site.port, folder, row)),
    )
    const words = wordsOf(await (await fetch(site.url + article)).text())
    if (hasNginx) peers.push(await startNginx(folder, ready))
    peers.push(await startBare(folder, ready))
    const ours: Peer = { name: 'Broadsheet', port: site.port, pid: site.pid(), stop: site.remove }
    const plainNext = await startPlainNext(folder, words)
    const one = { peer: plainNext, row: { what: 'first visit', path: '/articles/article', status: 200 } }
    const all = [...peers, ours]
    peers.push(plainNext)
    const inRows = (row: Row) => all.map((peer) => ({ peer, row }))
    const results = [
      ...(await inTurn([...visits.flatMap(inRows), one], plan.visits)),
      ...(await inTurn(files.flatMap(inRows), plan.files)),
    ]
    const bytesOf = ({ path, isKnown }: Row) =>
      isKnown ? 0 : (ready.find((answer) => answer.path === withoutQuery(path))?.bytes ?? 0)
    return rows.map((row) => ({
      what: row.what,
      bytes: bytesOf(row),
      servers: results.filter(({ what }) => what === row.what).map(({ served }) => served),
    }))
  } finally {
    for (const peer of peers) await peer.stop()
    await site.remove()
  }
}

/** A round on each, then the next round on each: what disturbs the machine disturbs all alike. */
export async function inTurn(
  runs: readonly { peer: Pick<Peer, 'name' | 'port' | 'pid'>; row: Row }[],
  { rounds, seconds, warmUp }: Plan['serving']['visits'],
): Promise<{ what: string; served: Served }[]> {
  const asked = await Promise.all(
    runs.map(async ({ peer: { port, pid }, row: { path, status, isKnown, headers } }) => {
      const known = isKnown && { 'If-None-Match': (await ask(port, path)).headers.etag ?? '' }
      return { pid, port, path, status, headers: { ...headers, ...known } }
    }),
  )
  const seen = runs.map(() => [] as Round[])
  for (const { pid, ...one } of warmUp ? asked : []) await loadOn(pid, { ...one, seconds: warmUp })
  for (let round = 0; round < rounds; round++)
    for (const [index, { pid, ...one }] of asked.entries())
      seen[index]?.push(await loadOn(pid, { ...one, seconds }))
  return runs.map(({ peer, row }, index) => ({
    what: row.what,
    served: { server: peer.name, ...together(seen[index] ?? []) },
  }))
}

/** The median of what each round gave: what disturbs the machine for a while disturbs both. NaN where one is missing. */
export function against(
  one: Served | undefined,
  other: Served | undefined,
  rate = (round: Round) => round.perSecond,
): number {
  const others = (other?.rounds ?? []).map(rate)
  return median((one?.rounds ?? []).map((round, index) => rate(round) / (others[index] ?? Number.NaN)))
}

/** Medians of rounds, and how far apart they lay. */
export function together(rounds: readonly Round[]): Omit<Served, 'server'> {
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  const rates = rounds.map((round) => round.perSecond)
  return {
    ...{ perSecond: median(rates), rounds, spread: spread(rates) },
    p50: middle((round) => round.p50),
    p99: middle((round) => round.p99),
    busy: { server: middle((round) => round.busy.server), load: middle((round) => round.busy.load) },
    broken: rounds.reduce((sum, round) => sum + round.broken, 0),
  }
}

async function startNginx(folder: string, ready: readonly Ready[]): Promise<Peer> {
  const port = await freePort()
  return runNginx(folder, 'nginx', port, `server { listen 127.0.0.1:${port}; ${locationsOf(ready)} }`)
}

/** An article that has expired, and one that had another address. */
async function addMoved(site: Site): Promise<void> {
  const add = (slug: string, line: string) =>
    writeFileSync(
      join(site.contentDir, 'articles', `${slug}.mdx`),
      anArticle({ title: slug, number: 2500 })
        .replace('\ntitle:', `\n${line}\ntitle:`)
        .replace('author: author-0', 'author: editors'),
    )
  add('expired-long-ago', 'expires: 2020-01-01')
  add('a-new-address', `redirectFrom: [${moved}]`)
  const there = async (path: string, status: number) => {
    const end = performance.now() + 60_000
    while ((await ask(site.port, path)).status !== status) {
      if (performance.now() > end) throw new Error(`${path} did not become ${status} within a minute.`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await there(expired, 410)
  await there(moved, 308)
}

/** Takes an answer from our site as a client that knows gzip gets it, and keeps its bytes in a file. */
export async function fetchReady(
  port: number,
  folder: string,
  { path, status }: { path: string; status: number },
): Promise<Ready & { bytes: number }> {
  const plain = withoutQuery(path)
  const { headers, body, ...answered } = await ask(port, plain)
  if (answered.status !== status) throw new Error(`${plain} answers ${answered.status}, not ${status}`)
  mkdirSync(join(folder, 'ready'), { recursive: true })
  const file = join(folder, 'ready', plain.replaceAll('/', '_'))
  writeFileSync(file, body)
  const sent = {
    'Content-Type': headers['content-type'],
    'Content-Encoding': headers['content-encoding'],
    Location: headers.location,
    ETag: headers.etag,
  }
  return {
    ...{ path: plain, file, status, bytes: body.length },
    headers: Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ),
  }
}

function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? ''
}

/** What can be read on a page, a paragraph each. */
function wordsOf(html: string): string[] {
  return html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/^[\s\S]*<body\b[^>]*>/, '')
    .split(/<\/?(?:p|h\d|li|div|section|header|footer|nav|form|figure|td|th)\b[^>]*>/)
    .map((part) => part.replace(/<[^>]*>/g, '').trim())
    .filter(Boolean)
}
