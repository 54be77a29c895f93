import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { freePort, type Site, startSite } from '../support/site.ts'
import { type Round, run, watched } from './load.ts'
import { pin, serverCore, versionOf } from './machine.ts'
import { hasNginx, locationsOf, runNginx } from './nginx.ts'
import { type Peer, type Ready, startBare } from './peers.ts'
import type { Plan } from './plan.ts'
import { article, fetchReady, type Served, together } from './serving.ts'

/** Behind nginx with TLS and HTTP/2; nginx and what stands behind it share the server's core. */
export type DeployedResult = {
  /** Programs that are not installed and packages that bring them; nothing was measured then. */
  missing: string[]
  ways: { what: string; served: Served }[]
  /**
   * Changes of an article behind the cache: milliseconds until a reader who asks all the time saw each, and how many of
   * the lone readers, three seconds after a change, were `late`: were shown the old text.
   */
  seen: { after: number[]; lone: number; late: number }
}

/** How nginx asks the server behind it: a connection each, kept connections, and with a cache of a second. */
const ways = { each: 'a connection each', kept: 'kept connections', cache: 'cache of 1 s' } as const
type Way = keyof typeof ways

export const namesOf = (behind: string) => ({
  each: `${behind}, ${ways.each}`,
  kept: `${behind}, ${ways.kept}`,
  cache: `${behind}, ${ways.cache}`,
})
export const ownFile = 'nginx, its own file'

export async function measureDeployed(folder: string, plan: Plan['deployed']): Promise<DeployedResult> {
  const missing = [
    ...(hasNginx ? [] : ['nginx (package nginx)']),
    ...(versionOf('h2load', '--version') ? [] : ['h2load (package nghttp2-client)']),
    ...(versionOf('openssl', 'version') ? [] : ['openssl (package openssl)']),
  ]
  if (missing.length) return { missing, ways: [], seen: { after: [], lone: 0, late: 0 } }
  const site = await startSite({ env: { LOG_LEVEL: 'warn', TRUST_PROXY: '1' } })
  pin(site.pid(), serverCore)
  const peers: Peer[] = []
  try {
    const ready = await fetchReady(site.port, folder, { path: article, status: 200 })
    const bare = await startBare(folder, [ready])
    peers.push(bare)
    const front = await startFront(folder, ready, { site: site.port, bare: bare.port })
    peers.push(front)
    const served = await inTurn(front, { site: site.pid(), bare: bare.pid }, plan)
    return { missing, ways: served, seen: await timeChanges(site, front.ports.siteCache, plan.changes) }
  } finally {
    for (const peer of peers) await peer.stop()
    await site.remove()
  }
}

type Front = Peer & { ports: Record<'file' | `${'site' | 'bare'}${Capitalize<Way>}`, number> }

/** One nginx with a port for each way. */
async function startFront(
  folder: string,
  ready: Ready,
  behind: { site: number; bare: number },
): Promise<Front> {
  const [certificate, key] = selfSigned(folder)
  const ports: Front['ports'] = {
    file: await freePort(),
    ...{ siteEach: await freePort(), siteKept: await freePort(), siteCache: await freePort() },
    ...{ bareEach: await freePort(), bareKept: await freePort(), bareCache: await freePort() },
  }
  const server = (port: number, inside: string) => `server {
    listen 127.0.0.1:${port} ssl http2; ssl_certificate ${certificate}; ssl_certificate_key ${key}; ${inside}
  }`
  const forward = 'proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'
  const keep = `${forward} proxy_http_version 1.1; proxy_set_header Connection "";`
  const servers = (['site', 'bare'] as const).flatMap((name) => [
    `upstream ${name} { server 127.0.0.1:${behind[name]}; keepalive 32; }`,
    server(ports[`${name}Each`], `location / { ${forward} proxy_pass http://127.0.0.1:${behind[name]}; }`),
    server(ports[`${name}Kept`], `location / { ${keep} proxy_pass http://${name}; }`),
    server(
      ports[`${name}Cache`],
      `location / { ${keep} ${cacheOfOneSecond(name)} proxy_pass http://${name}; }`,
    ),
  ])
  const peer = await runNginx(
    folder,
    'nginx',
    ports.file,
    `ssl_protocols TLSv1.2 TLSv1.3;
    proxy_cache_path ${join(folder, 'cache')} levels=1:2 keys_zone=pages:10m inactive=${forgottenAfter} max_size=100m;
    map $upstream_http_cache_control $is_private { default 0; "~no-store" 1; }
    ${server(ports.file, locationsOf([ready]))} ${servers.join('\n')}`,
  )
  return { ...peer, ports }
}

