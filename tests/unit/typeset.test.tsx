import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ArticleList } from '#components/article-list.tsx'
import { type BodyViews, bodyComponent } from '#lib/content/render.ts'
import { typeset } from '#lib/typeset.ts'
import { anArticle } from './components/articles.ts'
import { article, contentFolder } from './content/folder.ts'

test.each([
  ['Attention : appelez !', 'Attention\u00a0: appelez\u202f!'],
  ['Vraiment ? Oui ; « demain »', 'Vraiment\u202f? Oui\u202f; «\u00a0demain\u00a0»'],
  ['deux  espaces ?!', 'deux  espaces\u202f?!'],
  ['une ligne\n: la suivante', 'une ligne\u00a0: la suivante'],
  ['déjà\u00a0: juste\u202f!', 'déjà\u00a0: juste\u202f!'],
  ['https://example.org/?a=1;b', 'https://example.org/?a=1;b'],
  ['12:30', '12:30'],
])('%j is set as %j in French', (typed, set) => {
  expect(typeset(typed, 'fr')).toBe(set)
  expect(typeset(typed, 'fr-CA')).toBe(set)
  expect(typeset(typed, 'en-GB')).toBe(typed)
  expect(typeset(typed, 'frr')).toBe(typed)
})

const views = {
  Callout: ({ title, children }: { title?: string; children?: never }) => (
    <aside>
      {title}
      {children}
    </aside>
  ),
} as unknown as BodyViews

const body = [
  '## Que faire ?',
  'Le **dos** : une douleur *aiguë* ; voir [la fiche](https://example.org/a) !',
  'Le code `a ? b : c` reste.',
  '```\na ? b : c\n```',
  '- « Oui »',
  '<Callout title="Important : à lire">\nVite !\n</Callout>',
].join('\n\n')

test('no line of a French text begins with a sign that belongs to the line before, and code stays as it was', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article(body, { lang: 'fr' }) })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  const [item] = library.articles()
  if (!item) throw new Error('No article.')
  const Body = await bodyComponent(await library.body(item), item.lang)
  const html = renderToStaticMarkup(createElement(Body, { components: views }))
  expect(html.match(/a \? b : c/g)).toHaveLength(2)
  const text = html.replace(/<code>.*?<\/code>/gs, '').replace(/<[^>]*>/g, '')
  expect(text).not.toMatch(/[ \n]+[:;?!»]|«[ \n]/)
  expect(text).toContain('Que faire\u202f?')
  expect(text).toContain('Important\u00a0: à lire')
  expect(text).toContain('aiguë\u202f; voir')
})

test('titles of French articles are set so wherever they stand', () => {
  const one = anArticle({ lang: 'fr', title: 'Que faire ?', description: 'Le dos : que faire ?' })
  const html = renderToStaticMarkup(<ArticleList articles={[one]} />)
  expect(html).toContain('Que faire\u202f?')
  expect(html).toContain('Le dos\u00a0: que faire\u202f?')
})
