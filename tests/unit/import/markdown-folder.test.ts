import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { markdownSource } from '#lib/import/markdown/source.ts'
import type { Tool } from '#lib/import/markdown/tool.ts'
import type { AuthorItem, Item, TextItem } from '#lib/import/model.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function siteOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'old-site-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function read(folder: string, from?: Tool) {
  const told: string[] = []
  const source = markdownSource(folder, from)
  const items: Item[] = []
  for await (const item of source.items({
    add: (outcome, what, place, detail) => {
      told.push(
        `${outcome}: ${what} (${relative(folder, place?.file ?? '')}:${place?.line})${detail ? ` ${detail}` : ''}`,
      )
    },
  }))
    items.push(item)
  const texts = items.filter((item): item is TextItem => item.kind === 'article' || item.kind === 'page')
  const authors = items.filter((item): item is AuthorItem => item.kind === 'author')
  const html = (key: string) => {
    const body = texts.find((text) => text.key === key)?.body(() => {})
    return body && 'html' in body ? body.html.replace(/\s*\n\s*/g, '') : undefined
  }
  const text = (key: string) => texts.find((one) => one.key === key)
  return { items, texts, authors, told, html, text, source }
}

const picture = 'not looked into'

test('Hugo: fields, permalinks, languages, bundles, pictures, shortcodes and references', async () => {
  const folder = siteOf({
    'hugo.toml': `baseURL = "https://old.example/"
title = "Harbour news"
defaultContentLanguage = "en"
timeZone = "Europe/Lisbon"
[permalinks]
news = "/:year/:month/:slug/"
[languages.en]
weight = 1
[languages.fr]
weight = 2
[params]
phone = "555 0100"
`,
    'content/news/opening.md': `---
title: "The harbour
opens again"
date: 2019-03-04 09:30:00 -0500
lastmod: 2019-04-01
expiryDate: 2031-01-01
summary: What is *new* at the quay.
authors: [jdoe, "Ann Other"]
tags: [Boats, boats, "#internal"]
categories: [blog, Sea]
featureImage: /images/quay.jpg
featureImageAlt: The quay at noon
aliases: [/old/opening/, "https://old.example/2018/opening"]
layout: wide
---

# The harbour opens again

Call {{< param phone >}} or see [the other]({{< ref "news/closing.md#why" >}}) and [a list](../closing.md).

{{< figure src="quay.jpg" alt="Boats" caption="Half past *three*" >}}

{{< youtube abcdefghijk >}}

{{% notice tip %}}
Bring **boots**.
{{% /notice %}}

{{< sparkle count="3" text="Shining words here" >}}

\`\`\`go
{{</* figure src="shown.png" */>}}
\`\`\`
`,
    'content/news/opening.fr.md': '---\ntitle: Le port rouvre\ndate: 2019-03-04\n---\n\nOui.\n',
    'content/news/closing/index.md': `+++
title = "Closing"
date = 2019-05-06
draft = true
[extra]
+++

![The gate](gate.png)
`,
    'content/news/closing/gate.png': picture,
    'content/news/_index.md': '---\ntitle: News\n---\n',
    'static/images/quay.jpg': picture,
    'data/authors.yml':
      'jdoe:\n  name: Jane Doe\n  bio: Writes about *boats*.\n  url: https://jane.example/\n',
    'README.md': '# About this repository\n',
  })
  const { items, authors, told, html, text, source } = await read(folder)
  expect(items[0]).toMatchObject({
    kind: 'site',
    addresses: ['https://old.example'],
    title: 'Harbour news',
    lang: 'en',
    timeZone: 'Europe/Lisbon',
  })
  expect(text('content/news/opening.md')).toMatchObject({
    kind: 'article',
    title: 'The harbour opens again',
    date: { at: Date.UTC(2019, 2, 4, 14, 30) },
    updated: { local: '2019-04-01' },
    expires: { local: '2031-01-01' },
    description: 'What is new at the quay.',
    authors: ['jdoe', 'ann-other'],
    topics: ['Boats', 'internal', 'Sea'],
    image: { address: '/static/images/quay.jpg', alt: 'The quay at noon' },
    oldPaths: ['/2019/03/opening/', '/old/opening/', '/2018/opening'],
  })
  expect(authors).toEqual([
    expect.objectContaining({
      key: 'jdoe',
      name: 'Jane Doe',
      bio: 'Writes about boats.',
      links: ['https://jane.example/'],
    }),
    expect.objectContaining({ key: 'ann-other', name: 'Ann Other' }),
  ])
  expect(text('content/news/opening.fr.md')).toMatchObject({ lang: 'fr', oldPaths: ['/fr/2019/03/opening/'] })
  expect(text('content/news/closing/index.md')).toMatchObject({
    draft: 'a draft',
    title: 'Closing',
    slug: 'closing',
  })
  expect(html('content/news/closing/index.md')).toBe(
    '<p><img src="/content/news/closing/gate.png" alt="The gate"></p>',
  )
  const item = text('content/news/opening.md')
  expect(item && source.locate?.('/static/images/quay.jpg', item)).toBe(
    join(folder, 'static/images/quay.jpg'),
  )
  expect(html('content/news/opening.md')).toBe(
    '<p>Call 555 0100 or see <a href="/2019/05/closing/#why">the other</a> and <a href="/2019/05/closing/">a list</a>.</p>' +
      '<figure><img src="/static/images/quay.jpg" alt="Boats"><figcaption>Half past <em>three</em></figcaption></figure>' +
      '<p><a data-embed="" href="https://www.youtube.com/watch?v=abcdefghijk">YouTube: abcdefghijk</a></p>' +
      '<blockquote data-callout="tip"><p>Bring <strong>boots</strong>.</p></blockquote>' +
      '<p>Shining words here</p>' +
      '<pre><code class="language-go">{{&#x3C; figure src="shown.png" >}}</code></pre>',
  )
  expect(told).toContain('left-out: fields “layout” (content/news/opening.md:1)')
  expect(told).toContain('left-out: pages that are lists (content/news/_index.md:1)')
  expect(told.some((one) => one.startsWith('converted: unknown shortcodes and tags “sparkle”'))).toBe(true)
})

