import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { unpacked } from '#lib/content/headings.ts'
import { type BodyViews, bodyComponent } from '#lib/content/render.ts'
import { article, contentFolder, png } from './folder.ts'

const views = {
  Figure: ({ src, alt, caption, width }: Record<string, unknown>) => (
    <figure>{`${src} ${alt} ${caption} ${typeof width} ${width}`}</figure>
  ),
  Callout: ({ kind = 'note', children }: { kind?: string; children?: ReactNode }) => (
    <aside title={kind}>{children}</aside>
  ),
  Setting: ({ name }: { name: string }) => `[${name}]`,
  Quote: ({ cite, children }: { cite?: string; children?: ReactNode }) => (
    <blockquote title={cite}>{children}</blockquote>
  ),
} as unknown as BodyViews

/** The HTML of an article's body. */
async function html(
  body: string,
  options: { ending?: string; others?: Record<string, string | Uint8Array> } = {},
) {
  const folder = await contentFolder({
    ...options.others,
    [`articles/x.${options.ending ?? 'mdx'}`]: article(body),
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  const [item] = library.articles()
  if (!item) throw new Error('No article.')
  const Body = await bodyComponent(await library.body(item))
  return { item, html: renderToStaticMarkup(createElement(Body, { components: views })) }
}

test('headings have ids of their own, stable and apart from those of the page', async () => {
  const made = await html('## Why *now*?\n\n### Why now\n\n## Replies\n\n### Деталь\n\n## Über & `code`')
  expect(made.html.match(/id="[^"]*"/g)).toEqual([
    'id="why-now"',
    'id="why-now-2"',
    'id="replies-section"',
    'id="деталь"',
    'id="uber-code"',
  ])
  expect(unpacked(made.item.headings)).toEqual([
    { depth: 2, id: 'why-now', text: 'Why now?' },
    { depth: 3, id: 'why-now-2', text: 'Why now' },
    { depth: 2, id: 'replies-section', text: 'Replies' },
    { depth: 3, id: 'деталь', text: 'Деталь' },
    { depth: 2, id: 'uber-code', text: 'Über & code' },
  ])
})

test('components get what was written, and pictures their place and size', async () => {
  const made = await html(
    '<Figure src="x.png" alt="A pixel" caption="Small" />\n\n<Callout kind="warning">\n\nTake **care**.\n\n</Callout>\n\n<Quote cite={\'Jane\'}>Words</Quote>\n\n![A pixel](x/x.png "Title") ![Again][p]\n\n[p]: x.png',
    { others: { 'articles/x/x.png': png } },
  )
  expect(made.html).toContain('<figure>/pictures/articles/x/x.png A pixel Small number 1</figure>')
  expect(made.html).toContain('<aside title="warning"><p>Take <strong>care</strong>.</p></aside>')
  expect(made.html).toContain('<blockquote title="Jane">Words</blockquote>')
  expect(made.html).toContain(
    '<img src="/pictures/articles/x/x.png" alt="A pixel" title="Title" width="1" height="1" loading="lazy"/>',
  )
  expect(made.html).toContain(
    '<img src="/pictures/articles/x/x.png" alt="Again" width="1" height="1" loading="lazy"/>',
  )
})

test('tables have neither styles nor old attributes', async () => {
  const made = await html('| A | B |\n| :-- | --: |\n| 1 | 2 |')
  expect(made.html).toContain(
    '<th data-align="left" scope="col">A</th><th data-align="right" scope="col">B</th>',
  )
  expect(made.html).toContain('<td data-align="right">2</td>')
  expect(made.html).not.toMatch(/style=| align=/)
})

test('HTML that may stand comes out as HTML', async () => {
  const made = await html(
    'H<sub>2</sub>O<br />and <abbr title="World Health Organization">WHO</abbr>\n\n<details open>\n<summary>\nMore\n</summary>\n\nWords\n\n</details>\n\n<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>\n\n<time datetime="2026-11-20">today</time>',
  )
  expect(made.html).toContain('H<sub>2</sub>O<br/>and <abbr title="World Health Organization">WHO</abbr>')
  expect(made.html).toContain('<details open=""><summary>More</summary><p>Words</p></details>')
  expect(made.html).toContain('<td colSpan="2">x</td>')
  expect(made.html).toContain('<time dateTime="2026-11-20">today</time>')
})

test('plain Markdown takes what MDX would stumble over', async () => {
  const made = await html(
    'Take <5 mg {daily}, see <https://example.org>.\n\n<!-- hidden -->\n\nimport duties rise',
    {
      ending: 'md',
    },
  )
  expect(made.html).toBe(
    '<p>Take &lt;5 mg {daily}, see <a href="https://example.org">https://example.org</a>.</p>\n\n<p>import duties rise</p>',
  )
})

test('comments and literals in braces may stand', async () => {
  const made = await html('{/* a note to ourselves */}\n\nText{" "}{`more`} {-1} {/* again */}')
  expect(made.html).toBe('<p>Text more -1 </p>')
})

test('a setting stands in a sentence, a table, a tag and a list; alone it is a paragraph', async () => {
  const made = await html(
    [
      'We answer <Setting name="promise" />.',
      '| What | How long |\n| --- | --- |\n| Spam | <Setting name="spamDays" /> |',
      '<b>By <Setting name="name" /></b> and <Setting name="name" />',
      '- Write to <Setting name="email" />',
      '<Setting name="email" />',
    ].join('\n\n'),
  )
  expect(made.html).toContain('<p>We answer [promise].</p>')
  expect(made.html).toContain('<td>[spamDays]</td>')
  expect(made.html).toContain('<p><b>By [name]</b> and [name]</p>')
  expect(made.html).toContain('<li>Write to [email]</li>')
  expect(made.html).toMatch(/<p>\[email\]<\/p>$/)
})

test('notes stand at the end and lead back', async () => {
  const made = await html('Text[^a].\n\n[^a]: A note.')
  expect(made.html).toContain('<h2 id="footnote-label">Notes</h2>')
  expect(made.html).toContain('href="#note-fn-a"')
  expect(made.html).toContain('id="note-fn-a"')
})

test('a list of tasks has no inputs', async () => {
  const made = await html('- [x] done\n- [ ] to do')
  expect(made.html).not.toContain('<input')
  expect(made.html).toContain('☑ done')
})

test('words are counted, and the minutes to read them', async () => {
  const made = await html(`${'word '.repeat(460)}\n\n## It’s twenty-one words\n\n- \`code\` and **more**`)
  expect([made.item.words, made.item.minutes]).toEqual([467, 2])
})

test.each(['mdx', 'md'])('one tilde is a tilde and two strike out, in .%s', async (ending) => {
  const made = await html(
    'Take 1~2 tablets, and never more than 3~4.\n\nH~2~O, ~300 beds, ~one~ and ~~two~~.\n\n| 5~10 mg | 15~20 mg |\n| - | - |\n| ~~old~~ | 每次1~2片，每天3~4次 |',
    { ending },
  )
  expect(made.html).toContain('<p>Take 1~2 tablets, and never more than 3~4.</p>')
  expect(made.html).toContain('<p>H~2~O, ~300 beds, ~one~ and <del>two</del>.</p>')
  expect(made.html).toContain('<th scope="col">5~10 mg</th><th scope="col">15~20 mg</th>')
  expect(made.html).toContain('<td><del>old</del></td><td>每次1~2片，每天3~4次</td>')
})

test.each(['mdx', 'md'])('emphasis holds beside marks of scripts without spaces, in .%s', async (ending) => {
  const made = await html(
    '**重要な点（必ず）。**次に、これは**「注意」**です。~~古い（前の）。~~新しい。\n\n这是**重点（必须）。**然后 *注意。*再\n\n한국어 **중요(필수).**다음',
    { ending },
  )
  expect(made.html).toContain(
    '<p><strong>重要な点（必ず）。</strong>次に、これは<strong>「注意」</strong>です。<del>古い（前の）。</del>新しい。</p>',
  )
  expect(made.html).toContain('<p>这是<strong>重点（必须）。</strong>然后 <em>注意。</em>再</p>')
  expect(made.html).toContain('<p>한국어 <strong>중요(필수).</strong>다음</p>')
})
