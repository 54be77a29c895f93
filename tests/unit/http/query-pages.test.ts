import { expect, test, vi } from 'vitest'
import { createQueryPages } from '#lib/http/query-pages.ts'
import { patience } from '../../support/patience.ts'

test('two are made at once, so many wait, and what is asked for twice is made once', async () => {
  const pages = createQueryPages<string>({ atOnce: 2, waiting: 2 })
  const made: string[] = []
  const ends = new Map<string, () => void>()
  const ask = (target: string) =>
    pages.get(target, () => {
      made.push(target)
      return new Promise((resolve) => ends.set(target, () => resolve(target)))
    })
  const [a, , , d] = [ask('a'), ask('b'), ask('c'), ask('d')]
  expect(ask('a')).toBe(a)
  expect(ask('d')).toBe(d)
  expect(ask('e')).toBeUndefined()
  expect(made).toEqual(['a', 'b'])
  ends.get('a')?.()
  expect(await a).toBe('a')
  await vi.waitFor(() => expect(made).toEqual(['a', 'b', 'c']), patience)
  ends.get('b')?.()
  await vi.waitFor(() => expect(made).toEqual(['a', 'b', 'c', 'd']), patience)
  ends.get('d')?.()
  expect(await d).toBe('d')
  expect(await Promise.race([ask('a'), 'made anew'])).toBe('made anew')
})

test('one that fails gives its place to the next', async () => {
  const pages = createQueryPages<string>({ atOnce: 1, waiting: 1 })
  const failing = pages.get('a', () => Promise.reject(new Error('no')))
  const next = pages.get('b', async () => 'b')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('b')
})
