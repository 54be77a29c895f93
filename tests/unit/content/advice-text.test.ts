import { expect, test } from 'vitest'
import { watchProcessor } from '../../support/processor-time.ts'
import { article, contentFolder, htmlOf, png } from './folder.ts'

// What a writer is told of the text: where it is, what to write, and that this is taken.

async function read(body: string, ending = 'md', title = 'A title', others: Record<string, Uint8Array> = {}) {
  const folder = await contentFolder({
    [`articles/x.${ending}`]: article(body, { title }),
    'articles/x/x.png': png,
    'articles/beside.png': png,
    ...others,
  })
  const { library } = await folder.open()
  const faults = library.faults().map(({ line, column, message }) => `${line}:${column}: ${message}`)
  const found = library.article('x')
  const html = found.kind === 'here' ? await htmlOf(library, found.item) : ''
  return { faults, isHere: found.kind === 'here', html }
}

test.each([
  ['{{% notice %}}', '{{% notice %}}', 1],
  ['{{< highlight js >}}\n\nx\n\n{{< /highlight >}}', '{{< highlight js >}}', 1],
  ['{% highlight js %}\nx', '{% highlight js %}', 1],
  ['![A ward](x.png){width="50%"}', '{width="50%"}', 17],
  ['![A ward](x.png){: .wide }', '{: .wide }', 17],
  ['[out](https://example.org){target="_blank" .out}', '{target="_blank" .out}', 27],
  ['A line {#beds}', '{#beds}', 8],
  ['[[toc]]', '[[toc]]', 1],
  ['[TOC]', '[TOC]', 1],
  ['> [!odd]\n> Care', '[!odd]', 3],
  ['[caption id="1"]![A](x.png) words[/caption]', '[caption id="1"]', 1],
  ['Words.\n\n<!--more-->\n\nMore.', '<!--more-->', 1],
])(
  '%j of another system is left out and told, and takes nothing off the site',
  async (body, found, column) => {
    const { faults, isHere, html } = await read(body)
    const left = faults.filter((fault) => fault.includes('another system'))
    expect(left[0]?.split(': ')[0]?.split(':')[1]).toBe(String(column))
    expect(left[0]).toContain(`: ${found} belongs to another system and is left out: `)
    expect(isHere).toBe(true)
    expect(html).not.toMatch(/\{|\}|\[|\]|\ufdd0|more--/)
  },
)

test.each([
  ['{{< youtube "abc" >}}', '{{< youtube "abc" >}}', 1],
  ['{{< figure\n  src="x.png" >}}', '{{< figure src="x.png" >}}', 1],
  ['{{% details "All of it" %}}\n\nx\n\n{{% /details %}}', '{{% details "All of it" %}}', 1],
  ['Read [five parts]({{ "/2015/x/" | url }}).', '{{ "/2015/x/" | url }}', 19],
  ['Read [it]({{url}}).', '{{url}}', 11],
  ['<a href="{{ url }}">it</a>', '{{ url }}', 10],
  ['See {{ site.baseurl }}/about', '{{ site.baseurl }}', 5],
  ['{% include banner.html %}', '{% include banner.html %}', 1],
  ['Text <%= title %>', '<%= title %>', 6],
  ['!!! note', '!!! note', 1],
  ['[gallery ids="1,2"]', '[gallery ids="1,2"]', 1],
  ['@[youtube](abc)', '@[youtube](abc)', 1],
  ['- 患者は {{ name }} です', '{{ name }}', 7],
  ['| a |\n| - |\n| {{ x }} |', '{{ x }}', 3],
])(
  '%j of another system, without which the text would lack something, is an error',
  async (body, found, column) => {
    const { faults, isHere } = await read(body)
    const lost = faults.filter((fault) => fault.includes('another system'))
    expect(lost[0]?.split(': ')[0]?.split(':')[1]).toBe(String(column))
    expect(lost[0]).toContain(
      `: ${found} belongs to another system, and what it stands for would be missing: `,
    )
    expect(isHere).toBe(false)
  },
)

test('of a link that a template was to write, the address is told', async () => {
  const { faults } = await read('Read [five parts]({{ "/2015/x/" | url }}).')
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/: write \/2015\/x\/ in its place$/)
  expect((await read('Read [five parts](/contact).')).faults).toEqual([])
})

test.each([
  'Write `{{ x }}` or `{% if %}` or `{#id}`.',
  '```\n{{< youtube >}}\n:::message\n{width="50%"}\n```',
  '    {% include x %}\n    [[toc]]',
  '`` {{ ` }} ``',
  '\\{\\{ name }}',
  'A set {1, 2}, a brace {x}, an emoticon :} and a ratio 1:::2.',
  'An array[[0]] and [a note].',
  '> Quoted {as} it was.',
])('%j is no leftover', async (body) => {
  expect(await read(body)).toMatchObject({ faults: [], isHere: true })
})

