import { aReply, filled, readForm } from '../support/forms.ts'
import { startSite } from '../support/site.ts'
import { get, visitors } from './load.ts'
import { pin, serverCore, siteMemory } from './machine.ts'
import { median } from './numbers.ts'
import type { Plan } from './plan.ts'
import { article } from './serving.ts'
import type { Seen } from './visitors.ts'

/** Memory in MiB: a sample a second, and the medians of the second and the last quarter after the warm-up. */
export type MixedResult = {
  seen: Seen
  seconds: number
  samples: number[]
  early: number
  late: number
}

const abortEvery = 10

/**
 * Readers of everything, some with the wrong address, some who write, one in ten gone before the answer: memory must
 * not grow with what has passed.
 */
export async function measureMixed({ warmUp, seconds }: Plan['mixed']): Promise<MixedResult> {
  const site = await startSite({ env: { LOG_LEVEL: 'error' } })
  try {
    pin(site.pid(), serverCore)
    const form = await readForm(site.url + article, 'reply')
    const headers = { Origin: site.url, Host: new URL(site.url).host }
    const post = async (typed: Record<string, string>) => {
      const encoded = new Response(filled(form, typed))
      const type = encoded.headers.get('content-type') ?? ''
      const body = await encoded.text()
      return `${get(article, { ...headers, 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(body)) })}${body}`.replace(
        'GET',
        'POST',
      )
    }
    const reads: [status: number, paths: string[]][] = [
      [
        200,
        [article, '/', '/articles', '/topics', '/topics/healthcare', '/about', '/feed.xml', '/sitemap.xml'],
      ],
      [200, [`/pictures${article}/cover.png`, `/pictures/800${article}/cover.png`, '/fonts/serif.woff2']],
      [200, [`${article}?from=########`, '/healthz']],
      [404, ['/articles/not-there-########']],
      [308, ['/ARTICLES']],
    ]
    const job = {
      port: site.port,
      connections: 32,
      requests: [
        ...reads.flatMap(([status, paths]) =>
          paths.map((path) => ({ text: get(path, headers), statuses: [status] })),
        ),
        { text: await post({ ...aReply, comment: 'Comment ########' }), statuses: [303] },
        { text: await post({ ...aReply, email: '' }), statuses: [200, 422] },
      ],
      abortEvery,
    }
    await visitors({ ...job, seconds: warmUp })
    const samples: number[] = []
    const sampling = setInterval(() => samples.push(siteMemory(site.pid())), 1000)
    const seen = await visitors({ ...job, seconds })
    clearInterval(sampling)
    const quarter = Math.ceil(samples.length / 4)
    const early = median(samples.slice(quarter, 2 * quarter))
    return { seen, seconds, samples, early, late: median(samples.slice(-quarter)) }
  } finally {
    await site.remove()
  }
}
