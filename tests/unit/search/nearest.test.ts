import { expect, test, vi } from 'vitest'
import { nearTag } from '#lib/search/near-tag.ts'
import { createNearest } from '#lib/search/nearest.ts'
import { patience } from '../../support/patience.ts'

test('a page waits two seconds for what is alike, and is made anew once that is known', async () => {
  let answer: (slugs: string[]) => void = () => undefined
  const dropped: string[] = []
  const nearest = createNearest({
    invalidate: (...tags) => dropped.push(...tags),
    ask: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  expect(await nearest.get('one')).toEqual([])
  expect(dropped).toEqual([])
  answer(['two'])
  await vi.waitFor(() => expect(dropped).toEqual([nearTag('one')]), patience)
})