test.each([
  ['Hello {{ name }}.', '6:7', '{{ name }}'],
  ['{{< youtube "abc" >}}', '6:1', '{{< youtube "abc" >}}'],
  ['## Beds {#beds}', '6:9', '{#beds}'],
  ['{% include x %}', '6:1', '{% include x %}'],
])('in an .mdx file %j is told as what it is', async (body, place, found) => {
  const { faults, isHere } = await read(body, 'mdx')
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(`${place}: ${found} belongs to another system`)
  expect(isHere).toBe(false)
})

test.each([
  ['Take <b>care</b> {now}.', '<p>Take <b>care</b> {now}.</p>'],
  ['<p>Words.</p>', '<p>Words.</p>'],
  ['A <a href="/contact">link</a> <br> here', '<p>A <a href="/contact">link</a> <br/> here</p>'],
  ['<center>x</center>', '<div>x</div>'],
  ['one<br>two', '<p>one<br/>two</p>'],
  ['<!-- note --> These words', '<p>These words</p>'],
])('in an .md file %j stands', async (body, html) => {
  expect((await read(body)).html).toBe(html)
})

test('an address with a space in it is told with what helps', async () => {
  expect((await read('Read [it](my page.html).')).faults[0]).toContain(
    ': the address "my page.html" has a space in it: write <my page.html> between the brackets',
  )
})

test.each([
  'one\\\ntwo',
  '- one\\\ntwo',
  '> one\\\n> two',
  '| a |\n| - |\n| one, two |',
  'Take **care** {now}.',
])('what was advised is taken: %j', async (body) => {
  expect((await read(body)).faults).toEqual([])
})

test('what is right in an .mdx file is right there when it is renamed', async () => {
  expect((await read('Take <b>care</b>.\n\n<div>\n\nx\n\n</div>', 'mdx')).faults).toEqual([])
})

test.each([
  ['/images/x.png', '/pictures/articles/x/x.png'],
  ['../uploads/2015/x.png', '/pictures/articles/x/x.png'],
  ['/beside.png', '/pictures/articles/beside.png'],
  ['images\\\\x.png', '/pictures/articles/x/x.png'],
  ['/images/far.png', '/pictures/images/far.png'],
  ['/far.png', '/pictures/images/far.png'],
  ['../../images/far.png', '/pictures/images/far.png'],
  ['/2015/old.png?w=200', '/pictures/static/2015/old.png'],
])('a picture by a path, %j, is found where it lies in the content folder', async (name, served) => {
  const others = { 'images/far.png': png, 'static/2015/old.png': png }
  for (const body of [`![A ward](${name})`, `<img src="${name.replace('\\\\', '\\')}" alt="A ward">`]) {
    const { faults, html } = await read(body, 'md', 'A title', others)
    expect(faults).toEqual([])
    expect(html).toContain(`<img src="${served}" alt="A ward" width="1" height="1" loading="lazy"/>`)
  }
})

test.each(['/images/nope.png', '../../../../etc/nope.png'])(
  'a picture by a path that is nowhere, %j, is told',
  async (name) => {
    const { faults } = await read(`![A ward](${name})`)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(`there is no picture "${name}": put it in `)
  },
)

const code =
  'text indented by four spaces is no code in an .mdx file: put it between lines of three backticks (```)'

test.each([
  ['a\n\n    plain\n    words\n', '8:5', true],
  ['a\n\n\tplain', '8:2', true],
  ['a\n\n    ## # A tibble\n\n    more\n', '8:5', false],
  ['a\n\n    x <- read(y)\n    ## # A tibble\n\n    z {1}\n', '8:5', false],
])('code by indentation in an .mdx file is told once: %j', async (body, place, isHere) => {
  const read_ = await read(body, 'mdx')
  expect(read_).toMatchObject({ faults: [`${place}: ${code}`], isHere })
  expect((await read(body.replace(/\n\n[ \t]+([\s\S]*)$/, '\n\n```\n$1\n```'), 'mdx')).faults).toEqual([])
})

test.each(['- a\n\n    b', '1. a\n\n    b', '<Callout>\n    b\n</Callout>', 'a\n    b', '> a\n>\n>     b'])(
  '%j is no code by indentation',
  async (body) => {
    expect((await read(body, 'mdx')).faults).toEqual([])
  },
)

test.each([
  [
    'Take 2*3*4 mg.',
    '6:7: the signs * around "3" would be lost, they change its type: write \\* for a star, or ×',
  ],
  [
    '1. a\n3. b\n7. c',
    '6:1: a list counts by itself: readers would see 1, 2, 3 in place of 1, 3, 7. Write the numbers in order, or a backslash before each dot (3\\.)',
  ],
])('signs that Markdown would alter a text by are told: %j', async (body, told) => {
  expect(await read(body)).toMatchObject({ faults: [told], isHere: true })
})

