import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { isError } from '#lib/content/lint/diagnostic.ts'
import { parseBody } from '#lib/content/mdx.ts'
import { type BodyViews, bodyComponent } from '#lib/content/render.ts'
import { toMarkdown } from '#lib/import/html.ts'
import type { Finder } from '#lib/import/local.ts'

/** Each address leads where it led. */
const find: Finder = async ({ links }) => ({
  links: new Map([...links].map((address) => [address, address])),
  pictures: new Map(),
})

async function markdownOf(html: string): Promise<string> {
  const text = { html, title: 'A title', isLiteral: true }
  return (await toMarkdown(text, { find, tell() {} })).markdown
}

const part = (props: object) => createElement('aside', props)
const views = { Callout: part, Details: part, Video: part } as unknown as BodyViews

/** As readers see it here; fails on what would keep a text off the site. */
async function shown(markdown: string): Promise<string> {
  const { problems, compile } = parseBody(markdown, 'md')
  expect(problems.filter(isError), markdown).toEqual([])
  if (!compile) return ''
  const none = () => undefined
  const Body = await bodyComponent({ code: await compile(), pictureAt: none, fileAt: none, sizeAt: none })
  return renderToStaticMarkup(createElement(Body, { components: views }))
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Words alone, without spaces: how blocks are laid out is no matter here. */
function wordsIn(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, '')
}

describe('signs that readers saw as such stand there again', () => {
  const signs = [
    ...[
      '2*3*4',
      'a_b_c',
      '__init__',
      '*a*',
      '**b**',
      '~~x~~',
      '~x~',
      '==m==',
      '^x^',
      'H~2~O',
      '`tick`',
      '``',
    ],
    ...[
      '1. One',
      '1) One',
      '2026. A year',
      '- dash',
      '+ plus',
      '* star',
      '- - -',
      '---',
      '***',
      '___',
      '===',
    ],
    ...['# Title', '####### seven', '#hashtag', '> quote', '```', '~~~', '+++', 'a | b', '| a | b |', '|'],
    ...['[x]', '[x](y)', '![x](y)', '[^1]', '[^1]: note', '[a]: b', '[ ] task', '[x] task', '![', ']('],
    ...['<b>', 'a<b>c', '<your name>', '1 < 2 > 0', '<3', '->', '<!-- x -->', '<https://example.org>'],
    ...['&amp;', '&copy;', '&#65;', '&', 'R&D', '\\', '\\*', 'a\\', 'C:\\new\\table', '"quoted"', "it's"],
    ...['Type :heart: here', '\\:heart:', '10:30:45', '1:100:5', ':100:', 'see:this', ': term', 'Term:'],
    ...['$x_i$', '$5 and $6', '$$x$$', '\\(x\\)', '{#id}', '{.red}', '{: .note}', '{a=1}', '{x}'],
    ...[
      '{{ x }}',
      '{% x %}',
      '{{< x >}}',
      '<%= x %>',
      ':::note',
      '::video[x]{src="y"}',
      '!!! note',
      '[!NOTE]',
    ],
    ...['[[toc]]', '[toc]', '[[Page]]', '[caption]', '[gallery ids="1"]', '[/embed]', '@[youtube](abc)'],
    ...['import a from "b"', 'export const a = 1', 'title: x', '@user', '%%x%%', '(c) (tm)', '日本語'],
  ]
  const places: [place: string, html: (sign: string) => string][] = [
    ['a paragraph', (sign) => `<p>${sign}</p>`],
    ['the middle of a line', (sign) => `<p>one ${sign} two</p>`],
    ['a line of its own', (sign) => `<p>one<br>${sign}<br>two</p>`],
    ['bold words', (sign) => `<p>one <b>${sign}</b> two</p>`],
    ['bold letters of a word', (sign) => `<p>one<strong>${sign}</strong>two</p>`],
    ['italics', (sign) => `<p><em>${sign}</em></p>`],
    ['a heading', (sign) => `<h2>${sign}</h2>`],
    ['an item of a list', (sign) => `<ul><li>${sign}</li></ul>`],
    ['an item within another', (sign) => `<ol><li>one<ul><li>${sign}</li></ul></li></ol>`],
    ['a quotation', (sign) => `<blockquote><p>${sign}</p></blockquote>`],
    ['a cell', (sign) => `<table><tr><th>A</th></tr><tr><td>${sign}</td></tr></table>`],
    ['a cell of two lines', (sign) => `<table><tr><td>one<br>${sign}</td></tr></table>`],
    ['a link', (sign) => `<p><a href="https://example.org/">${sign}</a></p>`],
    ['code', (sign) => `<p>one <code>${sign}</code> two</p>`],
    ['a listing', (sign) => `<pre>${sign}\n\n${sign}</pre>`],
    ['a list of terms', (sign) => `<dl><dt>${sign}</dt><dd>${sign}</dd></dl>`],
    ['what opens', (sign) => `<details><summary>${sign}</summary><p>${sign}</p></details>`],
    ['what is raised', (sign) => `<p>one<sup>${sign}</sup></p>`],
  ]
  test.each(places)('in %s', async (_place, html) => {
    const typed = signs.map((sign) => html(escaped(sign)))
    const made = await shown(await markdownOf(typed.join('<hr>')))
    expect(made.split('<hr/>').map(wordsIn)).toEqual(typed.map(wordsIn))
  })
})

