import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { articleComponentsIn } from '#components/article-body/components-in.tsx'
import { feedHtml } from '#components/article-body/feed-html.ts'
import { bodyComponent } from '#lib/content/render.ts'
import { site } from '#lib/site.ts'
import { article, contentFolder, png } from './folder.ts'

/** As a page and as a feed have it, and what is told of it. */
const files = {
  'articles/x/x.png': png,
  'articles/x/y.png': png,
  'articles/x/exercises.pdf': 'x'.repeat(340_400),
  'articles/x/tour.mp4': 'x'.repeat(2_600_000),
  'articles/x/tour.vtt': 'WEBVTT',
  'articles/x/talk.mp3': 'x'.repeat(52_000),
  'files/The form.docx': 'x'.repeat(12),
}

async function read(body: string, ending = 'md', lang = site.lang) {
  const folder = await contentFolder({ [`articles/x.${ending}`]: article(body), ...files })
  const { library } = await folder.open()
  const told = library.faults().map(({ line, message }) => `${line}: ${message}`)
  const [item] = library.articles()
  if (!item) return { told, html: '', feed: '' }
  const mdx = await library.body(item)
  const Body = await bodyComponent(mdx, lang)
  const html = renderToStaticMarkup(createElement(Body, { components: articleComponentsIn(lang) }))
  const plain = (text: string) => text.replace(/ class="[^"]*"/g, '').replace(/(^|>)\n+(?=<|$)/g, '$1')
  return { told, html: plain(html), feed: plain(await feedHtml(mdx, lang)) }
}

const list = '- One\n- *Two*'
const steps = '1. Fill in the form.\n2. Send it.'

