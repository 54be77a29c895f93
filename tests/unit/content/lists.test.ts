import { expect, test } from 'vitest'
import type { Article } from '#lib/content/article.ts'
import { beside, labelOfTopic, listing, noListings, order, related, topicOf } from '#lib/content/listings.ts'
import { inOneGo } from '#lib/steps.ts'
import { chances } from '../../support/chances.ts'
import { readFrom } from '../components/articles.ts'

type Given = {
  at?: number
  topics?: string[]
  authors?: string[]
  series?: string
  translations?: string[]
  lang?: string
}

function article(
  slug: string,
  { at = 0, topics = [], authors = [], translations = [], ...more }: Given = {},
): Article {
  return {
    ...{
      slug,
      path: `/articles/${slug}`,
      title: slug,
      description: '',
      draft: false,
      featured: false,
      lang: 'en',
    },
    ...{
      date: { typed: '', day: '', at },
      redirectFrom: [],
      replies: 'open',
      headings: '',
      words: 1,
      minutes: 1,
      ...readFrom(`articles/${slug}.mdx`),
    },
    topics: topics.map((label) => ({
      slug: label.toLowerCase(),
      label,
      path: `/topics/${label.toLowerCase()}`,
    })),
    authors: authors.map((id) => ({ id, name: id, path: `/authors/${id}`, kind: 'person', links: [] })),
    translations: translations.map((path) => ({ lang: 'de', path })),
    ...more,
  }
}

const slugs = (articles: readonly Article[] = []) => articles.map(({ slug }) => slug)
const made = (all: readonly Article[]) => inOneGo(listing(noListings, [], all))

test('the newest stands first, and of one moment the order is that of addresses everywhere', () => {
  const all = [
    article('b', { at: 1 }),
    article('c', { at: 2 }),
    article('a', { at: 1 }),
    article('ä', { at: 1 }),
  ]
  expect(slugs(made(all).all)).toEqual(['c', 'a', 'b', 'ä'])
  expect(slugs(all.toSorted(order))).toEqual(['c', 'a', 'b', 'ä'])
})

test('an article stands in the list of each of its topics, authors, series and other languages', () => {
  const a = article('a', {
    topics: ['Sleep', 'Work'],
    authors: ['ann'],
    series: 'Steps',
    translations: ['/articles/Ä/'],
  })
  const { topic, author, series, translation } = made([a])
  expect([...topic.keys(), ...author.keys(), ...series.keys(), ...translation.keys()]).toEqual([
    ...['sleep', 'work', 'ann', 'Steps', '/articles/ä'],
  ])
  expect(topic.get('work')).toEqual([a])
})

test('who has no page of the own has no list, and a list without articles is gone', () => {
  const named = { ...article('a'), authors: [{ id: 'Ann Other', name: 'Ann Other' }] } as Article
  expect(made([named]).author.size).toBe(0)
  const one = article('a', { topics: ['Sleep'] })
  expect(inOneGo(listing(made([one]), [one], [])).topic.size).toBe(0)
})

test('a list that stays as it is stays the same object, and so does all of it where nothing came or went', () => {
  const [a, b] = [article('a', { topics: ['Sleep'] }), article('b', { topics: ['Work'] })]
  const before = made([a, b])
  const after = inOneGo(listing(before, [], [article('c', { topics: ['Work'] })]))
  expect(after.topic.get('sleep')).toBe(before.topic.get('sleep'))
  expect(after.topic.get('work')).not.toBe(before.topic.get('work'))
})

test('however articles come and go, the lists are those that would be made anew', () => {
  const next = chances(13)
  const some = (of: readonly string[]) => of.filter(() => next(3) === 0)
  const fresh = (slug: string) =>
    article(slug, {
      ...{ at: next(6), topics: some(['Sleep', 'Work', 'Food']), authors: some(['ann', 'bo']) },
      ...(next(2) ? { series: 'Steps' } : {}),
    })
  let there = new Map<string, Article>()
  let lists = noListings
  for (let round = 0; round < 150; round++) {
    const then = new Map(there)
    for (let change = 0; change < 1 + next(4); change++) {
      const slug = `a-${next(12)}`
      if (next(3)) then.set(slug, fresh(slug))
      else then.delete(slug)
    }
    const gone = [...there.values()].filter((one) => then.get(one.slug) !== one)
    const here = [...then.values()].filter((one) => there.get(one.slug) !== one)
    lists = inOneGo(listing(lists, gone, here))
    there = then
    const anew = made([...there.values()])
    expect(slugs(lists.all)).toEqual(slugs(anew.all))
    for (const name of ['topic', 'author', 'series', 'translation'] as const) {
      expect([...lists[name].keys()].sort(), name).toEqual([...anew[name].keys()].sort())
      for (const [key, list] of lists[name]) expect(slugs(list), key).toEqual(slugs(anew[name].get(key)))
    }
  }
})

test('beside an article stand the newer and the older one', () => {
  const all = [1, 2, 3].map((at) => article(`a-${at}`, { at }))
  const lists = made(all)
  const besides = all.map((one) => slugs(beside(lists, one)))
  expect(besides).toEqual([['a-2'], ['a-3', 'a-1'], ['a-2']])
  expect(slugs(beside(made([article('x')]), article('x')))).toEqual([])
})

test('where topics lead to none, the nearest by date do', () => {
  const all = [1, 2, 3, 4].map((at) => article(`a-${at}`, { at }))
  expect(slugs(related(made(all), all[1] as Article).articles)).toEqual(['a-3', 'a-1'])
})

test('a topic is called as its first article wrote it: a later spelling does not rename it', () => {
  const [old, later] = [
    article('a', { at: 1, topics: ['SLEEP'], lang: 'de' }),
    article('b', { at: 2, topics: ['Sleep'] }),
  ]
  const lists = made([later, old])
  expect(topicOf(lists.topic.get('sleep') ?? [], 'sleep')).toEqual({
    slug: 'sleep',
    label: 'SLEEP',
    path: '/topics/sleep',
    lang: 'de',
  })
  expect(topicOf([], 'sleep')).toBeUndefined()
  expect(labelOfTopic(lists, 'sleep')).not.toBe(labelOfTopic(made([later]), 'sleep'))
  expect(labelOfTopic(lists, 'sleep')).toBe(labelOfTopic(made([old]), 'sleep'))
})