test.each([
  ['a list that begins at 3', '<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
  ['a list that begins at 0', '<ol start="0"><li>a</li></ol>', '0. a'],
  ['two lists, one below the other', '<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
  ['an item of two paragraphs', '<ul><li><p>a</p><p>b</p></li></ul>', '- a\n\n  b'],
  ['a list within a list', '<ul><ul><li>a</li></ul></ul>', '- - a'],
  ['an item without its list', '<li>alone</li>', '- alone'],
  ['a listing within an item', '<ol><li>a<pre>b</pre></li></ol>', '1. a\n   ```\n   b\n   ```'],
  ['two quotations', '<blockquote>a</blockquote><blockquote>b</blockquote>', '> a\n\n> b'],
  ['who said it', '<blockquote><p>a</p><cite>who</cite></blockquote>', '> a\n>\n> _who_'],
  ['a listing with its language', '<pre><code class="language-c++">a</code></pre>', '```c++\na\n```'],
  ['a listing that shows a fence', '<pre>```\na\n```</pre>', '````\n```\na\n```\n````'],
  ['code that holds its own sign', '<p>a<code>`</code>b</p>', 'a`` ` ``b'],
  ['a heading of two lines', '<h2>a<br>b</h2>', '## a b'],
  ['a heading without words', '<h3></h3><h3>x</h3>', '## x'],
  ['a heading around a link', '<h2><a href="https://x.org">x</a></h2>', '## [x](https://x.org)'],
  ['a link around a paragraph', '<a href="https://x.org"><p>x</p></a>', '[x](https://x.org)'],
  ['an address with a space', '<a href="https://x.org/a b">x</a>', '[x](<https://x.org/a b>)'],
  ['an address with brackets', '<a href="https://x.org/a)b">x</a>', '[x](https://x.org/a\\)b)'],
  ['a bare address', '<p>See https://x.org/a_b_c.</p>', 'See <https://x.org/a_b_c>.'],
  ['a bare address in brackets', '<p>(https://x.org)</p>', '(<https://x.org>)'],
  ['a link that leads nowhere', '<a href="javascript:x()">x</a>', 'x'],
  ['raised and lowered', '<p>a<sup>2</sup><sub>i</sub></p>', 'a<sup>2</sup><sub>i</sub>'],
  ['words above letters', '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>', '漢(かん)'],
  ['words in quotes', '<p><q>a</q></p>', '"a"'],
  ['keys', '<p><kbd>Ctrl</kbd>+<kbd>C</kbd></p>', '<kbd>Ctrl</kbd>+<kbd>C</kbd>'],
  ['what a program calls by name', '<p><var>x</var> <samp>y</samp> <tt>z</tt></p>', '`x` `y` `z`'],
  ['words without a sign here', '<p><dfn>a</dfn> <time>b</time> <ins>c</ins> <u>d</u></p>', 'a b c d'],
  ['a mark and a deletion', '<p><del>a</del> <mark>b</mark></p>', '~~a~~ <mark>b</mark>'],
  ['what stood above a table', '<table><caption>C</caption><tr><th>A</th></tr></table>', 'C\n\n| A |\n| - |'],
  ['a short row', '<table><tr><th>A<th>B<tr><td>1</table>', '| A | B |\n| - | - |\n| 1 | |'],
  ['a table without names', '<table><tr><td>1</td></tr></table>', '| |\n| - |\n| 1 |'],
  ['a foot of a table', '<table><tr><th>A<tfoot><tr><td>f</table>', '| A |\n| - |\n| f |'],
  ['a sign of a cell in code', '<table><tr><td><code>a|b</code></table>', '| |\n| - |\n| `a\\|b` |'],
  ['terms in groups', '<dl><div><dt>a</dt><dd>b</dd></div></dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
  ['lines of an address', '<address>a<br>b</address>', 'a\\\nb'],
  ['two breaks', '<p>a<br><br>b</p>', 'a\\\n\\\nb'],
  ['a break at an end', '<p><br>a<br></p>', 'a'],
  ['a break alone in bold', '<p>a<b><br></b>b</p>', 'a\\\nb'],
  ['nothing in bold', '<p>a<b></b><b> </b>b</p>', 'a b'],
  ['bold and italics', '<p><b>a</b><i>b</i> <b><i>c</i></b></p>', '**a**_b_ **_c_**'],
  ['bold beside bold', '<p><b>a</b><b>b</b></p>', '**a**__b__'],
  ['words beside blocks', 'a <b>b</b><div>c</div>d', 'a **b**\n\nc\n\nd'],
  ['a paragraph that is never closed', '<p>a<p>b', 'a\n\nb'],
  ['empty paragraphs', '<p>a</p><p></p><p>&nbsp;</p><p>b</p>', 'a\n\nb'],
  ['spaces that HTML does not show', '<p> a\n b\t c </p>', 'a b c'],
  ['a space that no line breaks at', '<p>a&nbsp;b</p>', 'a\u00a0b'],
  ['joints that nobody sees', '<p>a&shy;b&lrm;c</p>', 'abc'],
  ['joiners that some scripts need', '<p>می‌خواهم 👩‍⚕️</p>', 'می‌خواهم 👩‍⚕️'],
  ['a comment', '<p>a<!-- b -->c</p>', 'ac'],
  ['what a browser without scripts shows', '<noscript>a</noscript>', 'a'],
  ['what stands in for a film', '<object>a</object>', 'a'],
  [
    'a choice, a field and a drawing',
    '<select><option>a</select><textarea>b</textarea><svg><text>c</text></svg>',
    '',
  ],
  ['words of a form', '<form>Name <input> <button>Go</button></form>', 'Name Go'],
  ['a formula', '<math><mi>x</mi><annotation>x^2</annotation></math>', '`x^2`'],
  ['a rule', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
  [
    'a mark that a link leads to',
    '<p><a name="y"></a>b <a href="#y">c</a></p>',
    '<span id="y"></span>b [c](#y)',
  ],
  ['a mark that is nowhere', '<p><a href="#z">c</a></p>', 'c'],
])('%s', async (_what, html, markdown) => {
  expect(await markdownOf(html)).toBe(markdown)
})