test.each([
  ['<Details title="What it costs">\n\nNothing.\n\n</Details>', ':::details[What it costs]\nNothing.\n:::'],
  [`<KeyFacts>\n\n${list}\n\n</KeyFacts>`, `:::key-facts\n${list}\n:::`],
  [`<KeyFacts title="In short">\n${list}\n</KeyFacts>`, `::: key-facts In short\n${list}\n:::`],
  [`<Steps>\n\n${steps}\n\n</Steps>`, `:::steps\n\n${steps}\n\n:::`],
  [`<Do>\n\n${list}\n\n</Do>`, `:::do\n${list}\n:::`],
  ['<Do title="in the morning">\n\nDrink.\n\n</Do>', ':::do[in the morning]\nDrink.\n:::'],
  ['<Dont title="at night">\n\nDrive.\n\n</Dont>', ':::dont{title="at night"}\nDrive.\n:::'],
  ['<File name="exercises.pdf">The exercises</File>', '::file[The exercises]{name="exercises.pdf"}'],
  ['<Button href="/contact">Ask *us*</Button>', '::button[Ask *us*]{href=/contact}'],
  ['<Gallery>\n\n![A](x.png)\n![B](y.png)\n\n</Gallery>', ':::gallery\n![A](x.png)\n![B](y.png)\n:::'],
  [
    '<Map href="https://example.org/map" src="x.png" alt="Our street">How to find us</Map>',
    '::map[How to find us]{href="https://example.org/map" src=x.png alt="Our street"}',
  ],
  [
    '<Video src="tour.mp4" poster="x.png" captions="tour.vtt" transcript="/contact">A *walk*</Video>',
    '::video[A *walk*]{src="tour.mp4" poster=x.png captions=tour.vtt transcript="/contact"}',
  ],
  [
    '<Video src="https://www.youtube.com/embed/abc_DEF-123" poster="x.png">A walk</Video>',
    '::video[A walk]{src="https://www.youtube.com/embed/abc_DEF-123" poster="x.png"}',
  ],
  ['<Audio src="talk.mp3">A talk</Audio>', '::audio[A talk]{src=talk.mp3}'],
  [
    '<Columns>\n\n<Column>\n\nOne\n\n</Column>\n\n<Column>\n\n- Two\n\n</Column>\n\n</Columns>',
    '::::columns\n:::column\nOne\n:::\n\n:::column\n- Two\n:::\n::::',
  ],
])('%s is the same on a page and in a feed as what stands for it in an .md file', async (tag, directive) => {
  const asTag = await read(tag, 'mdx')
  expect(asTag.told).toEqual([])
  expect(asTag.html).not.toBe('')
  expect(asTag.feed).not.toMatch(/ role=| class=|\[object/)
  const same = { told: [], html: asTag.html, feed: asTag.feed }
  for (const body of [directive, `${directive}\n\n<!-- HTML --><br>`]) {
    const { told, html, feed } = await read(body)
    const alone = (text: string) => text.replace(/(?:<p>)?<br\/>(?:<\/p>)?$/, '')
    expect({ told, html: alone(html), feed: alone(feed) }).toEqual(same)
  }
})

test('what a box says of itself is in the language of the text', async () => {
  const boxes = `:::key-facts\n${list}\n:::\n\n:::do\nA\n:::\n\n:::dont\nB\n:::`
  const { html, feed } = await read(boxes, 'md', 'fr')
  for (const word of ['L’essentiel', 'À faire', 'À éviter']) {
    expect(html).toContain(word)
    expect(feed).toContain(`<strong>${word}</strong>`)
  }
})

test.each([
  [
    'md',
    ':::steps\nOne, then two.\n:::',
    '6: :::steps shows a numbered list: write :::steps, and below it each step as 1. text',
  ],
  [
    'mdx',
    '<Steps>\n- One\n</Steps>',
    '6: <Steps> shows a numbered list: write <Steps>, and between its lines each step as 1. text',
  ],
  [
    'md',
    ':::key-facts\nOne\n:::',
    '6: :::key-facts shows a list: write :::key-facts, and below it each fact as - text',
  ],
])('in .%s a list that is none is shown and told: %s', async (ending, body, message) => {
  const { html, told } = await read(body, ending)
  expect(told).toEqual([message])
  expect(html).toContain('One')
})

test.each([
  ['md', ':::do{tone="a"}\nA\n:::', '6: :::do takes no "tone". It takes title.'],
  ['md', ':::steps{title="a"}\n1. A\n:::', '6: :::steps takes no "title". It takes nothing but its text.'],
  ['md', ':::dont\n:::', '6: :::dont has no text: :::dont, and the text below it'],
  [
    'md',
    '::file[A]{name=/articles/x}',
    '6: name of ::file must be a file beside the article, such as exercises.pdf, or one of content/files, such as /files/form.pdf',
  ],
  ['md', '::file{name=exercises.pdf}', '6: ::file has no text: ::file[The exercises]{name="exercises.pdf"}'],
  ['mdx', '<File>A</File>', '6: <File> needs name="…": <File name="exercises.pdf">The exercises</File>'],
  [
    'md',
    '::button[A]{href="javascript:alert(1)"}',
    '6: a link may not begin with "javascript:": write an address with https:, http:, mailto: or tel:, or a path of this site',
  ],
  ['mdx', '<Button>A</Button>', '6: <Button> needs href="…": <Button href="/contact">Ask us</Button>'],
  [
    'md',
    '<Button href="/contact">A</Button>',
    '6: <Button> stands in .mdx files: rename the file to .mdx, or write ::button[Ask us]{href="/contact"}',
  ],
  [
    'mdx',
    '<Details>A</Details>',
    '6: <Details> needs title="…": <Details title="What it costs">Text</Details>',
  ],
  [
    'md',
    '<Steps>\n\nA\n\n</Steps>',
    '6: <Steps> stands in .mdx files: rename the file to .mdx, or write :::steps above the text and ::: below it',
  ],
])('in .%s it is told what is wrong: %s', async (ending, body, message) => {
  expect(await read(body, ending)).toMatchObject({ told: [message], html: '' })
})

test('a file is offered with its type and size, on the page and in a feed', async () => {
  const body = '::file[The exercises]{name=exercises.pdf}\n\n::file[The form]{name="/files/The form.docx"}'
  const { told, html, feed } = await read(body)
  expect(told).toEqual([])
  expect(html).toContain('href="/files/articles/x/exercises.pdf"')
  expect(html).toContain('PDF, 340 kB')
  expect(feed).toContain('<p><a href="/files/The%20form.docx">The form</a> (DOCX, 1 kB)</p>')
  expect((await read(body, 'md', 'fr')).html).toMatch(/PDF, 340\sko/)
})

test('a file that is not there is told, and offered to nobody', async () => {
  const { told, html, feed } = await read('::file[The exercises]{name=exercise.pdf}')
  expect(told).toEqual([
    '6: there is no file "exercise.pdf": put it in content/articles/x/. Did you mean "exercises.pdf"?',
  ])
  expect([html, feed]).toEqual(['<p>The exercises</p>', '<p>The exercises</p>'])
})

test('the size of a file stays true when the file changes', async () => {
  const folder = await contentFolder({
    'articles/x.md': article('::file[Sheet]{name=sheet.pdf}'),
    'articles/y.md': article('[Sheet](/files/articles/x/sheet.pdf)'),
    'articles/x/sheet.pdf': 'short',
  })
  const { library, dropped } = await folder.open()
  await folder.write('articles/x/sheet.pdf', 'x'.repeat(1_234_567))
  await library.refresh()
  const all = dropped()
  expect(all).toContain('article:x')
  expect(all).not.toContain('article:y')
  const [item] = library.articles().filter(({ slug }) => slug === 'x')
  if (!item) throw new Error('No article.')
  expect(await feedHtml(await library.body(item), 'en-GB')).toContain('(PDF, 1.2 MB)')
})

test('what only begins like a line of a component stays a text', async () => {
  const { told, html } = await read(
    '::before\n\n::other[x]{y}\n\n::button[A]{href=/contact}\n\nA ::file[x]{y} b',
  )
  expect(told).toEqual([])
  expect(html).toMatch(/^<p>::before<\/p><p>::other\[x\]\{y\}<\/p>/)
  expect(html).toContain('<p>A ::file[x]{y} b</p>')
})

test.each([
  [
    '::map[Here]{href=https://example.org src=x.png}',
    '6: ::map needs alt="…" (what the picture shows, for those who cannot see it): ::map[How to find us]{href="https://example.org/map" src="map.png" alt="Our street, north of the station"}',
  ],
  [
    '::map[Here]{href=https://example.org src=z.png alt=Here}',
    '6: there is no picture "z.png": put it in content/articles/x/. Did you mean "x.png"?',
  ],
])('of a map it is told what is missing: %s', async (body, message) => {
  const { told, html } = await read(body)
  expect(told).toEqual([message])
  expect(html).not.toContain('<img')
})

test('a gallery without a picture is told, and its pictures are asked for in the width they are shown in', async () => {
  expect((await read(':::gallery\nNone\n:::')).told).toEqual([
    '6: :::gallery shows a picture: write :::gallery, and below it each picture as ![what it shows](picture.jpg)',
  ])
  const { html } = await read(
    ':::gallery\n![A](x.png)\n\n<figure><img src="y.png" alt="B"><figcaption>C</figcaption></figure>\n:::\n\n![D](x.png)',
  )
  expect(html.match(/<img/g)?.length).toBe(3)
  expect(html).toContain('<figcaption>C</figcaption>')
})

test.each([
  [
    '::video[A walk]{src=tour.mov}',
    '6: src of ::video must be a file in MP4 or WebM beside the article, such as tour.mp4, one of content/files, such as /files/tour.mp4, or the https address of a film elsewhere; found "tour.mov"',
  ],
  [
    '::video[A walk]{src="javascript:alert(1)"}',
    '6: src of ::video must be a file in MP4 or WebM beside the article, such as tour.mp4, one of content/files, such as /files/tour.mp4, or the https address of a film elsewhere; found "javascript:alert(1)"',
  ],
  [
    '::audio[A talk]{src="https://example.org/talk.mp3"}',
    '6: src of ::audio must be a file in MP3, M4A or Ogg beside the article, such as talk.mp3, or one of content/files, such as /files/talk.mp3; found "https://example.org/talk.mp3"',
  ],
  [
    '::video[A walk]{src=tour.mp4 captions=tour.srt}',
    '6: captions of ::video must be a file in WebVTT beside the article, such as tour.vtt; found "tour.srt"',
  ],
  [
    '::video{src=tour.mp4}',
    '6: ::video has no text: ::video[A walk through the clinic]{src="tour.mp4" poster="tour.jpg" captions="tour.vtt"}',
  ],
  [':::column\nA\n:::', '6: <Column> must stand directly in <Columns>'],
])('of films, sounds and columns it is told what is wrong: %s', async (body, message) => {
  expect(await read(body)).toMatchObject({ told: [message], html: '' })
})

test('words of a component may hold signs, as an import writes them, and it may stand in a list', async () => {
  const { told, html } = await read('- One\n- ::video[A \\[b\\] \\{\\{c\\}\\}]{src="https://vimeo.com/1234"}')
  expect(told).toEqual([])
  expect(html).toContain('A [b] {{c}}')
})

test('a film of another site is a link until somebody follows it, and one of this site says how much it weighs', async () => {
  const { html, feed } = await read(
    '::video[A walk]{src="https://youtu.be/abc_DEF-123"}\n\n::video[Rooms]{src=tour.mp4 captions=tour.vtt}',
  )
  expect(html).not.toMatch(/<iframe|src="http/)
  expect(html).toMatch(
    /<a href="https:\/\/youtu.be\/abc_DEF-123" rel="noopener noreferrer">.*A walk.*Watch on YouTube/,
  )
  expect(html).toMatch(/<video [^>]*preload="metadata"[^>]*width="1280" height="720"/)
  expect(html).toContain('<track kind="captions" src="/files/articles/x/tour.vtt" srcLang="en-GB"')
  expect(html).toContain('MP4, 2.6 MB')
  expect(feed).toContain(
    '<figcaption><a href="https://youtu.be/abc_DEF-123">A walk</a> (YouTube)</figcaption>',
  )
})

test('a film or a sound that is not there is told, and its words stay', async () => {
  const { told, html } = await read('::video[A walk]{src=tuor.mp4}')
  expect(told).toEqual([
    '6: there is no file "tuor.mp4": put it in content/articles/x/. Did you mean "tour.mp4"?',
  ])
  expect(html).toBe('<p>A walk</p>')
})

test.each([
  [
    '<iframe src="https://www.youtube-nocookie.com/embed/abc_DEF-123" title="A walk"></iframe>',
    '::video[A walk]{src="https://www.youtube.com/watch?v=abc_DEF-123"}',
  ],
  [
    '<video controls poster="x.png" title="A walk"><source src="tour.mp4"><track src="tour.vtt"></video>',
    '::video[A walk]{src=tour.mp4 poster=x.png captions=tour.vtt}',
  ],
  ['<audio src="talk.mp3" aria-label="A talk"></audio>', '::audio[A talk]{src=talk.mp3}'],
])('in an .md file %s is the same as %s', async (html, directive) => {
  expect(await read(html)).toEqual(await read(directive))
})

test('a frame that names nothing is told, and any other frame stays a link', async () => {
  const { told, html } = await read(
    '<iframe src="https://player.vimeo.com/video/12345"></iframe>\n\n<iframe src="https://example.org/map" title="Map"></iframe>',
  )
  expect(told).toEqual([
    '6: <iframe> does not say what it shows: give it title="…", which readers see below it',
    '8: <iframe> is shown as a link to https://example.org/map: write [what it is](https://example.org/map), or leave it so',
  ])
  expect(html).toContain('Watch on Vimeo')
  expect(html).toContain('<a href="https://example.org/map" rel="noopener noreferrer">Map</a>')
})

test('a gallery of which no picture is there leaves nothing behind', async () => {
  const { html } = await read('One\n\n:::gallery\n![](z.png)\n:::')
  expect(html).toBe('<p>One</p>')
})
