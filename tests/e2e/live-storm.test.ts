import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { articleFiles } from '../support/content.ts'
import { watchMachine } from '../support/machine.ts'
import { patience, testPatience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes, soon } from '../support/soon.ts'
import { createHistory, createStorm, type Sight, type Step, seeded } from '../support/storm.ts'

/** Milliseconds; a longer one is run by hand: `STORM_SECONDS=300`. */
const lasts = Number(process.env.STORM_SECONDS ?? 25) * 1000
const seed = Number(process.env.STORM_SEED ?? 20261123)
/** One article is changed at most so often: its change is to be seen before the next. */
const rest = 2500

let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const slugs = Array.from({ length: 12 }, (_, number) => `s${number}`)
const lists = ['/articles', '/topics/live', '/feed.xml', '/atom.xml', '/feed.json', '/topics/live/feed.xml']

/** What stands at an article’s address. */
async function look(slug: string): Promise<Sight> {
  const answer = await fetch(`${site.url}/articles/${slug}`, { redirect: 'manual' })
  const text = await answer.text()
  const { status } = answer
  if (status === 308) return { status, to: answer.headers.get('location') ?? '' }
  if (status === 404 || status === 410) return { status }
  expect([slug, status]).toEqual([slug, 200])
  const [, title = ''] = /<h1[^>]*>([^<]*)<\/h1>/.exec(text) ?? []
  expect(text).toContain(`The end of ${title}.`)
  expect(text).toMatch(/<\/html>\s*$/)
  return { status: 200, title }
}

/** The title under which a list tells of each article that it tells of. */
async function titlesIn(path: string): Promise<ReadonlyMap<string, string>> {
  const answer = await fetch(site.url + path)
  const text = await answer.text()
  expect([path, answer.status === 200 || (answer.status === 404 && path.startsWith('/topics/'))]).toEqual([
    path,
    true,
  ])
  return new Map([...text.matchAll(/Storm (s\d+) v\d+/g)].map(([title, slug = '']) => [slug, title]))
}

test('while articles change at random, no reader sees an error or what is not so', {
  timeout: lasts + testPatience,
}, async ({ annotate }) => {
  const files = articleFiles(site)
  const random = seeded(seed)
  const storm = createStorm(random)
  const now = () => performance.now()
  const machine = watchMachine()
  const histories = new Map(slugs.map((slug) => [slug, createHistory<Sight>({ status: 404 }, now)]))
  const touched = new Map<string, number>()
  const steps: string[] = []
  const wrong: string[] = []
  let reads = 0
  let latest = 0
  const ends = now() + lasts

  const check = (
    what: string,
    slug: string,
    asked: number,
    fits: (sight: Sight) => boolean,
    seen: unknown,
  ) => {
    const late = histories.get(slug)?.lateness(fits, asked, now()) ?? 0
    latest = Math.max(latest, late)
    const how = Number.isFinite(late) ? `${Math.round(late)} ms late` : 'never right'
    if (late > (machine.wasBusy() ? patience : soon))
      wrong.push(`${how}: ${what} showed ${JSON.stringify(seen)} of ${slug}; ${steps.slice(-8).join('; ')}`)
  }

  async function reader(chance: () => number): Promise<void> {
    while (now() < ends) {
      const asked = now()
      if (chance() < 0.6) {
        const slug = slugs[Math.floor(chance() * slugs.length)] ?? ''
        const seen = await look(slug)
        check('Its address', slug, asked, (sight) => isDeepStrictEqual(sight, seen), seen)
      } else {
        const path = lists[Math.floor(chance() * lists.length)] ?? ''
        const titles = await titlesIn(path)
        for (const slug of slugs)
          check(
            path,
            slug,
            asked,
            (sight) => ('title' in sight ? sight.title : undefined) === titles.get(slug),
            titles.get(slug),
          )
      }
      reads++
      await pause(5)
    }
  }

  function carryOut({ write, remove }: Step): void {
    if (write && random() < 0.5) files.write(write.slug, write.text)
    else if (write) files.swap(write.slug, write.text)
    if (remove) files.remove(remove)
  }

  async function writer(): Promise<void> {
    while (now() < ends) {
      const free = slugs.filter((slug) => now() - (touched.get(slug) ?? Number.NEGATIVE_INFINITY) > rest)
      const step = storm.step(free)
      if (step) {
        carryOut(step)
        for (const slug of step.slugs) touched.set(slug, now())
        // A rename changes what stands at other old addresses too.
        for (const slug of slugs) {
          const sight = storm.sight(slug)
          if (!isDeepStrictEqual(sight, histories.get(slug)?.last())) histories.get(slug)?.put(sight)
        }
        steps.push(step.said)
      }
      await pause(80 + random() * 250)
    }
  }

  await Promise.all([writer(), ...[1, 2, 3, 4].map((number) => reader(seeded(seed + number)))])
  await annotate(`${reads} readings, ${steps.length} steps, at most ${Math.round(latest)} ms late`)
  expect(wrong).toEqual([])
  expect(steps.length).toBeGreaterThan(lasts / 1000)

  const everything = async () =>
    Object.fromEntries(await Promise.all(slugs.map(async (slug) => [slug, await look(slug)])))
  await becomes(everything, Object.fromEntries(slugs.map((slug) => [slug, storm.sight(slug)])))
  expect(
    site
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":"error"')),
  ).toEqual([])
})
