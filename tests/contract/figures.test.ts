import { expect, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import type { Context } from '#lib/context.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { createCounter } from '#lib/figures/counter.ts'
import { figuresAsCsv } from '#lib/figures/csv.ts'
import { eraseFigures } from '#lib/figures/erase.ts'
import { readArticleFigures, readFigures } from '#lib/figures/figures.ts'
import { createLog } from '#lib/log.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, day, openDoors, start } from '../support/doors.ts'

const reader = { agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' }
const renamed = { ...article('new-name'), title: '=A title', redirectFrom: ['/articles/old-name'] }

/** Of one article, which had another name once. */
const library = {
  article: (slug: string) =>
    slug === 'old-name'
      ? { kind: 'moved', to: renamed.path }
      : slug === 'new-name'
        ? { kind: 'here', item: renamed }
        : { kind: 'missing' },
  page: () => ({ kind: 'missing' }),
  keeping: (key: string) => (key === 'old-name' ? renamed : undefined),
} as unknown as Library

eachDatabase((name, open) => {
  test(`${name}: what several instances count adds up, for an article under all its names`, async () => {
    const doors = openDoors(await open(), { FORM_LIMITS: 'off' })
    const deps = { ...doors.deps, library, log: createLog('error') } as unknown as Context
    const { db, now, log } = deps
    const counters = [1, 2].map(() => createCounter({ db, now, log }, undefined))
    const write = () => Promise.all(counters.map((counter) => counter.write()))
    for (const counter of counters) {
      counter.view('/articles/old-name', { ...reader, referer: 'https://news.example/today' })
      counter.view('/about', reader)
      counter.share('/articles/old-name', 'email')
      counter.search(reader, { q: 'Flu', total: 0 })
    }
    await write()
    doors.clock.time += day
    counters[0]?.view('/articles/new-name', reader)
    await write()
    await submitReply(deps, {
      article: article('old-name'),
      fields: { comment: 'Text', name: 'Ada', email: 'ada@example.org', website: '' },
      client: '192.0.2.7',
    })
    await submitEnquiry(deps, {
      page: '/articles/old-name',
      fields: { name: 'Bob', email: 'bob@example.org', phone: '', organisation: '', requirements: 'Text' },
      client: '192.0.2.7',
    })
    const figures = await readFigures(deps, 30)
    const counts = { views: 3, replies: 1, enquiries: 1, shares: 2 }
    expect(figures.articles).toMatchObject([{ path: '/articles/new-name', title: '=A title', ...counts }])
    expect(figures).toMatchObject({
      totals: { views: 5, replies: 1, enquiries: 1, shares: 2, searches: 2, without: 2 },
      pages: [{ path: '/about', views: 2 }],
      referrers: [{ name: 'news.example', count: 2 }],
      searches: [{ name: 'flu', count: 2 }],
      without: [{ name: 'flu', count: 2 }],
    })
    expect(figures.days.slice(-2).map(({ views }) => views)).toEqual([4, 1])
    const one = await readArticleFigures(deps, '/articles/new-name', 7)
    expect(one?.totals).toMatchObject({ ...counts, searches: 0 })
    expect(one?.days.map(({ views }) => views)).toEqual([0, 0, 0, 0, 0, 2, 1])

    const lines = figuresAsCsv(figures, 'https://clinic.example').split('\r\n')
    expect(lines[1]).toBe('Total,,,5,1,1,2,2,2')
    expect(lines).toContain("Article,'=A title,https://clinic.example/articles/new-name,3,1,1,2,,")
    expect(lines).toContain('Search,flu,,,,,,2,2')

    expect(await eraseFigures(db, start)).toBe(0)
    expect(await eraseFigures(db, start + day)).toBe(6)
    expect((await readFigures(deps, 7)).totals.views).toBe(1)
  })
})
