import { expect, test } from 'vitest'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { article, contentFolder } from './folder.ts'

test('a translation named in one file counts for all of them, and goes with that file', async () => {
  const folder = await contentFolder({
    'articles/sleep.mdx': article('Words.', {
      translations: '{ de: /articles/schlaf, fr: /articles/sommeil }',
    }),
    'articles/schlaf.mdx': article('Words.', { lang: 'de' }),
    'articles/sommeil.mdx': article('Words.', { lang: 'fr', translations: '{ en-GB: /articles/sleep }' }),
    'articles/other.mdx': article(),
  })
  const { library, dropped } = await folder.open()
  const context: RequestContext = { id: '1', client: '-', cacheTags: new Set() }
  const versions = (slug: string) =>
    withRequest(context, async () => {
      const found = library.article(slug)
      if (found.kind !== 'here') throw new Error(`No article ${slug}`)
      return Object.fromEntries(library.translations(found.item).map(({ lang, path }) => [lang, path]))
    })
  expect(await versions('sleep')).toEqual({ de: '/articles/schlaf', fr: '/articles/sommeil' })
  expect(await versions('schlaf')).toEqual({ 'en-GB': '/articles/sleep', fr: '/articles/sommeil' })
  expect(await versions('sommeil')).toEqual({ 'en-GB': '/articles/sleep', de: '/articles/schlaf' })
  expect(await versions('other')).toEqual({})
  context.cacheTags.clear()
  await versions('schlaf')

  await folder.write('articles/sleep.mdx', article('Words.', { translations: '{ fr: /articles/sommeil }' }))
  await library.refresh()
  expect(dropped().filter((tag) => context.cacheTags.has(tag))).toContain('translated:/articles/schlaf')
  expect(await versions('schlaf')).toEqual({})
  await folder.remove('articles/sleep.mdx')
  await library.refresh()
  expect(await versions('sommeil')).toEqual({})
})

test('a translation is found in any spelling of its address, and not while it is away', async () => {
  const folder = await contentFolder({
    'articles/sleep.mdx': article('Words.', { translations: '{ he: /articles/%D7%A9%D7%99%D7%A0%D7%94 }' }),
    'articles/שינה.mdx': article('Words.', { lang: 'he' }),
  })
  const { library } = await folder.open()
  const versions = (slug: string) => {
    const found = library.article(slug)
    return found.kind === 'here' ? library.translations(found.item) : []
  }
  const hebrew = { lang: 'he', path: '/articles/%D7%A9%D7%99%D7%A0%D7%94' }
  expect(versions('sleep')).toEqual([hebrew])
  expect(versions('שינה')).toEqual([{ lang: 'en-GB', path: '/articles/sleep' }])
  await folder.write('articles/שינה.mdx', article('Words.', { lang: 'he', draft: 'true' }))
  await library.refresh()
  expect(versions('sleep')).toEqual([])
})