test('Jekyll: names with dates, permalinks, tags of Liquid, attributes of kramdown', async () => {
  const folder = siteOf({
    '_config.yml': 'title: Club\nurl: https://club.example\nbaseurl: /site\npermalink: pretty\n',
    '_posts/2016-05-06-spring-walk.md': `---
title: Spring walk: the long way
categories: [walks]
tags: spring long
published: false
---
Start at [the mill]({{ site.baseurl }}/mill/) and read {% post_url 2016-04-01-shoes %}.
{: .warning }

* TOC
{:toc}

## The way {#way}

{% include figure.html src="/assets/map.png" alt="A map" caption="The map" %}

{% if page.x %}Only here{% endif %} {{ unknown.thing }}done.

{% highlight ruby %}
puts "{{ x }}"
{% endhighlight %}

Write {% raw %}{{ name }}{% endraw %}. Back [up](#way){:target="_blank"}.
`,
    '_posts/2016-04-01-shoes.md': '---\ntitle: Shoes\n---\nGood ones.\n',
    '_drafts/someday.md': '---\ntitle: Someday\n---\nLater.\n',
    'about.md': '---\ntitle: About the club\npermalink: /about-us/\n---\nWe walk.\n',
    'assets/map.png': picture,
  })
  const { text, html, told } = await read(folder)
  expect(text('_posts/2016-05-06-spring-walk.md')).toMatchObject({
    title: 'Spring walk: the long way',
    date: { local: '2016-05-06' },
    topics: ['spring', 'long', 'walks'],
    draft: 'not published',
    slug: 'spring-walk',
  })
  expect(text('_posts/2016-04-01-shoes.md')?.oldPaths).toEqual(['/site/2016/04/01/shoes/'])
  expect(text('_drafts/someday.md')).toMatchObject({ kind: 'article', draft: 'a draft' })
  expect(text('about.md')).toMatchObject({ kind: 'page', oldPaths: ['/site/about-us/'] })
  expect(html('_posts/2016-05-06-spring-walk.md')).toBe(
    '<blockquote data-callout="warning"><p>Start at <a href="/site/mill/">the mill</a> and read /site/2016/04/01/shoes/.</p></blockquote>' +
      '<h2>The way</h2>' +
      '<figure><img src="/assets/map.png" alt="A map"><figcaption>The map</figcaption></figure>' +
      '<p>Only here done.</p>' +
      '<pre><code class="language-ruby">puts "{{ x }}"</code></pre>' +
      '<p>Write <code>{{ name }}</code>. Back <a href="#the-way">up</a>.</p>',
  )
  expect(
    told.some(
      (one) =>
        one.includes('that only the old site knows (_posts/2016-05-06-spring-walk.md:') &&
        one.endsWith('unknown.thing'),
    ),
  ).toBe(true)
})

