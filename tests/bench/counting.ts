import { startSite } from '../support/site.ts'
import { pin, serverCore } from './machine.ts'
import type { Plan } from './plan.ts'
import { article, inTurn, type Served } from './serving.ts'

/** First visits that are counted, and such of a robot, that are not. */
export type CountingResult = { counted: Served; uncounted: Served }

const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'
const robot = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0; compatible; Somebot/2.1; +https)'

/** What it costs a request to be counted: one site, asked in turns by a browser and a robot with the same headers. */
export async function measureCounting(plan: Plan['serving']['visits']): Promise<CountingResult> {
  const site = await startSite({ env: { LOG_LEVEL: 'warn' } })
  try {
    pin(site.pid(), serverCore)
    const asks = Object.entries({ browser, robot }).map(([name, agent]) => ({
      peer: { name, port: site.port, pid: site.pid() },
      row: {
        ...{ what: 'first visit', path: article, status: 200 },
        headers: { 'User-Agent': agent, 'Sec-Fetch-Dest': 'document', Referer: 'https://www.example.org/' },
      },
    }))
    // Rounds lie further apart than what is asked for here.
    const rounds = 3 * plan.rounds
    const [counted, uncounted] = (await inTurn(asks, { ...plan, rounds })).map(({ served }) => served)
    if (!counted || !uncounted) throw new Error('no figures')
    return { counted, uncounted }
  } finally {
    await site.remove()
  }
}
