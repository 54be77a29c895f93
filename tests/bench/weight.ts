import { type CDPSession, chromium } from 'playwright'
import { findBrowser } from '../support/build.ts'
import { startSite } from '../support/site.ts'
import { article } from './serving.ts'

/** The first visit of the article in Chromium. Bytes as they came over the wire, headers included. */
export type Weight = {
  /** Without pictures. */
  requests: number
  bytes: number
  byKind: Record<string, { requests: number; bytes: number }>
  pictures: { requests: number; bytes: number }
  /** Bytes of script that ran before anything was touched, inline and loaded. */
  scriptBytes: number
  /** Sum of the layout shifts, the page read from top to bottom; 0 is none. */
  layoutShift: number
}

/** Visits the article once with an empty cache, and scrolls to its end. */
export async function measureWeight(): Promise<Weight> {
  const site = await startSite({ env: { LOG_LEVEL: 'warn' } })
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage()
    const network = await page.context().newCDPSession(page)
    const loads = await noteLoads(network)
    await page.addInitScript(() => {
      const shifts = { sum: 0 }
      Object.assign(globalThis, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          shifts.sum += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(site.url + article, { waitUntil: 'networkidle' })
    const inline = await page.evaluate(() =>
      [...document.scripts]
        .filter(({ type, src }) => !src && (!type || type === 'module' || type === 'text/javascript'))
        .reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0),
    )
    await page.mouse.wheel(0, 100_000)
    await page.waitForLoadState('networkidle')
    const layoutShift = await page.evaluate(
      () => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum,
    )
    return { ...sorted([...loads.values()]), scriptBytes: inline + bytesOf(loads, 'Script'), layoutShift }
  } finally {
    await browser.close()
    await site.remove()
  }
}

type Load = { kind: string; bytes: number }

async function noteLoads(network: CDPSession): Promise<Map<string, Load>> {
  const loads = new Map<string, Load>()
  network.on('Network.responseReceived', ({ requestId, type }) =>
    loads.set(requestId, { kind: type, bytes: 0 }),
  )
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId)
    if (load) load.bytes = encodedDataLength
  })
  await network.send('Network.enable')
  return loads
}

function bytesOf(loads: ReadonlyMap<string, Load>, kind: string): number {
  return [...loads.values()].reduce((sum, load) => sum + (load.kind === kind ? load.bytes : 0), 0)
}

function sorted(loads: readonly Load[]): Pick<Weight, 'requests' | 'bytes' | 'byKind' | 'pictures'> {
  const byKind: Weight['byKind'] = {}
  const pictures = { requests: 0, bytes: 0 }
  for (const { kind, bytes } of loads) {
    const sum = kind === 'Image' ? pictures : (byKind[kind] ?? { requests: 0, bytes: 0 })
    sum.requests++
    sum.bytes += bytes
    if (kind !== 'Image') byKind[kind] = sum
  }
  const others = Object.values(byKind)
  return {
    requests: others.reduce((sum, { requests }) => sum + requests, 0),
    bytes: others.reduce((sum, { bytes }) => sum + bytes, 0),
    ...{ byKind, pictures },
  }
}