test('Zola, Quarto, Zenn and Hexo: their fields, boxes, tags and signs', async () => {
  const folder = siteOf({
    'config.toml': 'base_url = "https://z.example"\n[extra]\n',
    'content/posts/stones.md': `+++
title = "Stones"
path = "2020/01/02/stones"
[taxonomies]
tags = ["Rock"]
[extra]
author = "Ann Other"
+++
See [it](@/posts/sand.md).

::: {.callout-important title="Mind"}
Sharp edges.
:::

:::details More
Inside.
:::

{{ youtube(id="abcdefghijk") }}

{% quote(author="Jane") %}
Heavy.
{% end %}

@[card](https://example.org/x)

![](/images/a.png =250x)

{% asset_img b.png "A beach at low tide" %}
`,
    'content/posts/sand.md': '+++\ntitle = "Sand"\ndate = 2020-01-03T10:00:00Z\n+++\nFine.\n',
    'static/images/a.png': picture,
    'content/posts/b.png': picture,
  })
  const { text, html } = await read(folder)
  expect(text('content/posts/stones.md')).toMatchObject({
    date: { local: '2020-01-02' },
    authors: ['ann-other'],
    topics: ['Rock'],
    oldPaths: ['/2020/01/02/stones'],
  })
  expect(text('content/posts/sand.md')?.date).toEqual({ at: Date.UTC(2020, 0, 3, 10) })
  expect(html('content/posts/stones.md')).toBe(
    '<p>See <a href="/posts/sand/">it</a>.</p>' +
      '<blockquote data-callout="important"><p><strong>Mind</strong></p><p>Sharp edges.</p></blockquote>' +
      '<details><summary>More</summary><p>Inside.</p></details>' +
      '<p><a data-embed="" href="https://www.youtube.com/watch?v=abcdefghijk">YouTube: abcdefghijk</a></p>' +
      '<blockquote><p>Heavy.</p><p>— Jane</p></blockquote>' +
      '<p><a data-embed="" href="https://example.org/x">example.org/x</a></p>' +
      '<p><img src="/static/images/a.png" alt=""></p>' +
      '<p><img src="/content/posts/b.png" alt="A beach at low tide"></p>',
  )
})