test.each(['Take 2\\*3\\*4 mg.', '2 * 3 * 4', '*2* and **3**', '1. a\n1. b', '3. a\n4. b', '0. a\n1. b'])(
  '%j alters nothing',
  async (body) => {
    expect((await read(body)).faults).toEqual([])
  },
)

test.each([
  ['Health, Work', '[Health, Work]', '["Health, Work"]'],
  ['健康、医療', '[健康, 医療]', '["健康、医療"]'],
  ['صحة، عمل', '[صحة, عمل]', '["صحة، عمل"]'],
  ['Health; Work: life', '[Health, "Work: life"]', '["Health; Work: life"]'],
])('topics in one text, %j, are told as one topic, which they are', async (typed, several, one) => {
  const withTopics = async (topics: string) => {
    const folder = await contentFolder({ 'articles/x.md': article('Words.', { topics }) })
    const { library } = await folder.open()
    const labels = library.articles().flatMap(({ topics }) => topics.map(({ label }) => label))
    return {
      labels,
      faults: library.faults().map(({ line, column, message }) => `${line}:${column}: ${message}`),
    }
  }
  const quoted = typed.includes(': ') ? `"${typed}"` : typed
  expect(await withTopics(quoted)).toEqual({
    labels: [typed],
    faults: [
      `5:9: "${typed}" is read as one topic: for several write topics: ${several}, for this one topics: ${one}`,
    ],
  })
  expect((await withTopics(several)).faults).toEqual([])
  expect(await withTopics(one)).toEqual({ labels: [typed], faults: [] })
})

test.each([
  ['Take **great care.**now', '**great care**.'],
  ['Take ** care ** now', ' **care** '],
  ['See the clinic**(new)**here', '(**new**)'],
  ['Not ~~this.~~that', '~~this~~.'],
  ['ดู**ข้อควรระวัง!**ก่อน', '**ข้อควรระวัง**!'],
])('emphasis that Markdown does not read is told with what it reads: %j', async (body, mended) => {
  const { faults, isHere } = await read(body)
  const signs = mended.includes('~~') ? '~~' : '**'
  expect(faults).toHaveLength(1)
  expect(
    faults[0]?.endsWith(`: the signs ${signs} would stand in the text as they are: write ${mended}`),
  ).toBe(true)
  expect(isHere).toBe(true)
  const after = body.replace(/(\*\*|~~).*\1/, () => mended)
  expect((await read(after)).faults).toEqual([])
})

test.each([
  ['nimm**"früh"**und**"spät"**ein', ['"**früh**"', '"**spät**"'], 'nimm"**früh**"und"**spät**"ein'],
  ['ว่า**(เช้า)**และ**(ค่ำ)**ด้วย', ['(**เช้า**)', '(**ค่ำ**)'], 'ว่า(**เช้า**)และ(**ค่ำ**)ด้วย'],
  ['**Jetzt:**gleich und **(so)**auch', ['**Jetzt**: and (**so**)'], '**Jetzt**:gleich und (**so**)auch'],
  ['**Gut** und **jetzt:**gleich', ['**jetzt**:'], '**Gut** und **jetzt**:gleich'],
  ['**Gut** x**"b"**c und d**"e"**f', ['"**b**"', '"**e**"'], '**Gut** x"**b**"c und d"**e**"f'],
  ['__強調__です', ['**強調**'], '**強調**です'],
  ['これは_（注）_です', ['*（注）*'], 'これは*（注）*です'],
])('each pair of signs that Markdown pairs otherwise is told: %j', async (body, mended, after) => {
  for (const ending of ['md', 'mdx']) {
    const { faults } = await read(body, ending)
    expect(faults.map((fault) => fault.split(': write ')[1])).toEqual(mended)
    expect((await read(after, ending)).faults).toEqual([])
  }
})

test.each(['薬は**「朝」**と**「夜」**に飲む。', '毎日*２回（朝）*と*３回（夜）*まで。'])(
  '%j is read as it was typed',
  async (body) => {
    expect((await read(body)).faults).toEqual([])
    expect((await read(body, 'mdx')).faults).toEqual([])
  },
)

test.each([
  '**good** and **better**',
  'a snake_case_name',
  'f***ing **bold** or ****',
  'Write \\*\\*this.\\*\\*so',
])('%j is no lost emphasis', async (body) => {
  expect((await read(body)).faults).toEqual([])
})

test.each([
  ['a sign that is never closed', `**a ${'b '.repeat(30_000)}`],
  ['blanks behind brackets', `x [[ ${' '.repeat(60_000)}y`],
  ['a template that is never closed', `{{< ${'a'.repeat(60_000)}`],
])('looking for %s takes no noticeable time', async (_what, body) => {
  const spent = watchProcessor()
  expect((await read(body)).faults.filter((fault) => fault.includes('ms'))).toEqual([])
  expect(spent()).toBeLessThan(30_000)
})
