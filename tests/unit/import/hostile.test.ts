import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { feedHtml } from '#components/article-body/feed-html.ts'
import { openLibrary } from '#lib/content/content.ts'
import { markdownSource } from '#lib/import/markdown/source.ts'
import { createLog } from '#lib/log.ts'
import { hostileHtml, pixel as png } from '../../support/hostile-html.ts'
import { comment, post, wxr } from '../../support/wxr.ts'
import { newSite } from './imported.ts'

const run = 'window.ran=1'
const far = 'https://elsewhere.invalid'
const breakOut = `"><script>${run}</script><img src=${far}/a.png onerror=${run}>`

/** What the signs of other tools may carry; HTML by itself stands in another list. */
const signs: Readonly<Record<string, string>> = {
  'a player that ends its attribute': `{{< youtube id='${breakOut}' >}}`,
  'a player of a program': '{{< video src="javascript:window.ran=1" >}}',
  'a frame of a program': `{% iframe src="javascript:${run}" %}`,
  'a frame of data': '{% embed "data:text/html,<script>1</script>" %}',
  'an embed of a program': `@[card](javascript:${run})`,
  'an embed by a name': `{{< tweet user="<script>" id="${run}" >}}`,
  'a figure of a program': `{{< figure src="javascript:${run}" alt="A" >}}`,
  'a figure that ends its attribute': `{{< figure src='x.png${breakOut}' alt='A' >}}`,
  'a description that ends its attribute': `{{< figure src="x.png" alt='${breakOut}' >}}`,
  'a caption with a program': `{{< figure src="x.png" alt="A" caption='<img src=${far}/a.png onerror=${run}>' >}}`,
  'a caption with a link that runs': `{{< figure src="x.png" alt="A" caption="[x](javascript:${run})" >}}`,
  'a figure with a link that runs': `{{< figure src="x.png" alt="A" link="javascript:${run}" >}}`,
  'a button that runs': `{{< button href="java\nscript:${run}" >}}Words{{< /button >}}`,
  'a button of a component that runs': `<Button href="javascript:${run}">Words</Button>`,
  'a link of a component that runs': `<Link to={"javascript:${run}"}>Words</Link>`,
  'a component with HTML of its own': `<Box dangerouslySetInnerHTML={{ __html: "<script>${run}</script>" }} />`,
  'a component with an event': `<Callout onClick={() => { ${run} }}>Words</Callout>`,
  'a box whose title is a tag': `:::note <img src=${far}/a.png onerror=${run}>\nWords\n:::`,
  'a box whose class is a tag': `::: {.callout-note title="<script>${run}</script>"}\nWords\n:::`,
  'a summary that is a program': `{{< details title="<script>${run}</script>" >}}Words{{< /details >}}`,
  'an unknown shortcode with a program': `{{< sparkle text='<script>${run}</script>' image="${far}/a.png" href="javascript:${run}" >}}`,
  'an attribute of kramdown': `Words\n{: onclick="${run}" style="background:url(${far}/a.png)" }`,
  'an attribute of Pandoc': `![A](x.png){onerror="${run}" srcset="${far}/a.png 2x"}`,
  'an id that ends its attribute': `## Words {#a"onclick=${run}}`,
  'an id of every object': '## Words {#__proto__}\n\n[up](#__proto__)',
  'a value that is a program': `{% assign x = "<script>${run}</script>" %}{{ x }}`,
  'a value that is run': '{{ constructor.constructor("globalThis.x = 1")() }}',
  'a program of the server': '<% globalThis.x = 1 %><%- process.env.SECRET %>',
  'raw HTML by a shortcode': `{{< rawhtml >}}<iframe srcdoc="<script>${run}</script>"></iframe>{{< /rawhtml >}}`,
  'raw within raw': `{% raw %}<script>{% raw %}${run}</script>{% endraw %}`,
  'a tag made of two signs': `<scr{{ "" }}ipt>${run}</scr{{ "" }}ipt>`,
  'a scheme made of two signs': `[Words](java{{ "script:" }}${run})`,
  'a scheme made of a variable': `{% assign x = "javascript:${run}" %}[Words]({{ x }})`,
  'a file of another folder':
    '{{< include "../../../../etc/passwd" >}} {% include_relative ../../secret.md %}',
  'a picture of another folder': '![A](../../../../../../etc/passwd.png)',
  'a link of a wiki that runs': `[[javascript:${run}|Words]] ![[${far}/a.png]]`,
  'a reference that runs': `[Words][a]\n\n[a]: javascript:${run}`,
  'a note that runs': `Words[^1]\n\n[^1]: <img src=${far}/a.png onerror=${run}>`,
  'a formula that is a tag': `$$\n<script>${run}</script>\n$$\n\n$x_1 <img src=${far}/a.png>$`,
  'a listing whose language is a tag': `\`\`\`"><script>${run}</script>\n1\n\`\`\``,
  'a listing by a tag': `{% highlight "><script>${run}</script> %}1{% endhighlight %}`,
  'a heading that is a tag': `## <svg/onload=${run}> Words`,
  'an autolink that runs': `<javascript:${run}> <data:text/html,x>`,
  'signs that stand for parts of ours': 'Words \uE0000\uE001 \uE0039\uE004 \uE002 \uE005',
  'a link to a file of ours': '[Words](/../site.yml) [more](file:///etc/passwd)',
}