test('components of others: text stays, programs go, what only looks like a tag is text', async () => {
  const folder = siteOf({
    'posts/parts.mdx': `---
title: Parts
date: "January 5th, 2021"
author: { name: Jane Doe, url: "https://jane.example" }
---
import Chart from '../chart'

export const meta = { a: 1 }

<Callout type="warning">
  Mind the **step**.
</Callout>

<Chart data={[1, 2]} />

<Tabs><Tab title="One">First words.</Tab></Tabs>

Two {1 + 1} and {"three"} <Link href="/x">four</Link> <span style={{ color: 'red' }}>five</span>

<YouTube id="abcdefghijk" />
`,
    'posts/broken.mdx':
      '---\ntitle: Broken\ndate: 2021-01-06\n---\n\n5 < 6 and {open\n\n<Note>Kept.</Note>\n',
    'posts/types.md': `---
title: Types
date: 21/01/2021
---
# Types

A Vec<T> of <gmaxwell> and \`<b>\`.

### Deep

<script>alert(1)</script>

<div markdown="1">
**Bold**
</div>

<Note>

Words.

</Note>

[run](javascript:alert(1)) a[[1]] [[Parts]]
`,
  })
  const { text, html, authors, told } = await read(folder)
  expect(text('posts/parts.mdx')).toMatchObject({ date: { local: '2021-01-05' }, authors: ['jane-doe'] })
  expect(authors[0]).toMatchObject({ name: 'Jane Doe', links: ['https://jane.example'] })
  expect(html('posts/parts.mdx')).toBe(
    '<blockquote data-callout="warning"><p>Mind the <strong>step</strong>.</p></blockquote>' +
      '<p><strong>One</strong></p><p>First words.</p>' +
      '<p>Two  and three <a href="/x">four</a> <span>five</span></p>' +
      '<p><a data-embed="" href="https://www.youtube.com/watch?v=abcdefghijk">YouTube: abcdefghijk</a></p>',
  )
  expect(html('posts/broken.mdx')).toBe(
    '<p>5 &#x3C; 6 and {open</p><blockquote data-callout="note"><p>Kept.</p></blockquote>',
  )
  expect(text('posts/types.md')?.date).toEqual({ local: '2021-01-21' })
  expect(html('posts/types.md')).toBe(
    '<p>A Vec&#x3C;T> of &#x3C;gmaxwell> and <code>&#x3C;b></code>.</p><h2>Deep</h2>' +
      '<div><p><strong>Bold</strong></p></div>' +
      '<blockquote data-callout="note"><p>Words.</p></blockquote>' +
      '<p>run a[[1]] <a href="/posts/parts/">Parts</a></p>',
  )
  const outcomes = told.map((one) => one.replace(/ \(.*$/, ''))
  expect(outcomes).toContain('left-out: unknown shortcodes and tags “Chart”')
  expect(outcomes).toContain('left-out: <script>')
  expect(told).toContain('left-out: lines of program (import, export) (posts/parts.mdx:6)')
})

test('signs of real sites: what a reader saw there stands here, and none of the signs', async () => {
  const bodies: Record<string, [typed: string, html: string]> = {
    'a picture in a link': [
      '[{% image assets/a.png "A *quay*" %}](https://x.example/a) and [\n{{< img src="assets/a.png" alt="A quay" >}}\n](https://x.example/b)',
      '<p><a href="https://x.example/a"><img src="/assets/a.png" alt="A *quay*"></a> and <a href="https://x.example/b"><img src="/assets/a.png" alt="A quay"></a></p>',
    ],
    'an id in a comment of JSX': [
      '## New things {/*new-things*/}\n\n### `<A />` {/*a*/}\n\nSee [it](#a).{/* not yet */}',
      '<h2>New things</h2><h3><code>&#x3C;A /></code></h3><p>See <a href="#a">it</a>.</p>',
    ],
    'raw within code': [
      'Write `{% raw %}{{ now }}{% endraw %}` or\n\n```\n{% raw %}\n{{ x }}\n{% endraw %}\n```',
      '<p>Write <code>{{ now }}</code> or</p><pre><code>{{ x }}</code></pre>',
    ],
    'a description with quotation marks': [
      '![Notes](assets/a.png){fig-alt="They say: \\"Process\\""}',
      '<p><img src="/assets/a.png" alt="Notes"></p>',
    ],
    'a reference within brackets': [
      'Done. [[Bug #1]] [[Bug #2]]\n\n[Bug #1]: https://x.example/1\n[bug  #2]: https://x.example/2',
      '<p>Done. [<a href="https://x.example/1">Bug #1</a>] [<a href="https://x.example/2">Bug #2</a>]</p>',
    ],
    'a link by its name with a title': [
      "{% post_link t-0 '<b>One</b> two' %}",
      '<p><a href="/posts/t-0/">&#x3C;b>One&#x3C;/b> two</a></p>',
    ],
    formulas: [
      'Let $x_i * y_i = \\frac{1}{2}$, for $5 and $10.\n\n$$\n\\sum_{i=1}^N x_i \\\\\n\\cdot 2\n$$\n\n- So $$a < b$$.',
      '<p>Let <code>x_i * y_i = \\frac{1}{2}</code>, for $5 and $10.</p><pre><code class="language-latex">\\sum_{i=1}^N x_i \\\\\\cdot 2</code></pre><ul><li>So <code>a &#x3C; b</code>.</li></ul>',
    ],
    'prices and shells': [
      'From $5_000 to $6_000, in `$HOME` and $HOME/bin or $PATH.',
      '<p>From $5_000 to $6_000, in <code>$HOME</code> and $HOME/bin or $PATH.</p>',
    ],
  }
  const files = Object.entries(bodies).map(([name, [typed]], at) => [
    `posts/t-${at}.md`,
    `---\ntitle: ${name}\ndate: 2020-01-02\n---\n\n${typed}\n`,
  ])
  const { text, html } = await read(
    siteOf({
      ...Object.fromEntries(files),
      'assets/a.png': picture,
      'posts/untitled.md':
        '---\ndate: 2020-01-03\n---\n\n{% highlight "bash" %}\n# Local project\n{% endhighlight %}\n\n- a\n  ~~~\n  # No title\n  ~~~\n',
      'docs/contributing.md': '---\ntitle: How to help\ndate: 2020-01-04\n---\n\nWords.\n',
    }),
  )
  for (const [at, [name, [, expected]]] of Object.entries(bodies).entries())
    expect(html(`posts/t-${at}.md`), name).toBe(expected)
  expect(text('posts/untitled.md')?.title).toBe('Untitled')
  expect(text('docs/contributing.md')?.title).toBe('How to help')
})

test('a language that nobody named is told by the letters, and Hugo’s by files of their own', async () => {
  const texts = {
    he: 'הועבר לחבילה אחרת מאז גרסה קודמת, אנא השתמש בספרייה במקום.',
    ar: 'إليك ما يحدث عندما نعرض هذه الصفحة على الشاشة في كل مرة.',
    fa: 'این صفحه چه می‌گوید و چگونه پیش می‌رود؟ گزارش ما را بخوانید.',
    ja: 'この記事では昨年にやった事を振り返り、今年の予定をまとめます。',
    zh: '经常在服务端上修改文件，分享一下个人常用的简单配置。',
    ru: 'Мы выпустили новую версию и исправили эти ошибки, спасибо всем вам.',
  }
  const body = (words: string) =>
    `---\ndate: 2020-01-02\ntitle: x\n---\n\n${words}\n\n\`\`\`\n${'code here '.repeat(30)}\n\`\`\`\n`
  const files = Object.entries(texts).map(([lang, words]) => [`content/posts/${lang}-text.md`, body(words)])
  const { text, items } = await read(
    siteOf({
      ...Object.fromEntries(files),
      'content/de/posts/a.md': body('Wir berichten von Personen, die Probleme haben.'),
      'content/posts/en.md': body('We say it in words, and one of them is שלום.'),
      'config/_default/hugo.toml': 'baseURL = "https://old.example/"\ndefaultContentLanguage = "en"\n',
      'config/_default/languages.de.toml': 'title = "Neues"\n',
      'config/_default/languages.en.toml': 'title = "News"\n',
    }),
  )
  for (const lang of Object.keys(texts)) expect(text(`content/posts/${lang}-text.md`)?.lang).toBe(lang)
  expect(text('content/de/posts/a.md')?.lang).toBe('de')
  expect(text('content/posts/en.md')?.lang).toBeUndefined()
  expect(items[0]).toMatchObject({ title: 'News', lang: 'en' })
})

test('without a date, a title, sound fields or UTF-8 a text is taken, and what stands in is told', async () => {
  const folder = siteOf({
    'articles/no-date.md': '# What it is called\n\nWords[^1].\n\n[^1]: A *note*.\n',
    'articles/broken.md': '---\ntitle: [never closed\ndate: 2020-02-03\n---\nWords.\n',
    'articles/2020-02-04-named-only.md': 'Just words.\n',
    'articles/empty.md':
      '---\ntitle: A link\ndate: 2020-02-05\nsource_url: https://example.org/a\ndescription: What it says.\n---\n',
    'notes.adoc': '= Other\n',
  })
  const { text, html, told } = await read(folder)
  expect(text('articles/no-date.md')).toMatchObject({ kind: 'article', title: 'What it is called' })
  const body = text('articles/no-date.md')?.body(() => {})
  expect(body).toEqual({
    html: '<p>Words<sup data-note="1"></sup>.</p>',
    notes: [{ key: '1', html: '<p>A <em>note</em>.</p>' }],
  })
  expect(text('articles/broken.md')).toMatchObject({ title: '[never closed', date: { local: '2020-02-03' } })
  expect(text('articles/2020-02-04-named-only.md')).toMatchObject({
    title: 'Named only',
    date: { local: '2020-02-04' },
  })
  expect(html('articles/empty.md')).toBe(
    '<p>What it says.</p><p><a href="https://example.org/a">A link</a></p>',
  )
  expect(told).toContain('left-out: texts in other forms than Markdown (notes.adoc:undefined)')
  expect(told.some((one) => one.startsWith('to-do: articles without a date'))).toBe(true)
})

test('nothing outside the folder is read', async () => {
  const folder = siteOf({
    'a/posts/x.md':
      '---\ntitle: X\ndate: 2020-01-01\n---\n![x](../../../secret.png) [y](../../../../etc/hosts.txt)\n',
    'secret.png': picture,
    'a/_config.yml': 'title: A\n',
  })
  const { html, source, texts } = await read(join(folder, 'a'))
  expect(html('posts/x.md')).not.toContain(folder)
  const [item] = texts
  expect(item && source.locate?.('../../secret.png', item)).toBeUndefined()
  expect(item && source.locate?.('/../secret.png', item)).toBeUndefined()
})
