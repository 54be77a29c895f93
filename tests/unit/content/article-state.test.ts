import { expect, test } from 'vitest'
import type { Article, Page } from '#lib/content/article.ts'
import { stateOf, turnsOf } from '#lib/content/article-state.ts'

const at = (day: number) => ({ typed: '', day: '', at: day })
const article = (given: Partial<Article>) =>
  ({ draft: false, date: at(10), topics: [], ...given }) as unknown as Article
const page = (given: Partial<Page>) => ({ draft: false, ...given }) as unknown as Page

test.each<[what: string, item: Article | Page, now: number, state: string]>([
  ['an article before its date', article({}), 9, 'scheduled'],
  ['an article from its date on', article({}), 10, 'here'],
  ['an article before it expires', article({ expires: at(20) }), 19, 'here'],
  ['an article from when it expires on', article({ expires: at(20) }), 20, 'expired'],
  ['a draft, whatever its date', article({ draft: true, expires: at(20) }), 30, 'draft'],
  ['a scheduled one that has an end', article({ expires: at(20) }), 1, 'scheduled'],
  ['a page', page({}), 0, 'here'],
  ['the draft of a page', page({ draft: true }), 0, 'draft'],
])('%s at %d', (_what, item, now, state) => {
  expect(stateOf(item, now)).toBe(state)
})

test('it turns by itself when its state does, and at no other moment', () => {
  const all = [article({}), article({ expires: at(20) }), article({ draft: true, expires: at(20) }), page({})]
  for (const item of all) {
    const turns = turnsOf(item)
    for (let now = 0; now < 30; now++)
      expect(turns.includes(now), `${now}`).toBe(stateOf(item, now) !== stateOf(item, now - 1))
  }
})
