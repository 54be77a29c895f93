import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Site, startSite } from '../support/site.ts'
import { loadOn, type Round } from './load.ts'
import { pin, serverCore } from './machine.ts'
import { median, spread } from './numbers.ts'
import { type Peer, type Ready, startBare, startNginx, startPlainNext } from './peers.ts'
import type { Plan } from './plan.ts'

/** The rounds of one address at one server, put together: medians, and how far apart the rounds lay in percent. */
export type Served = {
  server: string
  perSecond: number
  spread: number
  p50: number
  p99: number
  busy: Round['busy']
  faults: number
}

/** An address that is measured, its bytes as sent (gzip where that gains), and what each server made of it. */
export type ServingResult = { what: string; bytes: number; servers: Served[] }

export const article = '/articles/the-value-of-social-media-for-healthcare'

const addresses: { what: string; path: string }[] = [
  { what: 'article', path: article },
  { what: 'feed', path: '/feed.xml' },
  { what: 'picture', path: `/pictures${article}/cover.png` },
  { what: 'font', path: '/fonts/newsreader.woff2' },
]

/** Each address on our site, on nginx and on the bare server with the very same bytes; the article on plain Next too. */
export async function measureServing(folder: string, plan: Plan['serving']): Promise<ServingResult[]> {
  const site = await startSite({ env: { LOG_LEVEL: 'warn' } })
  pin(site.pid(), serverCore)
  const peers: Peer[] = []
  try {
    const ready = await Promise.all(addresses.map(({ path }) => fetchReady(site, folder, path)))
    const words = wordsOf(await (await fetch(site.url + article)).text())
    const nginx = await startNginx(folder, ready)
    if (nginx) peers.push(nginx)
    peers.push(await startBare(folder, ready))
    const ours: Peer = { name: 'Broadsheet', port: site.port, pid: site.pid(), stop: site.remove }
    const plainNext = await startPlainNext(folder, words)
    const results: ServingResult[] = []
    for (const [index, { what, path }] of addresses.entries()) {
      const isArticle = what === 'article'
      const servers = [...peers, ours].map((peer) => ({ peer, path }))
      if (isArticle) servers.push({ peer: plainNext, path: '/articles/article' })
      const rounds = isArticle ? plan.article : plan.others
      const bytes = ready[index]?.bytes ?? 0
      results.push({ what, bytes, servers: await inTurn(servers, rounds) })
    }
    peers.push(plainNext)
    return results
  } finally {
    for (const peer of peers) await peer.stop()
    await site.remove()
  }
}

/** A round on each, then the next round on each: what disturbs the machine disturbs all alike. */
async function inTurn(
  servers: readonly { peer: Peer; path: string }[],
  { rounds, seconds, warmUp }: Plan['serving']['article'],
): Promise<Served[]> {
  const all = servers.map(() => [] as Round[])
  for (const { peer, path } of warmUp ? servers : [])
    await loadOn(peer.pid, { port: peer.port, path, seconds: warmUp })
  for (let round = 0; round < rounds; round++)
    for (const [index, { peer, path }] of servers.entries())
      all[index]?.push(await loadOn(peer.pid, { port: peer.port, path, seconds }))
  return servers.map(({ peer }, index) => {
    const seen = all[index] ?? []
    const middle = (of: (round: Round) => number) => median(seen.map(of))
    return {
      server: peer.name,
      perSecond: middle((round) => round.perSecond),
      spread: spread(seen.map((round) => round.perSecond)),
      p50: middle((round) => round.p50),
      p99: middle((round) => round.p99),
      busy: { server: middle((round) => round.busy.server), load: middle((round) => round.busy.load) },
      faults: seen.reduce((sum, round) => sum + round.faults, 0),
    }
  })
}

/** Takes an address from our site as a client that knows gzip gets it, and keeps the bytes in a file. */
async function fetchReady(site: Site, folder: string, path: string): Promise<Ready & { bytes: number }> {
  const { headers } = await fetch(site.url + path, { headers: { 'Accept-Encoding': 'gzip' } })
  const encoding = headers.get('content-encoding')
  const bytes = await rawBytes(site.port, path)
  mkdirSync(join(folder, 'ready'), { recursive: true })
  const file = join(folder, 'ready', path.replaceAll('/', '_'))
  writeFileSync(file, bytes)
  return {
    ...{ path, file, bytes: bytes.length },
    headers: {
      'Content-Type': headers.get('content-type') ?? '',
      ...(encoding && { 'Content-Encoding': encoding }),
    },
  }
}

/** The body as it comes over the wire: fetch would unpack it. */
async function rawBytes(port: number, path: string): Promise<Buffer> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    get({ port, path, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve(Buffer.concat(chunks)))
    }).on('error', reject)
  })
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