/** A page that nobody asks for is forgotten: the next reader would be shown it, however old. */
const forgottenAfter = '1s'

/** As docs/run.md has it: pages for one reader (`no-store`) are never kept. */
function cacheOfOneSecond(name: string): string {
  return `proxy_cache pages; proxy_cache_key ${name}$request_uri; proxy_ignore_headers Cache-Control;
    proxy_cache_valid 200 1s; proxy_no_cache $is_private; proxy_cache_lock on;
    proxy_cache_use_stale updating; proxy_cache_background_update on;`
}

/** A certificate for this run, in the folder of this run. */
function selfSigned(folder: string): [certificate: string, key: string] {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const { status, stderr } = spawnSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=localhost', '-keyout', key, '-out', certificate],
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`No certificate could be made: ${stderr}`)
  return [certificate, key]
}

async function inTurn(
  front: Front,
  behind: { site: number; bare: number },
  { rounds, seconds, warmUp }: Plan['deployed'],
): Promise<DeployedResult['ways']> {
  const { ports } = front
  const [site, bare] = [namesOf('Broadsheet'), namesOf('bare node:http')]
  const all = [
    { what: ownFile, port: ports.file, pids: [front.pid] },
    ...(['Each', 'Kept', 'Cache'] as const).flatMap((way) => {
      const key = way.toLowerCase() as Way
      return [
        { what: bare[key], port: ports[`bare${way}`], pids: [front.pid, behind.bare] },
        { what: site[key], port: ports[`site${way}`], pids: [front.pid, behind.site] },
      ]
    }),
  ]
  const seen = all.map(() => [] as Round[])
  for (const { port, pids } of warmUp ? all : []) await loadOverTls(pids, port, warmUp)
  for (let round = 0; round < rounds; round++)
    for (const [index, { port, pids }] of all.entries())
      seen[index]?.push(await loadOverTls(pids, port, seconds))
  return all.map(({ what }, index) => ({ what, served: { server: what, ...together(seen[index] ?? []) } }))
}

/** 32 connections with HTTP/2 over TLS, one request at a time on each. @throws when an answer is not 200 */
function loadOverTls(servers: readonly number[], port: number, seconds: number): Promise<Round> {
  return watched(servers, async () => {
    const url = `https://127.0.0.1:${port}${article}`
    const args = ['-t1', '-c32', '-m1', `--duration=${seconds}`, '-H', 'accept-encoding: gzip', url]
    const { output, busy } = await run('h2load', args)
    const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN)
    const isWell = /[1-9]\d* 2xx, 0 3xx, 0 4xx, 0 5xx/.test(output) && / 0 failed/.test(output)
    if (!isWell || !output.includes('protocol: h2'))
      throw new Error(`Not all answers of ${url} were 200 over HTTP/2:\n${output}`)
    return {
      perSecond: number(/, ([\d.]+) req\/s/),
      ...{ p50: Number.NaN, p99: Number.NaN, broken: number(/(\d+) errored/), busy },
    }
  })
}

/**
 * Changes the article time and again, at any moment of the cache's second, and looks when its readers see it: one who
 * asks all the time, and one who comes alone, three seconds after the change.
 */
async function timeChanges(site: Site, port: number, changes: number): Promise<DeployedResult['seen']> {
  const file = join(site.contentDir, `${article}.mdx`)
  const text = readFileSync(file, 'utf8')
  const change = (to: string) => writeFileSync(file, `${text}\n${to}\n`)
  const shows = async (words: string) => (await overTls(port, article)).includes(words)
  const after: number[] = []
  let late = 0
  for (let number = 0; number < changes; number++) {
    const words = `This is change number ${number}.`
    const began = performance.now()
    change(words)
    while (!(await shows(words))) await pause(20)
    after.push(performance.now() - began)
    await pause((number * 97) % 1000)
  }
  // Someone reads something else: while nginx keeps nothing at all, it looks for pages to forget every ten seconds only.
  const others = setInterval(() => void overTls(port, '/').catch(() => undefined), 500)
  for (let number = 0; number < changes; number++) {
    const words = `This is a later change, number ${number}.`
    await shows(words)
    change(words)
    await pause(3000)
    if (!(await shows(words))) late++
  }
  clearInterval(others)
  return { after, lone: changes, late }
}

/** A page as a browser gets it that takes no compression. */
function overTls(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ port, path, rejectUnauthorized: false, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('error', reject).on('end', () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${path} answers ${response.statusCode} behind the cache.`))
      })
    })
      .on('error', reject)
      .end()
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
