import { expect, test } from 'vitest'
import { unpacked } from '#lib/content/headings.ts'
import { article, contentFolder, htmlOf, png } from './folder.ts'

// Markdown as it is written for other systems, too.

async function read(body: string, ending = 'md') {
  const folder = await contentFolder({ [`articles/x.${ending}`]: article(body), 'articles/x/x.png': png })
  const { library } = await folder.open()
  const found = library.article('x')
  if (found.kind !== 'here')
    return expect.fail(
      library
        .faults()
        .map(({ message }) => message)
        .join(),
    )
  const html = (await htmlOf(library, found.item)).replace(/\n/g, '')
  return { html, item: found.item, told: library.faults().map(({ line, message }) => `${line}: ${message}`) }
}

test.each(['md', 'mdx'])('in an .%s file boxes of GitHub and between colons are callouts', async (ending) => {
  const body = [
    '> [!NOTE]\n> Care **now**.',
    '> [!tip] Before you come\n> Drink.',
    '> [!CAUTION]\n>\n> - One',
    ':::important\nA\n:::',
    ':::warning[Look *out*]\nB\n:::',
    '::: info Hours\n\nC\n\n:::',
    ':::message alert\nD\n:::',
  ].join('\n\n')
  expect(await read(body, ending)).toMatchObject({
    told: [],
    html: [
      '<aside id="note"><p>Care <strong>now</strong>.</p></aside>',
      '<aside id="tip" title="Before you come"><p>Drink.</p></aside>',
      '<aside id="caution"><ul><li>One</li></ul></aside>',
      '<aside id="important"><p>A</p></aside>',
      '<aside id="warning" title="Look out"><p>B</p></aside>',
      '<aside id="note" title="Hours"><p>C</p></aside>',
      '<aside id="warning"><p>D</p></aside>',
    ].join(''),
  })
})

test('what only looks like a box stays as it is, and of an unknown one the text does', async () => {
  const { html, told } = await read('At 10:30 see:this.\n\n```\n::: note A\n:::\n```\n\n::: odd\nWords\n:::')
  expect(html).toBe('<p>At 10:30 see:this.</p><pre><code>::: note A:::</code></pre><p>Words</p>')
  expect(told).toEqual([
    expect.stringMatching(/^13: ::: odd makes no box here and is left out, its text stays/),
  ])
})

test.each([
  ['# A title\n\n## One', [['h2', 'One']], []],
  [
    '# Another\n\n## One\n\n### Two',
    [
      ['h2', 'Another'],
      ['h3', 'One'],
      ['h4', 'Two'],
    ],
    [],
  ],
  [
    '### One\n\n#### Two\n\n### Three',
    [
      ['h2', 'One'],
      ['h3', 'Two'],
      ['h2', 'Three'],
    ],
    [],
  ],
  ['<h1>A title</h1>\n\n<h3>One</h3>', [['h2', 'One']], []],
  [
    '## One\n\n#### Two',
    [
      ['h2', 'One'],
      ['h4', 'Two'],
    ],
    ['8: the heading skips a level: after a heading with ## write ###, found ####'],
  ],
  [
    '## One\n\n<h4>Two</h4>',
    [
      ['h2', 'One'],
      ['h4', 'Two'],
    ],
    ['8: the heading skips a level: after a heading with <h2> write <h3>, found <h4>'],
  ],
])('headings stand in order below the title: %j', async (body, headings, told) => {
  const read_ = await read(body)
  const found = [...read_.html.matchAll(/<(h\d)[^>]*>(.*?)<\/h\d>/g)].map(([, level, text]) => [level, text])
  expect({ found, told: read_.told }).toEqual({ found: headings, told })
})

test('an id that is written for a heading is its id, in the contents and for links', async () => {
  const { html, item, told } = await read(
    '## Hours {#open}\n\n## Beds {.wide #our-beds}\n\n<h3 id="own">Own</h3>\n\n[a](#open) [b](#our-beds) [c](#own)',
  )
  expect(told).toEqual([])
  expect(html).not.toMatch(/[{}]/)
  expect(unpacked(item.headings).map(({ id, text }) => [id, text])).toEqual([
    ['open', 'Hours'],
    ['our-beds', 'Beds'],
    ['own', 'Own'],
  ])
})

