import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { absolutised, cdata, outsideHtml, xmlText } from '#lib/content/feed-text.ts'
import { wordpressXml } from '#lib/export/wxr.ts'
import { repliesFeed } from '#lib/replies/feed.ts'
import { replyStatuses } from '#lib/replies/reply.ts'
import { anArticle } from '../components/articles.ts'

const hostile = [
  ...[
    '&',
    '<',
    '>',
    '"',
    "'",
    ']]>',
    ']]',
    ']>',
    '<![CDATA[',
    ']]>]]>',
    '<!--',
    '-->',
    '<?xml?>',
    '&amp;',
    '&#0;',
  ],
  ...[
    '\u0000\u0001\u0008\u000b',
    '\u001f\ufffe\uffff',
    '\ud800',
    '\udc00x',
    '🙂',
    '\u2028',
    '\t',
    'a\nb',
    'مرحبا',
  ],
  ...['</item>', '</content:encoded>', '$&', '$1', '{{x}}', '%00', ' ', '', 'https://example.org/?a=1&b=<2>'],
]
/** What XML 1.0 may hold of it (2.2). */
const kept = (text: string) =>
  text.toWellFormed().replace(/(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/gu, '')

/** By a strict parser, with the texts of each element. */
function read(xml: string): Map<string, string[]> {
  const texts = new Map<string, string[]>()
  const open: { name: string; text: string }[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => open.push({ name, text: '' }))
  const add = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const { name = '', text = '' } = open.pop() ?? {}
    texts.set(name, [...(texts.get(name) ?? []), text])
  })
  parser.write(xml).close()
  return texts
}

test('whatever stands in a text, XML gives it back, as text and as a section', () => {
  for (const text of [...hostile, hostile.join(''), hostile.join(' ')]) {
    const found = read(`<a><b c="${xmlText(text)}">${xmlText(text)}</b><d>${cdata(text)}</d></a>`)
    expect(found.get('b')).toEqual([kept(text)])
    expect(found.get('d')).toEqual([kept(text)])
  }
})

test('a feed of replies and an export for WordPress are read by a strict parser, with all that was typed', async () => {
  for (const text of [...hostile, hostile.join('')]) {
    const answer = { id: 'a', text, by: 'anna@example.org', createdAt: 2 }
    const reply = {
      id: '1',
      article: 'tea',
      name: text || 'x',
      email: 'v@example.org',
      website: 'https://v.example/',
      comment: text,
      createdAt: 1,
      answers: [answer],
    }
    const feed = read(
      repliesFeed({ title: text, path: '/articles/tea' }, [reply], {
        siteUrl: 'https://example.org',
        lang: 'en',
        siteName: text,
        leadsHere: () => true,
      }),
    )
    expect(feed.get('title')?.[1]).toContain('')
    expect(feed.get('dc:creator')?.[1]).toBe(kept(text || 'x'))
    const item = {
      ...anArticle({ title: text, description: text, redirectFrom: ['/articles/old', '/else'] }),
      replies: 'open' as const,
    }
    async function* items() {
      for (const state of ['here', 'draft', 'scheduled', 'expired'] as const)
        yield {
          item,
          state,
          html: `<p>${text.replace(/[<&"]/g, '')}</p>`,
          replies: replyStatuses.map((status) => ({ ...reply, status, reasons: [] })),
        }
    }
    const place = {
      name: text,
      description: text,
      lang: 'en',
      timeZone: 'Europe/London',
      siteUrl: 'https://example.org',
      now: 5,
    }
    let xml = ''
    for await (const piece of wordpressXml(
      place,
      [{ id: 'desk', path: '/authors/desk', name: text, kind: 'person', links: [] }],
      items() as never,
    ))
      xml += piece
    const found = read(xml)
    expect(found.get('wp:author_display_name')).toEqual([kept(text)])
    expect(found.get('wp:status')?.filter((status) => status !== 'inherit')).toEqual([
      'publish',
      'draft',
      'future',
      'private',
    ])
    // WordPress reads it as HTML.
    const excerpt = found.get('excerpt:encoded')?.[0] ?? ''
    expect(excerpt.replace(/&(lt|amp);/g, (_, name) => (name === 'lt' ? '<' : '&'))).toBe(kept(text))
    // Each number once, and each answer under its reply.
    const ids = found.get('wp:comment_id')?.map(Number) ?? []
    expect(ids).toEqual(Array.from({ length: 4 * 2 * replyStatuses.length }, (_, at) => at + 1))
    expect(found.get('wp:comment_parent')?.map(Number)).toEqual(ids.map((id) => (id % 2 ? 0 : id - 1)))
    expect(found.get('wp:meta_value')).toContain('old')
    const posts = found.get('wp:post_id')?.map(Number) ?? []
    expect(new Set(posts).size).toBe(posts.length)
  }
})

const page = 'https://example.org/articles/tea'

test.each([
  ['<a href="/b?x=1&amp;y=2">', '<a href="https://example.org/b?x=1&amp;y=2">'],
  ['<a href="c.pdf">', '<a href="https://example.org/articles/c.pdf">'],
  ['<a href="#note">', '<a href="https://example.org/articles/tea#note">'],
  ['<a href="//cdn.example/x">', '<a href="https://cdn.example/x">'],
  ['<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'],
  [
    '<a class="x" href="/b" title="a > b">',
    '<a class="x" href="/b" title="a > b">'.replace('"/b"', '"https://example.org/b"'),
  ],
  [
    '<video src="/files/a.mp4" poster="/pictures/p.png">',
    '<video src="https://example.org/files/a.mp4" poster="https://example.org/pictures/p.png">',
  ],
  ['<blockquote cite="/s">', '<blockquote cite="https://example.org/s">'],
  ['<a href="http://[bad">', '<a href="http://[bad">'],
  ['<p>href="/b"</p>', '<p>href="/b"</p>'],
  ['<a data-href="/b">', '<a data-href="/b">'],
  ['<a href="/a&quot;b">', '<a href="https://example.org/a%22b">'],
  ['<a href="/files/it&#x27;s.pdf">', '<a href="https://example.org/files/it&#x27;s.pdf">'],
  ['<a href="/q?a=&lt;b&gt;&amp;c=1">', '<a href="https://example.org/q?a=%3Cb%3E&amp;c=1">'],
  ['', ''],
])('%j is, elsewhere, %j', (html, outside) => {
  expect(absolutised(html, page)).toBe(outside)
})

test('readers of feeds get pictures that they can show, and others as they are', () => {
  expect(
    outsideHtml('<img alt="x" src="/pictures/articles/a.webp"><img src="https://else.example/b.webp">', page),
  ).toBe(
    '<img alt="x" src="https://example.org/pictures/plain/articles/a.webp"><img src="https://else.example/b.webp">',
  )
})
