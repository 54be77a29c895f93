import { describe, expect, test } from 'vitest'
import { embedOf, isShownAlone } from '#lib/import/embeds.ts'
import { toMarkdown } from '#lib/import/html.ts'
import { languageTag } from '#lib/import/language.ts'
import type { Finder } from '#lib/import/local.ts'
import { rewritten } from '#lib/import/markdown.ts'

// HTML as old sites had it, and the Markdown that says the same.

const moved: Readonly<Record<string, string>> = { '/old/': '/articles/new', '/a.pdf': '/files/a.pdf' }
const here: Readonly<Record<string, string>> = { '/a.png': 'a.png', '/b.png': 'b.png' }

const find: Finder = async ({ pictures, links, around = [] }) => ({
  pictures: new Map(
    pictures.flatMap((one) => (here[one] ? [[one, { src: here[one], alt: undefined }]] : [])),
  ),
  links: new Map([...links, ...around.filter((one) => !here[one])].map((one) => [one, moved[one] ?? one])),
})

async function converted(
  html: string,
  more: { isLines?: boolean; isLiteral?: boolean; title?: string } = {},
) {
  const told: string[] = []
  const { markdown, lead } = await toMarkdown(
    { html, title: 'Title', ...more },
    { find, tell: (outcome, what) => void told.push(`${outcome}: ${what}`) },
  )
  return { markdown, lead, told }
}

describe('HTML becomes Markdown', () => {
  test.each([
    // Phrases.
    [
      '<p>One <b>two</b> <i>three</i> <del>four</del> <code>five</code></p>',
      'One **two** _three_ ~~four~~ `five`',
    ],
    ['<p>One<br>two</p>', 'One\\\ntwo'],
    ['<p>H<sub>2</sub>O, m<sup>2</sup></p>', 'H<sub>2</sub>O, m<sup>2</sup>'],
    ['<p><span style="color:red">Red</span> <font size="7">large</font></p>', 'Red large'],
    [
      '<p><tt>typed</tt> <acronym title="World Wide Web">WWW</acronym></p>',
      '`typed` <abbr title="World Wide Web">WWW</abbr>',
    ],
    ['<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>', '漢(kan)'],
    ['<p>5 &lt; 6 &amp; 7 * 8 _ 9</p>', '5 < 6 & 7 \\* 8 \\_ 9'],
    // Blocks.
    ['<h2>Head</h2><p>Words</p>', '## Head\n\nWords'],
    ['<h1>Title</h1><p>Words</p>', 'Words'],
    ['<ul><li>One<ul><li>Deep</li></ul></li><li>Two</li></ul>', '- One\n  - Deep\n- Two'],
    ['<ol start="3"><li>Three</li><li>Four</li></ol>', '3. Three\n4. Four'],
    ['<blockquote><p>Quoted</p></blockquote>', '> Quoted'],
    ['<pre><code class="language-js">let a = 1\n</code></pre>', '```js\nlet a = 1\n```'],
    ['<hr>', '---'],
    ['<p>One</p><p>&nbsp;</p><p></p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One</div><div>Two</div>', 'One\n\nTwo'],
    [
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>',
      '| A | B |\n| - | - |\n| 1 | 2 |',
    ],
    // Links and pictures.
    ['<p><a href="/old/">Way</a></p>', '[Way](/articles/new)'],
    ['<p><a href="/a.pdf">List</a></p>', '[List](/files/a.pdf)'],
    ['<p><a href="javascript:alert(1)">Press</a></p>', 'Press'],
    ['<p><a href="mailto:a@example.org">Write</a></p>', '[Write](mailto:a@example.org)'],
    ['<p><img src="/a.png" alt="A ward"></p>', '![A ward](a.png)'],
    ['<p><img src="data:image/gif;base64,x" data-src="/a.png" alt="Late"></p>', '![Late](a.png)'],
    [
      '<figure><img src="/a.png" alt="A"><figcaption>Seen</figcaption></figure>',
      '<figure><img src="a.png" alt="A"><figcaption>Seen</figcaption></figure>',
    ],
    ['<p><a href="/a.png"><img src="/a.png" alt="A"></a></p>', '![A](a.png)'],
    // What a program did is left out.
    ['<p>One</p><script>alert(1)</script><style>p{}</style><p>Two</p>', 'One\n\nTwo'],
    ['<p onclick="x()" style="color:red" class="y">Words</p>', 'Words'],
    ['<p>One<!-- two -->three</p>', 'Onethree'],
    ['<form><p>Name</p><input name="n"></form>', 'Name'],
    ['<svg><text>drawn</text></svg><p>Words</p>', 'Words'],
    // What never closes.
    ['<p>One <b>two<p>Three', 'One **two**\n\n**Three**'],
    ['</div></p>Words', 'Words'],
    ['', ''],
  ])('%s', async (html, markdown) => {
    expect((await converted(html)).markdown).toBe(markdown)
  })

  test('a title that is repeated as a heading is dropped, and headings begin below it', async () => {
    expect((await converted('<h1>Other</h1><h3>Deep</h3>')).markdown).toBe('## Other\n\n### Deep')
    expect((await converted('<h2>Title</h2><p>Words</p>')).markdown).toBe('Words')
    expect((await converted('<p>Words</p><h2>Title</h2><p>More</p>')).markdown).toContain('## Title')
  })

  test('lines are paragraphs and breaks only where an old editor meant them so', async () => {
    const html = 'One\ntwo\n\nThree'
    expect((await converted(html, { isLines: true })).markdown).toBe('One\\\ntwo\n\nThree')
    expect((await converted(html)).markdown).toBe('One two Three')
  })

  test('signs of this site and of templates that readers saw as such are words', async () => {
    const { markdown } = await converted('<p>{{ name }} {% if %} :::note</p><p>::video</p>', {
      isLiteral: true,
    })
    expect(markdown).toBe('\\{{ name }} \\{% if %} :::note\n\n\\::video')
  })

  test('the lead is the first paragraph that says something', async () => {
    const long = 'A paragraph that is long enough to say what all of it is about.'
    expect((await converted(`<h2>Head</h2><p>Short.</p><p>${long}</p>`)).lead).toBe(long)
    expect((await converted('<p>Short.</p><p>Longer one.</p>')).lead).toBe('Longer one.')
    expect((await converted('')).lead).toBe('')
  })

  test('what is left out is told by its kind', async () => {
    const { told } = await converted('<script>1</script><style>a{}</style><form></form><canvas></canvas>')
    expect(told).toEqual([
      'left-out: programs (script)',
      'left-out: styles (style)',
      'left-out: forms within texts',
      'left-out: programs (script)',
    ])
  })
})

