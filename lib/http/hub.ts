import { createHash } from 'node:crypto'
import { claimRun, forgetDone, isNoted, noteDone, releaseRun } from '#lib/db/claimed-runs.ts'
import type { Database } from '#lib/db/client.ts'
import type { Job } from '#lib/jobs/every.ts'
import { site } from '#lib/site.ts'

/** Milliseconds: feeds that are the same on two looks are told of, so that a morning's corrections are told once. */
const every = 5_000
const patience = 10_000
/** In which no other instance tells the same; longer than telling takes. */
const lease = 60_000
const firstPause = 30_000
const longestPause = 60 * 60_000

const feeds = ['/feed.xml', '/atom.xml', '/feed.json']

/** Tells the hub of site.yml that the feeds have changed (WebSub), once for each change, whatever happens meanwhile. */
export function hubJob(deps: {
  db: Database
  now: () => number
  siteUrl: string
  /** Another one for each version of the feeds; undefined while they cannot be had. */
  mark: () => Promise<string | undefined>
}): Job {
  const { db, now, siteUrl, mark } = deps
  let seen: string | undefined
  let told: string | undefined
  let failures = 0
  let nextTry = 0

  async function run(): Promise<void> {
    const { hub } = site
    const current = hub && (await mark())
    const name =
      current && `hub:${createHash('sha256').update(`${hub} ${current}`).digest('hex').slice(0, 32)}`
    if (name !== seen) {
      seen = name
      failures = nextTry = 0
      return
    }
    if (!hub || !name || name === told || now() < nextTry) return
    if (!(await isNoted(db, name))) {
      if (!(await claimRun(db, { name: 'tell-hub', now: now(), pause: lease }))) return
      await tell(hub).finally(() => releaseRun(db, 'tell-hub'))
      await noteDone(db, { name, now: now() })
      await forgetDone(db, 'hub:', name)
    }
    told = name
  }

  async function tell(hub: string): Promise<void> {
    try {
      for (const path of feeds) await publish(hub, siteUrl + path)
    } catch (error) {
      nextTry = now() + Math.min(firstPause * 2 ** failures++, longestPause)
      throw error
    }
  }

  return {
    ...{ every, first: every, run },
    fails: 'the hub could not be told that the feeds have changed: it is tried again',
    works: 'the hub is told of changes in the feeds again',
  }
}

/** Both names: the hubs that there are go by one or the other. */
async function publish(hub: string, feed: string): Promise<void> {
  const answer = await fetch(hub, {
    method: 'POST',
    headers: { 'User-Agent': 'Broadsheet' },
    body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feed, 'hub.topic': feed }),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the hub ${hub} answers ${answer.status}`)
}
