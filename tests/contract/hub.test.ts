import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { hubJob } from '#lib/http/hub.ts'
import { changeSite, defaults } from '#lib/site.ts'
import { eachDatabase } from '../support/databases.ts'

let server: Server | undefined
afterEach(() => {
  changeSite(defaults)
  server?.close()
})

/** A hub on this machine, which site.yml names. */
async function startHub() {
  const told: Record<string, string>[] = []
  const state = { status: 204, most: Number.POSITIVE_INFINITY }
  server = createServer(async (request, response) => {
    const fields = Object.fromEntries(new URLSearchParams(await text(request)))
    const status = told.length < state.most ? state.status : 503
    if (status < 300) told.push(fields)
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const hub = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
  changeSite({ ...defaults, hub })
  return { told, state }
}

eachDatabase((name, open) => {
  test(`${name}: the hub is told of the feeds once they rest, once for each change, by whichever instance, and never again after a restart`, async () => {
    const db = await open()
    const { told, state } = await startHub()
    const feeds = { mark: 'a', topics: {} as Record<string, string> }
    const clock = { now: Date.parse('2026-11-23T12:00:00Z') }
    const instance = () =>
      hubJob({
        db,
        now: () => clock.now,
        siteUrl: 'https://example.org',
        mark: async () => feeds.mark,
        topicMarks: () => new Map(Object.entries(feeds.topics)),
      })
    const [one, other] = [instance(), instance()]

    await one.run()
    expect(told).toEqual([])
    feeds.mark = 'b'
    await one.run()
    expect(told).toEqual([])
    await one.run()
    expect(told).toEqual(
      ['feed.xml', 'atom.xml', 'feed.json'].map((path) => ({
        'hub.mode': 'publish',
        ...{ 'hub.url': `https://example.org/${path}`, 'hub.topic': `https://example.org/${path}` },
      })),
    )
    for (const job of [other, other, one, instance()]) await job.run()
    expect(told).toHaveLength(3)

    feeds.mark = 'a'
    state.status = 503
    await one.run()
    await expect(one.run()).rejects.toThrow(/answers 503/)
    state.status = 202
    await one.run()
    expect(told).toHaveLength(3)
    clock.now += 30_000
    await one.run()
    await one.run()
    expect(told).toHaveLength(6)

    feeds.topics = { '/topics/sleep/feed.xml': 'a' }
    for (let look = 0; look < 3; look++) await one.run()
    expect(told.slice(6).map((fields) => fields['hub.url'])).toEqual([
      'https://example.org/topics/sleep/feed.xml',
    ])

    // What it took before it refused the rest is not told again.
    Object.assign(feeds.topics, { '/topics/left/feed.xml': 'a', '/topics/right/feed.xml': 'a' })
    state.most = 8
    await one.run()
    await expect(one.run()).rejects.toThrow(/answers 503/)
    state.most = Number.POSITIVE_INFINITY
    clock.now += 30_000
    await one.run()
    expect(told.slice(7).map((fields) => fields['hub.url']?.split('/').at(-2))).toEqual(['left', 'right'])

    // An address that is one of a network, or a name that leads to one.
    for (const hub of ['https://10.1.2.3/', 'https://169.254.169.254/', 'https://a.localhost/']) {
      clock.now += 60_000
      changeSite({ ...defaults, hub })
      await one.run()
      await expect(one.run(), hub).rejects.toThrow(/within a network|ENOTFOUND/)
    }

    changeSite(defaults)
    feeds.mark = 'c'
    for (let look = 0; look < 3; look++) await one.run()
    expect(told).toHaveLength(9)
  })
})