const fields = `title: 'A <script>${run}</script> title'
description: '<img src=${far}/a.png onerror=${run}> words'
date: 2020-01-02
author: { name: '"><script>${run}</script>', url: 'javascript:${run}', picture: '../../../etc/passwd.png' }
tags: ['<script>', '../../x', '"onclick="${run}']
aliases: ['javascript:${run}', '//elsewhere.invalid/x', '/../../x', '/staff', '/a"b<c>']
canonical: 'javascript:${run}'
image: '../../../../etc/passwd.png'
lang: '"><script>'
series: '<b>x</b>'
`

test('what attacks a site by an import is put into no page, no field and no file outside the folder', async () => {
  const site = newSite()
  const bodies = { ...signs, ...Object.fromEntries(hostileHtml.map(({ deed, html }) => [deed, html])) }
  for (const [at, typed] of Object.values(bodies).entries())
    for (const end of /<[A-Z]|=\{|\(java/.test(typed) ? ['md', 'mdx'] : ['md'])
      site.put(
        `old/posts/t-${at}-${end}.${end}`,
        `---\ntitle: T ${at}\ndate: 2020-01-02\n---\nBefore.\n\n${typed}\n`,
      )
  site.put('old/posts/x.png', png)
  site.put('old/posts/fields.md', `---\n${fields}---\n\nWords.\n`)
  for (const [at, slug] of [
    '../../../up',
    '..%2f..%2fup',
    'con',
    '.hidden',
    'a\\u0000b',
    '<script>',
    'x'.repeat(300),
  ].entries())
    site.put(
      `old/posts/s-${at}.md`,
      `---\ntitle: S ${at}\ndate: 2020-01-02\nslug: "${slug}"\n---\n\nWords.\n`,
    )
  await site.bring(markdownSource(site.place('old'), undefined))
  const { replies } = await site.take(
    wxr([
      post(
        1,
        {},
        comment(1, {
          'wp:comment_content': `A <script>${run}</script><img src=${far}/a.png onerror=${run}> <a href="javascript:${run}">b</a>`,
          'wp:comment_author': '<b onclick=x>Eve</b>',
          'wp:comment_author_url': `javascript:${run}`,
        }),
      ),
    ]),
  )
  expect(replies).toMatchObject([{ website: undefined }])
  expect(replies[0]?.comment).not.toMatch(/<|javascript:/)
  expect(site.files().every((name) => !/passwd|secret/.test(basename(name)))).toBe(true)

  const library = await openLibrary({
    contentDir: site.place('content'),
    now: () => Date.parse('2026-11-23'),
    log: createLog('error', () => undefined),
    invalidate: () => {},
    watch: false,
  })
  try {
    const errors = library.faults().filter(({ severity }) => severity === 'error')
    expect(errors.map(({ file, message }) => `${basename(file)}: ${message}`)).toEqual([])
    const articles = library.articles()
    expect(articles.length).toBeGreaterThan(Object.keys(bodies).length - 8)
    for (const article of articles) {
      const html = await feedHtml(await library.body(article), article.lang)
      const bare = html.replace(/="[^"]*"/g, '=')
      const at = `${article.title}: ${html}`
      expect(bare, at).not.toMatch(
        /<(?:script|style|iframe|object|embed|svg|math|form|input|base|meta|link|template|video|audio)\b|<[^>]*\s(?:on\w+|style|srcset|srcdoc|action|formaction|poster)\s*=/i,
      )
      for (const [, src] of html.matchAll(/\ssrc="([^"]*)"/g)) expect(src, at).toMatch(/^\/pictures\//)
      for (const [, href] of html.matchAll(/\s(?:href|cite)="([^"]*)"/g))
        expect(href, at).toMatch(/^(?:https?:|mailto:|tel:|\/|#|[\w.-]+$)/i)
      expect(html, at).not.toMatch(/[\uE000-\uE00F]|root:x:/)
      expect(article.canonical ?? 'https:', at).toMatch(/^https?:/)
    }
    expect('x' in globalThis).toBe(false)
  } finally {
    library.close()
  }
}, 120_000)
