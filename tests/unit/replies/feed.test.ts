import { expect, test } from 'vitest'
import { repliesFeed } from '#lib/replies/feed.ts'

const place = { siteUrl: 'https://www.example.org', lang: 'en', siteName: 'A site', leadsHere: () => true }
const article = { title: 'Rest', path: '/articles/rest' }
const at = (day: number) => Date.UTC(2026, 0, day)

test('replies and the answers of staff follow each other, newest first, each with an address of its own', () => {
  const answer = { id: 'a', text: 'You too & <b>all</b>', createdAt: at(3) }
  const one = {
    id: '1',
    article: 'rest',
    name: 'Ada',
    website: undefined,
    comment: 'Thanks',
    createdAt: at(1),
  }
  const two = { id: '2', article: 'rest', name: 'Bob', website: undefined, comment: 'Hm', createdAt: at(2) }
  const feed = repliesFeed(
    article,
    [
      { ...one, answers: [answer] },
      { ...two, answers: [] },
    ],
    place,
  )
  const read = (element: string) =>
    [...feed.matchAll(new RegExp(`<${element}[^>]*>([^<]*)<`, 'g'))].map(([, text]) => text)
  expect(read('guid').map((guid) => guid?.split('#')[1])).toEqual(['answer-a', 'reply-2', 'reply-1'])
  expect(read('dc:creator')).toEqual(['A site (staff)', 'Bob', 'Ada'])
  expect(feed).toContain('You too &amp; &lt;b&gt;all&lt;/b&gt;')
})

test('lines of a reply keep their indentation and the empty lines between them, as text', () => {
  const comment = '- Eggs\n  - of hens <3\n\t- of ducks & geese\n\n\na    1\nbb   2'
  const feed = repliesFeed(
    article,
    [{ id: '1', article: 'rest', name: 'Ada', website: undefined, comment, createdAt: at(1), answers: [] }],
    place,
  )
  expect(feed).toContain(
    '<p dir="auto">- Eggs<br>\u00a0 - of hens &lt;3<br>\u00a0 \u00a0 - of ducks &amp; geese</p><p dir="auto"><br>a\u00a0 \u00a0 1<br>bb\u00a0 \u00a02</p>',
  )
})

test('an item is known by where its reply was left, and leads to where the article is', () => {
  const reply = { id: '1', name: 'Ada', website: undefined, comment: 'Thanks', createdAt: at(1), answers: [] }
  const feed = repliesFeed(
    article,
    [
      { ...reply, article: 'sleep' },
      { ...reply, id: '2', article: 'nap#2' },
    ],
    { ...place, leadsHere: (slug) => slug === 'sleep' },
  )
  expect(feed.match(/<guid.*/g)).toEqual([
    '<guid isPermaLink="false">https://www.example.org/articles/nap#reply-2</guid>',
    '<guid isPermaLink="true">https://www.example.org/articles/sleep#reply-1</guid>',
  ])
  expect(feed.match(/<link>.*#.*/g)).toEqual([
    '<link>https://www.example.org/articles/rest#reply-2</link>',
    '<link>https://www.example.org/articles/rest#reply-1</link>',
  ])
})
