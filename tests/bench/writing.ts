import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { aReply, filled, readForm, type SiteForm } from '../support/forms.ts'
import { type Site, startSite } from '../support/site.ts'
import { loadOn, type Round, visitors } from './load.ts'
import { pin, serverCore, serverIn } from './machine.ts'
import type { Plan } from './plan.ts'
import { article } from './serving.ts'
import type { Job, Seen } from './visitors.ts'

/** Rates a second, latencies in milliseconds; `broken` connections ended without an answer. */
type Stored = Pick<Seen, 'perSecond' | 'p50' | 'p99' | 'broken'>

export type WritingResult = {
  /** As many as can be stored, 16 visitors at a time, nobody reading; their mails leave meanwhile. */
  most: Stored
  /** Mails that left for a mail server on this machine, once nobody posted any more. */
  mailsPerSecond: number
  /** So many a second while readers ask for the article as fast as they can. */
  whileRead: Stored & { asked: number }
  /** What the readers got, without anyone writing and meanwhile: the round with the median share, and all shares. */
  readers: { alone: Round; meanwhile: Round; kept: number; shares: number[] }
  /** An article with many approved replies. `first` is its rendering; `bytes` are uncompressed. */
  replied: { replies: number; first: number; bytes: number; served: Round }
}

const askedFor = 200
/** Seconds. */
const startOfReaders = 0.1
const manyReplies = 'writing-for-patients-in-plain-language'

/** Replies over real HTTP posts, each stored in a database that waits for the disk (synchronous=FULL). */
export async function measureWriting(plan: Plan['writing']): Promise<WritingResult> {
  const sink = await startSink()
  const site = await startSite({ env: { LOG_LEVEL: 'warn', SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { port } = site
  const { seconds } = plan
  try {
    pin(site.pid(), serverCore)
    const server = serverIn(site.pid())
    const request = postsOf(await readForm(site.url + article, 'reply'))
    const post = (run: string, job: Pick<Job, 'seconds' | 'connections' | 'rate'>, begun?: () => void) =>
      store(site, { port, requests: [{ text: request(run), statuses: [303] }], ...job }, begun)

    await post('warm-up', { seconds: 1, connections: 4 })
    await allSent(site)
    const most = await post('as many as can be', { seconds, connections: 16 })
    const left = { mails: sink.taken(), at: performance.now() }
    await allSent(site)
    const mailsPerSecond = ((sink.taken() - left.mails) * 1000) / (performance.now() - left.at)

    const reading = { port, path: article, seconds }
    await loadOn(server, { ...reading, seconds: 1 })
    const rounds = []
    for (let round = 0; round < plan.rounds; round++) {
      const before = await loadOn(server, reading)
      // The start of the writers' program would take the readers' part of the load's core.
      const begun = Promise.withResolvers<void>()
      const [written, meanwhile] = await Promise.all([
        post(
          `while others read ${round}`,
          { seconds: seconds + startOfReaders, connections: 64, rate: askedFor },
          begun.resolve,
        ),
        begun.promise.then(() => loadOn(server, reading)),
      ])
      await allSent(site)
      const after = await loadOn(server, reading)
      const alone = { ...before, perSecond: (before.perSecond + after.perSecond) / 2 }
      rounds.push({ written, alone, meanwhile, kept: meanwhile.perSecond / alone.perSecond })
    }
    const sorted = rounds.toSorted((a, b) => a.kept - b.kept)
    const middle = sorted[Math.floor(sorted.length / 2)]
    if (!middle) throw new Error('No round was asked for.')
    const { written, alone, meanwhile, kept } = middle
    return {
      ...{
        most,
        mailsPerSecond,
        whileRead: { ...written, asked: askedFor },
        readers: { alone, meanwhile, kept, shares: sorted.map((round) => round.kept) },
      },
      replied: await measureReplied(site, plan),
    }
  } finally {
    await site.remove()
    sink.stop()
  }
}

/** Posts, and looks into the database whether what was acknowledged is there. */
async function store(site: Site, job: Job, begun?: () => void): Promise<Stored> {
  const before = await count(site, 'select count(*) from reply')
  const { perSecond, p50, p99, statuses, broken } = await visitors(job, begun)
  const { 303: taken = 0 } = statuses
  const rows = (await count(site, 'select count(*) from reply')) - before
  if (rows < taken) throw new Error(`${taken} replies were acknowledged, but ${rows} stored.`)
  return { perSecond, p50, p99, broken }
}

/** Whole requests that post a form as a browser does; each time they are sent the comment is another. */
function postsOf(form: SiteForm): (run: string) => string {
  const { host, origin, pathname } = new URL(form.url)
  const comment = `Comment ######## of the run “${Date.now()} RUN”.\n\n${aReply.comment}`
  const typed = [...filled(form, { ...aReply, comment })].map(([name, value]) => [name, String(value)])
  const text = new URLSearchParams(typed).toString().replaceAll('%23', '#')
  const type = 'application/x-www-form-urlencoded'
  return (run) => {
    const body = text.replace('RUN', encodeURIComponent(run))
    const lines = [
      `POST ${pathname} HTTP/1.1`,
      ...[`Host: ${host}`, `Origin: ${origin}`, `Content-Type: ${type}`],
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    return `${lines.join('\r\n')}\r\n\r\n${body}`
  }
}

/** A mail server in a process of its own. */
async function startSink() {
  const child = fork(fileURLToPath(new URL('./sink.ts', import.meta.url)))
  const [{ port }] = await once(child, 'message')
  let taken = 0
  child.on('message', (told: { taken: number }) => {
    taken = told.taken
  })
  return { port: Number(port), taken: () => taken, stop: () => child.disconnect() }
}

async function allSent(site: Site): Promise<void> {
  while ((await count(site, "select count(*) from outbox where status = 'waiting'")) > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

async function count(site: Site, query: string): Promise<number> {
  const db = new Sqlite(join(site.dataDir, 'site.db'), { readonly: true })
  const [number] = db.prepare(query).pluck().all()
  db.close()
  return Number(number)
}

async function measureReplied(
  site: Site,
  { replies, seconds }: Plan['writing'],
): Promise<WritingResult['replied']> {
  await site.stop()
  const db = new Sqlite(join(site.dataDir, 'site.db'))
  const insert = db.prepare(
    `insert into reply (id, article, status, reasons, name, email, comment, client, created_at)
     values (?, ?, 'approved', '[]', ?, 'reader@example.org', ?, 'bench', ?)`,
  )
  db.transaction(() => {
    for (let number = 0; number < replies; number++)
      insert.run(`bench${number}`, manyReplies, `Reader ${number}`, `${number}: ${aReply.comment}`, number)
  })()
  db.close()
  await site.start()
  pin(site.pid(), serverCore)
  const path = `/articles/${manyReplies}`
  await (await fetch(site.url + article)).arrayBuffer()
  const began = performance.now()
  const { byteLength: bytes } = await (await fetch(site.url + path)).arrayBuffer()
  const first = performance.now() - began
  const served = await loadOn(serverIn(site.pid()), { port: site.port, path, seconds })
  return { replies, first, bytes, served }
}
