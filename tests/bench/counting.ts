import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSite } from '../support/site.ts'
import { pin, serverCore } from './machine.ts'
import type { Plan } from './plan.ts'
import { article, inTurn, type Served } from './serving.ts'

/** First visits of a browser, with and without figures. */
export type CountingResult = { on: Served; off: Served }

const headers = {
  'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Sec-Fetch-Dest': 'document',
  Referer: 'https://www.example.org/',
}

/** What a reader's request costs to be counted: two sites take turns on one core. */
export async function measureCounting(plan: Plan['serving']['visits']): Promise<CountingResult> {
  const sites = await Promise.all([1, 2].map(() => startSite({ env: { LOG_LEVEL: 'warn' } })))
  try {
    const peers = sites.map((site, index) => {
      const figures = index ? 'off' : 'on'
      writeFileSync(join(site.contentDir, 'site.yml'), `figures: ${figures}\n`)
      pin(site.pid(), serverCore)
      return { name: figures, port: site.port, pid: site.pid() }
    })
    // A change of site.yml is in force within two seconds, of which the warm-up is more.
    const row = { what: 'first visit', path: article, status: 200, headers }
    const served = await inTurn(
      peers.map((peer) => ({ peer, row })),
      { ...plan, warmUp: Math.max(3, plan.warmUp) },
    )
    const [on, off] = served.map((one) => one.served)
    if (!on || !off) throw new Error('no figures')
    return { on, off }
  } finally {
    for (const site of sites) await site.remove()
  }
}
