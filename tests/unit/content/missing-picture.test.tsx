import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { articleComponentsIn } from '#components/article-body/components-in.tsx'
import { feedHtml } from '#components/article-body/feed-html.ts'
import type { Library } from '#lib/content/article.ts'
import { bodyComponent } from '#lib/content/render.ts'
import { patience } from '../../support/patience.ts'
import { becomes } from '../../support/soon.ts'
import { article, contentFolder, png } from './folder.ts'

function itemOf(library: Library) {
  const found = library.article('x')
  return found.kind === 'here' ? found.item : expect.fail(`x is ${found.kind}`)
}

async function pageOf(library: Library): Promise<string> {
  const Body = await bodyComponent(await library.body(itemOf(library)))
  const html = renderToStaticMarkup(<Body components={articleComponentsIn('en-GB')} />)
  return html.replace(/ class="[^"]*"/g, '').trim()
}

async function feedOf(library: Library): Promise<string> {
  return (await feedHtml(await library.body(itemOf(library)), 'en-GB')).trim()
}

for (const [what, ending, text, page, feed] of [
  ['a picture', 'md', '![A ramp](a.png)', '<p>A ramp</p>', '<p>A ramp</p>'],
  ['one in a sentence', 'md', 'See ![a ramp](a.png).', '<p>See a ramp.</p>', '<p>See a ramp.</p>'],
  ['one that is no picture', 'mdx', '![A ramp](a.exe)', '<p>A ramp</p>', '<p>A ramp</p>'],
  ['one without a description', 'md', 'One.\n\n![](a.png)', '<p>One.</p>', '<p>One.</p>'],
  [
    'one without a description that leads on',
    'md',
    'One.\n\n[![](a.png)](https://example.org)',
    '<p>One.</p>',
    '<p>One.</p>',
  ],
  [
    'a figure',
    'mdx',
    '<Figure src="a.png" alt="A ramp" caption="Since May" />',
    '<figure><p>A ramp</p><figcaption>Since May </figcaption></figure>',
    '<figure><p>A ramp</p><figcaption>Since May </figcaption></figure>',
  ],
  [
    'a figure in HTML',
    'md',
    '<figure><img src="a.png" alt="A ramp"><figcaption>Since May</figcaption></figure>',
    '<figure>A ramp<figcaption>Since May</figcaption></figure>',
    '<figure>A ramp<figcaption>Since May</figcaption></figure>',
  ],
  [
    'a map',
    'mdx',
    '<Map href="https://example.org/map" src="a.png" alt="A plan">Where we are</Map>',
    '<figure><a href="https://example.org/map" rel="noopener noreferrer"><span>A plan</span><span>Where we are</span></a></figure>',
    '<figure><a href="https://example.org/map">A plan</a><figcaption><a href="https://example.org/map">Where we are</a></figcaption></figure>',
  ],
  [
    'a figure in HTML of which nothing is said',
    'md',
    'One.\n\n<figure><img src="a.png"></figure>',
    '<p>One.</p>',
    '<p>One.</p>',
  ],
] as const)
  test(`where it is not there the description stands in, on the page and in a feed: ${what}`, async () => {
    const folder = await contentFolder({ [`articles/x.${ending}`]: article(text) })
    const { library } = await folder.open()
    expect((await pageOf(library)).replace(/\s*\n\s*/g, '')).toBe(page)
    expect((await feedOf(library)).replace(/\s*\n\s*/g, '')).toBe(feed)
    const told = library.faults().filter(({ ruleId }) => ruleId === 'missing-picture')
    expect(told.map(({ severity }) => severity)).toEqual(['warning'])
  })

test('pictures that were put there first come with their article', async () => {
  const folder = await contentFolder({ 'articles/other.mdx': article() })
  const { library, logged } = await folder.open({ watch: true })
  for (const name of ['cover.png', 'a.png', 'more/b.png']) await folder.write(`articles/x/${name}`, png)
  await folder.write(
    'articles/x.mdx',
    article('![A ramp](a.png) ![A door](more/b.png)', { image: 'cover.png', imageAlt: 'A door' }),
  )
  await vi.waitFor(() => itemOf(library), { timeout: patience, interval: 5 })
  expect(itemOf(library).image).toBeDefined()
  expect((await pageOf(library)).match(/<img/g)).toHaveLength(2)
  expect(logged.filter(({ level }) => level !== 'info')).toEqual([])
})

test('a picture and a cover that come later appear, and those that go give way again', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('![A ramp](a.png)', { image: 'cover.png', imageAlt: 'A door' }),
  })
  const { library, dropped } = await folder.open({ watch: true })
  const shown = async () => ({
    ...{ body: (await pageOf(library)).includes('<img'), cover: itemOf(library).image !== undefined },
    told: library.faults().length,
  })
  expect(await shown()).toEqual({ body: false, cover: false, told: 2 })
  await folder.write('articles/x/a.png', png)
  await folder.write('articles/x/cover.png', png)
  await becomes(shown, { body: true, cover: true, told: 0 })
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'articles']))
  await folder.remove('articles/x')
  await becomes(shown, { body: false, cover: false, told: 2 })
  expect(dropped()).toEqual(expect.arrayContaining(['article:x', 'articles']))
})
