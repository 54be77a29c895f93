import { expect, test } from 'vitest'
import type { Article } from '#lib/content/article.ts'
import { type Listings, listing, noListings, order } from '#lib/content/listings.ts'
import { changes, inOneGo } from '#lib/steps.ts'
import { seeded } from '../../support/storm.ts'

test('lists are the same whether a few articles changed or all are put in order anew', () => {
  const random = seeded(23)
  const below = (end: number) => Math.floor(random() * end)
  const anArticle = (slug: string): Article => {
    const topics = ['a', 'b', 'c']
      .slice(below(3))
      .map((name) => ({ slug: name, label: name, path: `/${name}` }))
    const authors = [{ id: 'jane', name: 'Jane', path: '/authors/jane' }]
    return {
      slug,
      date: { at: below(5) },
      topics,
      authors,
      translations: [],
      featured: random() < 0.2,
    } as unknown as Article
  }
  const here = new Map<string, Article>()
  let lists: Listings = noListings
  for (let round = 0; round < 300; round++) {
    const [gone, come]: [Article[], Article[]] = [[], []]
    for (const slug of new Set(
      Array.from({ length: below(round % 50 ? 4 : 40) }, () => `article-${below(60)}`),
    )) {
      const before = here.get(slug)
      if (before) gone.push(before)
      if (before && random() < 0.4) here.delete(slug)
      else {
        const fresh = anArticle(slug)
        here.set(slug, fresh)
        come.push(fresh)
      }
    }
    lists = inOneGo(listing(lists, gone, come))
    const whole = inOneGo(listing(noListings, [], [...here.values()]))
    expect(lists.all).toEqual([...here.values()].sort(order))
    expect(lists.all.every((article) => here.get(article.slug) === article)).toBe(true)
    for (const name of ['topic', 'author', 'featured'] as const)
      expect(new Map([...lists[name]].sort())).toEqual(new Map([...whole[name]].sort()))
  }
})

test('what changed between two is the same for all who ask, and another after the next change', () => {
  const [first, second, third] = [new Map([['a', 1]]), new Map([['a', 2]]), new Map([['b', 3]])]
  for (let round = 0; round < 2; round++) {
    expect(inOneGo(changes(first, second))).toEqual([[1, 2]])
    expect(inOneGo(changes(second, third))).toEqual([
      [undefined, 3],
      [2, undefined],
    ])
    expect(inOneGo(changes(first, first))).toEqual([])
  }
})