test('an id that is taken is told, and the heading has another', async () => {
  const { item, told } = await read('## One {#a}\n\n## Two {#a}\n\n## Three {#comment}')
  expect(unpacked(item.headings).map(({ id }) => id)).toEqual(['a', 'two', 'three'])
  expect(told).toEqual([
    '8: the id "a" is taken by another part of the page: the heading has its id from its text',
    '10: the id "comment" is taken by another part of the page: the heading has its id from its text',
  ])
})

test('terms and emoji codes are what they are meant as, and nothing else is', async () => {
  expect(
    await read('Ward\n: Where patients stay\n\nAt 10:30 a:b:c :smile: :nothing: `:smile:` :+1:'),
  ).toMatchObject({
    told: [],
    html: '<dl><dt>Ward</dt><dd>Where patients stay</dd></dl><p>At 10:30 a:b:c 😄 :nothing: <code>:smile:</code> 👍</p>',
  })
})

test('one tilde strikes nothing out', async () => {
  expect((await read('Take 1~2 tablets, 3~4 times, ~now~, ~~never~~.')).html).toBe(
    '<p>Take 1~2 tablets, 3~4 times, ~now~, <del>never</del>.</p>',
  )
})

test('a picture that only decorates is taken, and one without a description is told', async () => {
  expect((await read('<img src="x.png" alt="">')).told).toEqual([])
  expect((await read('![](x.png)')).told).toEqual([
    '6: the picture has no description: write ![what it shows](x.png)',
  ])
})

test('what HTML loses is told once for a file, with how often and where first', async () => {
  const { told } = await read('One\n\n<p class="a">x</p>\n\n<p class="b" style="c">y <font>z</font></p>')
  expect(told).toEqual([
    '8: an article carries no such HTML: the tag <font> and the attributes class (2 times) and style are left out, the text stays',
  ])
})

test('blocks within marks, and what is in no list or table, lose no text', async () => {
  const { html } = await read(
    '<b><p>One</p></b>\n\n<li>Two</li>\n\n<ul>Three</ul>\n\n<details>Four</details>\n\n<td>Five</td>',
  )
  for (const word of ['One', 'Two', 'Three', 'Four', 'Five']) expect(html).toContain(word)
  expect(html).not.toMatch(/<b><p>|<td>|<details>/)
})

test('notes and lists to tick stand where HTML stands, too', async () => {
  const { html, told } = await read('Words[^1] <b>x</b>\n\n[^1]: The note.\n\n- [x] done')
  expect(told).toEqual([])
  expect(html).toContain('data-footnote-ref')
  expect(html).toContain('data-footnote-backref')
  expect(html).toMatch(/<li class="task-list-item">☑ done<\/li>/)
})

test.each([
  ['a box that is only shown', '> \\[!NOTE]\n> Care', '<blockquote><p>[!NOTE]Care</p></blockquote>'],
  ['one by its number', '> &#91;!TIP] Care', '<blockquote><p>[!TIP] Care</p></blockquote>'],
  [
    'a link in a quotation',
    '> [!NOTE](/articles/x) care',
    '<blockquote><p><a href="/articles/x">!NOTE</a> care</p></blockquote>',
  ],
  [
    'a link that begins like a box',
    '[!important](/articles/x)',
    '<p><a href="/articles/x">!important</a></p>',
  ],
  ['one by its name', '[!urgent]\n\n[!urgent]: /articles/x', '<p><a href="/articles/x">!urgent</a></p>'],
  [
    'one named as a code of another system',
    '[video]\n\n[video]: /articles/x',
    '<p><a href="/articles/x">video</a></p>',
  ],
  ['a code of a smiley that is only shown', 'Type \\:heart: for :heart:', '<p>Type :heart: for ❤️</p>'],
  ['one whose end is', ':heart\\: and :100:', '<p>:heart: and 💯</p>'],
  ['one by its number', '&#58;heart: and &colon;100:', '<p>:heart: and :100:</p>'],
  ['one behind a backslash that is shown', '\\\\ :heart:', '<p>\\ ❤️</p>'],
  ['one between backticks', '`:heart:` at 10:30:45', '<p><code>:heart:</code> at 10:30:45</p>'],
])('%s stays what was typed', async (_what, body, shown) => {
  expect(await read(body)).toMatchObject({ told: [], html: shown })
})
