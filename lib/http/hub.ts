import { createHash } from 'node:crypto'
import { claimRun, forgetDone, isNoted, noteDone, releaseRun } from '#lib/db/claimed-runs.ts'
import type { Database } from '#lib/db/client.ts'
import { postFar } from '#lib/fetch-far.ts'
import type { Job } from '#lib/jobs/every.ts'
import { isOnThisMachine } from '#lib/on-this-machine.ts'
import { site } from '#lib/site.ts'

/** Milliseconds: feeds that are the same on two looks are told of, so that a morning's corrections are told once. */
const every = 5_000
const patience = 10_000
/** In which no other instance tells the same; longer than telling takes. */
const lease = 60_000
const firstPause = 30_000
const longestPause = 60 * 60_000

/** Feeds of topics of which it is told at first, when nobody knows which have changed. */
const mostAtFirst = 20

const feeds = ['/feed.xml', '/atom.xml', '/feed.json']

/** Tells the hub of site.yml that the feeds have changed (WebSub), once for each change, whatever happens meanwhile. */
export function hubJob(deps: {
  db: Database
  now: () => number
  siteUrl: string
  /** Another one for each version of the feeds of all articles; undefined while they cannot be had. */
  mark: () => Promise<string | undefined>
  /** The same for the feed of each topic, by its path. */
  topicMarks: () => ReadonlyMap<string, string>
}): Job {
  const { db, now, siteUrl, mark, topicMarks } = deps
  let known: { hub: string; marks: Map<string, string> } | undefined
  let seen: string | undefined
  let told: string | undefined
  let failures = 0
  let nextTry = 0

  async function run(): Promise<void> {
    const { hub } = site
    const current = hub && (await mark())
    const all = new Map([
      ...feeds.map((path) => [path, current ?? ''] as const),
      ...(current ? topicMarks() : []),
    ])
    const text = `${hub} ${JSON.stringify([...all])}`
    const name = current && `hub:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
    if (name !== seen) {
      seen = name
      failures = nextTry = 0
      return
    }
    if (!hub || !name || name === told || now() < nextTry) return
    if (!(await isNoted(db, name))) {
      if (!(await claimRun(db, { name: 'tell-hub', now: now(), pause: lease }))) return
      await tell(hub, all).finally(() => releaseRun(db, 'tell-hub'))
      await noteDone(db, { name, now: now() })
      await forgetDone(db, 'hub:', name)
    }
    told = name
    known = { hub, marks: all }
  }

  /** What it has been told stays so, though it refuses the rest. */
  async function tell(hub: string, all: ReadonlyMap<string, string>): Promise<void> {
    if (known?.hub !== hub) known = { hub, marks: new Map([...all].slice(feeds.length + mostAtFirst)) }
    const { marks } = known
    try {
      for (const [path, mark] of all) {
        if (marks.get(path) === mark) continue
        await publish(hub, siteUrl + path)
        marks.set(path, mark)
      }
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
  const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feed, 'hub.topic': feed })
  const status = await postFar(hub, form, { mayBeNear: isOnThisMachine(hub), within: patience })
  if (status < 200 || status > 299) throw new Error(`the hub ${hub} answers ${status}`)
}
