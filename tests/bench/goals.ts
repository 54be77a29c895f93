import { namesOf, ownFile } from './deployed.ts'
import type { LargeResult } from './large.ts'
import type { Round } from './load.ts'
import { format, median } from './numbers.ts'
import type { Results } from './results.ts'
import { against } from './serving.ts'

/** What was promised, what came out, and whether it is enough; `met` is undefined where this run could not tell. */
export type Goal = { figure: string; goal: string; measured: string; met: boolean | undefined }

export function goalsOf(results: Results): Goal[] {
  const { counting, weight, content, writing, mixed } = results
  const largest = content.find(({ articles }) => articles === 10_000)
  const grown = mixed.late / mixed.early - 1
  return [
    ...servingGoals(results),
    atLeast(
      'first visit counted, against one of a robot',
      0.98,
      against(counting.counted, counting.uncounted, perBusy),
    ),
    ...deployedGoals(results),
    atMost('script run before anything is touched, bytes', 1000, weight.scriptBytes),
    atMost('first visit without pictures, kB', 45, weight.bytes / 1000),
    atMost('first visit without pictures, requests', 4, weight.requests),
    {
      ...atMost(
        'layout shift, to two digits as Lighthouse tells it',
        0,
        Math.round(weight.layoutShift * 100) / 100,
      ),
      measured: weight.layoutShift.toFixed(4),
    },
    atMost(
      'second `npm start` to first answer, 10,000 articles, s',
      3,
      (largest?.start ?? Number.NaN) / 1000,
    ),
    atMost('dropped file to its page, 10,000 articles, s', 2, (largest?.dropped ?? Number.NaN) / 1000),
    atMost('resident memory, 10,000 articles, MiB', 350 / 1.048576, largest?.memory ?? Number.NaN),
    atLeast('replies stored a second', 200, writing.most.perSecond),
    atMost(
      `p99 of ${writing.whileRead.asked} replies a second while others read, ms`,
      150,
      writing.whileRead.p99,
    ),
    atLeast('of their rate, readers keep meanwhile', 0.7, writing.readers.kept),
    atMost('memory under mixed load grows, per cent', 5, grown * 100),
  ]
}

/** By the processor's time: what else the machine does matters less. */
function perBusy({ perSecond, busy }: Round): number {
  return perSecond / busy.server
}

function servingGoals({ serving }: Results): Goal[] {
  const served = (what: string, server: string) =>
    serving.find((row) => row.what === what)?.servers.find((one) => one.server === server)
  const own = served('first visit', 'Broadsheet')
  const visit = (server: string) => against(own, served('first visit', server))
  const ofOwn = (what: string) => against(served(what, 'Broadsheet'), own)
  const p99 = (server: string) => served('first visit', server)?.p99 ?? Number.NaN
  return [
    atLeast('first visit against nginx, requests/s', 0.5, visit('nginx')),
    atLeast('first visit against the bare server', 0.85, visit('bare node:http')),
    atLeast('first visit against plain `next start`', 15, visit('plain next start')),
    atMost('first visit, p99 against nginx', 3, p99('Broadsheet') / p99('nginx')),
    atLeast('revalidations (304) against own first visits', 1, ofOwn('revalidation')),
    ...['unknown address', 'expired article', 'old address'].map((what) =>
      atLeast(`${what} against own first visits`, 0.5, ofOwn(what)),
    ),
  ]
}

function deployedGoals({ deployed: { ways, seen } }: Results): Goal[] {
  const way = (name: string) => ways.find(({ what }) => what === name)?.served
  const [ours, bare] = [namesOf('Broadsheet'), namesOf('bare node:http')]
  const ofFile = against(way(ours.cache), way(ownFile))
  const ofBare = against(way(ours.cache), way(bare.cache))
  return [
    atLeast('behind nginx, a connection each, against bare', 0.9, against(way(ours.each), way(bare.each))),
    atLeast('behind nginx, kept connections, against bare', 0.9, against(way(ours.kept), way(bare.kept))),
    {
      figure: 'behind a cache of 1 s, against nginx’s own file; against bare',
      goal: 'at least 0.85; or 1',
      measured: `${format(ofFile)}; ${format(ofBare)}`,
      met: met(ofFile, ofFile >= 0.85 || ofBare >= 1),
    },
    atMost('change of an article seen behind the cache, median, s', 2, median(seen.after) / 1000),
    atMost('… at worst, s', 3, seen.after.length ? Math.max(...seen.after) / 1000 : Number.NaN),
  ]
}

const limits = {
  10000: { pause: 50, start: 3, memory: 334 },
  100000: { pause: 250, start: 6, memory: 800 / 1.048576 },
}

export function largeGoals(results: readonly LargeResult[]): Goal[] {
  return results.flatMap(({ articles, dropped, readers, start, memory, addresses }) => {
    const limit = limits[articles === 100_000 ? articles : 10_000]
    const name = (what: string) => `${format(articles)} articles: ${what}`
    return [
      atMost(name('dropped file to its page, s'), 2, dropped / 1000),
      atMost(name('pause of readers while files are taken in, p99, ms'), limit.pause, readers.p99),
      atMost(name('later start to first answer, s'), limit.start, start / 1000),
      atMost(name('resident memory, MiB'), limit.memory, memory),
      atMost(
        name('longest that a page or file holds everyone else, ms'),
        50,
        Math.max(...addresses.map(({ held }) => held)),
      ),
    ]
  })
}

function atLeast(figure: string, goal: number, measured: number): Goal {
  return {
    ...{ figure, goal: `at least ${format(goal)}`, measured: format(measured) },
    met: met(measured, measured >= goal),
  }
}

function atMost(figure: string, goal: number, measured: number): Goal {
  return {
    ...{ figure, goal: `at most ${format(goal)}`, measured: format(measured) },
    met: met(measured, measured <= goal),
  }
}

function met(measured: number, enough: boolean): boolean | undefined {
  return Number.isFinite(measured) ? enough : undefined
}
