import { expect, test } from 'vitest'
import { feedHtml } from '#components/article-body/feed-html.ts'
import { llmsText } from '#lib/content/llms.ts'
import { articleMarkdown, pageMarkdown } from '#lib/content/markdown.ts'
import { article, contentFolder, png } from './folder.ts'

const siteUrl = 'https://example.org'

const body = `Read [the other one](/articles/other) and [below](#warm-up), *slowly*, at 2 \\* 3.

## Warm up

<Callout kind="warning" title="Take care">
Not with *pain*.
</Callout>

<Steps>
1. Stand
2. Breathe
</Steps>

<Details title="Why so?">
Because.
</Details>

<Figure src="plan.png" alt="A plan" caption="The plan" />

| Day | Minutes |
| --- | --- |
| One | 5 |

\`\`\`sh
run --fast
\`\`\`
`

const files = {
  'authors/ann.yml': 'name: Ann Lee\nrole: Physiotherapist\n',
  'articles/one.mdx': article(body, {
    title: '"Stretch: *why* [and] how"',
    author: 'ann',
    topics: '[Health]',
    updated: '2026-11-22',
    image: 'plan.png',
    imageAlt: 'A plan',
  }),
  'articles/one/plan.png': png,
  'articles/other.mdx': article('Words.', { lang: 'fr', description: '""' }),
  'pages/about.mdx': '---\ntitle: About us\ndescription: Who we are\n---\nSee [articles](/articles).\n',
}

test('an article as Markdown: its head without front matter, components as plain Markdown, links whole', async () => {
  const { library } = await (await contentFolder(files)).open()
  const found = library.article('one')
  if (found.kind !== 'here') throw new Error('No article')
  const html = await feedHtml(await library.body(found.item), found.item.lang)
  const url = `${siteUrl}/articles/one`
  expect(articleMarkdown(found.item, html, { siteUrl, url })).toBe(`# Stretch: \\*why\\* \\[and] how

What it says

By Ann Lee · 20 November 2026 · Updated 22 November 2026

<https://example.org/articles/one>

![A plan](https://example.org/pictures/plain/articles/one/plan.png)

Read [the other one](https://example.org/articles/other) and [below](https://example.org/articles/one#warm-up), _slowly_, at 2 \\* 3.

## Warm up

> **Warning: Take care**
>
> Not with _pain_.

1. Stand
2. Breathe

**Why so?**

Because.

![A plan](https://example.org/pictures/plain/articles/one/plan.png)

The plan

| Day | Minutes |
| - | - |
| One | 5 |

\`\`\`sh
run --fast
\`\`\`
`)
})

test('its first sentences are not said twice, its words are in its language; a page is the same without a byline', async () => {
  const { library } = await (await contentFolder(files)).open()
  const found = library.article('other')
  const page = library.page('about')
  if (found.kind !== 'here' || page.kind !== 'here') throw new Error('Not there')
  const french = await feedHtml(await library.body(found.item), 'fr')
  expect(articleMarkdown(found.item, french, { siteUrl, url: 'https://elsewhere.example/x' })).toBe(
    '# A title\n\n20 novembre 2026\n\n<https://elsewhere.example/x>\n\nWords.\n',
  )
  const html = await feedHtml(await library.body(page.item), 'en')
  expect(pageMarkdown(page.item, html, { siteUrl, url: `${siteUrl}/about` })).toBe(
    '# About us\n\nWho we are\n\n<https://example.org/about>\n\nSee [articles](https://example.org/articles).\n',
  )
})

test('llms.txt names the site, its articles by topic and its pages, each link in one line', async () => {
  const { library } = await (await contentFolder(files)).open()
  expect(llmsText(library, siteUrl)).toBe(`# Broadsheet

## Health

- [Stretch: *why* \\[and\\] how](https://example.org/articles/one.md): What it says

## Articles

- [A title](https://example.org/articles/other.md): Words.

## Pages

- [About us](https://example.org/about.md): Who we are

## Optional

- [RSS feed](https://example.org/feed.xml)
- [Articles](https://example.org/articles)
- [sitemap.xml](https://example.org/sitemap.xml)
`)
})