describe('notes of a finished page', () => {
  const page = (items: string) =>
    `<p>One<sup><a href="#fn1" id="r1">1</a></sup> and two<a href="#fn2"><sup>2</sup></a>.</p><section class="footnotes"><h2>Notes</h2><ol>${items}</ol></section>`

  test('are notes again, without their way back', async () => {
    const { markdown } = await converted(
      page(
        '<li id="fn1">First. <a href="#r1">↩</a></li><li id="fn2"><p>Second. <a href="#r2">↩︎</a></p></li>',
      ),
    )
    expect(markdown).toBe('One[^1] and two[^2].\n\n[^1]: First.\n\n[^2]: Second.')
  })

  test('stay a list where a number leads to none of them', async () => {
    const { markdown } = await converted(page('<li id="fn1">First.</li><li id="x">Lost.</li>'))
    expect(markdown).toContain('First.')
    expect(markdown).toContain('Lost.')
    expect(markdown).not.toContain('[^')
  })
})

describe('links within a page', () => {
  test('lead to a heading by the id that it has here, and to a mark elsewhere', async () => {
    const { markdown } = await converted(
      '<p><a href="#h-1">Head</a> <a href="#x">Mark</a> <a href="#none">None</a></p><h2 id="h-1">The head</h2><p id="x">Here</p>',
    )
    expect(markdown).toBe('[Head](#the-head) [Mark](#x) None\n\n## The head\n\n<span id="x"></span>Here')
  })

  test('never lead to what the page itself has of that name', async () => {
    const { markdown } = await converted('<p><a href="#main">Mark</a></p><p id="main">Here</p>')
    const [, id] = /\[Mark\]\(#([^)]+)\)/.exec(markdown) ?? []
    expect(id).toBeTruthy()
    expect(id).not.toBe('main')
    expect(markdown).toContain(`<span id="${id}"></span>Here`)
  })
})

test.each([
  ['[a](/old/)', '[a](/articles/new)'],
  ['[a](</old/> "Title")', '[a](/articles/new "Title")'],
  ['[a][1]\n\n[1]: /old/', '[a][1]\n\n[1]: /articles/new'],
  ['![a](/a.png)', '![a](a.png)'],
  ['[![a](/a.png)](/old/)', '[![a](a.png)](/articles/new)'],
  ['<img src="/a.png"> <a href=\'/old/\'>x</a>', '<img src="a.png"> <a href=\'/articles/new\'>x</a>'],
  ['`[a](/old/)`', '`[a](/old/)`'],
  ['    [a](/old/)', '    [a](/old/)'],
  ['\\[a](/old/)', '\\[a](/old/)'],
  ['[a \\] b](/old/)', '[a \\] b](/articles/new)'],
  ['*kept*   as  it\tis', '*kept*   as  it\tis'],
])('of a sound text only addresses are made new: %j', async (markdown, expected) => {
  expect((await rewritten(markdown, { find })).markdown).toBe(expected)
})

test.each([
  [
    'https://www.youtube.com/embed/w7Ft2ymGmfc?rel=0',
    'https://www.youtube.com/watch?v=w7Ft2ymGmfc',
    'YouTube: w7Ft2ymGmfc',
  ],
  [
    '//www.youtube-nocookie.com/embed/w7Ft2ymGmfc',
    'https://www.youtube.com/watch?v=w7Ft2ymGmfc',
    'YouTube: w7Ft2ymGmfc',
  ],
  ['https://youtu.be/w7Ft2ymGmfc?t=5', 'https://www.youtube.com/watch?v=w7Ft2ymGmfc', 'YouTube: w7Ft2ymGmfc'],
  [
    'https://www.youtube.com/watch?list=x&amp;v=w7Ft2ymGmfc',
    'https://www.youtube.com/watch?v=w7Ft2ymGmfc',
    'YouTube: w7Ft2ymGmfc',
  ],
  ['https://player.vimeo.com/video/146022717', 'https://vimeo.com/146022717', 'Vimeo: 146022717'],
  [
    'https://www.dailymotion.com/embed/video/x7tgad0',
    'https://www.dailymotion.com/video/x7tgad0',
    'Dailymotion: x7tgad0',
  ],
  ['https://www.example.org/a/b', 'https://www.example.org/a/b', 'example.org/a/b'],
  ['https://example.org/', 'https://example.org/', 'example.org'],
  [
    'https://example.org/"><script>',
    'https://example.org/%22%3E%3Cscript%3E',
    'example.org/%22%3E%3Cscript%3E',
  ],
])('what played at %s is a link to where it is shown', (address, url, label) => {
  expect(embedOf(address)).toEqual({ url, label })
  expect(embedOf(address, ' A \n title ')).toEqual({ url, label: 'A title' })
})

test.each(['', 'javascript:alert(1)', 'data:text/html,x', '/here', 'about:blank', 'https://', 'https://a b'])(
  'what leads nowhere is no embed: %j',
  (address) => {
    expect(embedOf(address)).toBeUndefined()
  },
)

test('only an address of a known host, alone in a line, stood for what it leads to', () => {
  const shown = [
    'https://youtu.be/w7Ft2ymGmfc',
    'https://www.flickr.com/photos/x',
    'https://open.spotify.com/track/1',
  ]
  const others = [
    'https://example.org/',
    'https://notyoutube.com/x',
    'youtu.be/x',
    'https://youtube.com.evil.example/',
  ]
  expect(shown.map(isShownAlone)).toEqual([true, true, true])
  expect(others.map(isShownAlone)).toEqual([false, false, false, false])
})

// BCP 47; a locale of POSIX is `language[_territory][.codeset][@modifier]`.
test.each([
  ['en', 'en'],
  ['en-us', 'en-US'],
  ['pt_BR', 'pt-BR'],
  ['de_DE.UTF-8', 'de-DE'],
  ['ZH-hant-tw', 'zh-Hant-TW'],
  ['sr-Latn', 'sr-Latn'],
  [' fr ', 'fr'],
  ['iw', 'he'],
  ['C', undefined],
  ['english', undefined],
  ['de_DE@euro', undefined],
  ['en--us', undefined],
  ['', undefined],
  [undefined, undefined],
])('the language %j of an old site is %j', (typed, tag) => {
  expect(languageTag(typed)).toBe(tag)
})
