import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Article, Page } from '#lib/content/article.ts'
import { type WxrItem, wordpressXml } from '#lib/export/wxr.ts'
import { anArticle, anAuthor } from '../components/articles.ts'

// As WordPress's own importer reads it: RSS 2.0 with the elements of WXR 1.2.

type Node = { name: string; attributes: Record<string, string>; text: string; children: Node[] }

function parsed(xml: string): Node {
  const root: Node = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: attributes as Record<string, string>, text: '', children: [] }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  const add = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root
}

const all = (node: Node, name: string): Node[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
const text = (node: Node | undefined, name: string) => node && all(node, name)[0]?.text
const meta = (node: Node | undefined) =>
  Object.fromEntries(
    (node ? all(node, 'wp:postmeta') : []).map((one) => [
      text(one, 'wp:meta_key'),
      text(one, 'wp:meta_value'),
    ]),
  )

const place = {
  ...{ name: 'Acorn & Co', description: 'Health', lang: 'en-GB', timeZone: 'Europe/Paris' },
  ...{ siteUrl: 'https://example.org', now: Date.UTC(2026, 10, 24) },
}

async function exported(given: Partial<WxrItem> & { item?: Article | Page } = {}): Promise<Node> {
  async function* items() {
    yield { item: anArticle(), state: 'here' as const, html: '<p>Words.</p>', replies: [], ...given }
  }
  let xml = ''
  for await (const part of wordpressXml(place, [anAuthor()], items())) xml += part
  return parsed(xml)
}

const postOf = async (given: Parameters<typeof exported>[0] = {}) =>
  all(await exported(given), 'item').find((item) => text(item, 'wp:post_type') !== 'attachment')

test('the head says version, site and authors, and no address of anybody', async () => {
  const root = await exported()
  const [rss] = root.children
  expect(rss?.attributes).toMatchObject({ version: '2.0', 'xmlns:wp': 'http://wordpress.org/export/1.2/' })
  const [channel] = all(root, 'channel')
  expect(text(channel, 'wp:wxr_version')).toBe('1.2')
  expect(text(channel, 'title')).toBe('Acorn & Co')
  expect([text(channel, 'wp:base_site_url'), text(channel, 'link')]).toEqual([place.siteUrl, place.siteUrl])
  const [author] = all(root, 'wp:author')
  expect([text(author, 'wp:author_login'), text(author, 'wp:author_display_name')]).toEqual([
    'desk',
    'The desk',
  ])
  expect(text(author, 'wp:author_email')).toBe('')
})

describe('an article', () => {
  test.each([
    ['here', 'publish'],
    ['draft', 'draft'],
    ['scheduled', 'future'],
    ['expired', 'private'],
  ] as const)('that is %s is “%s” there', async (state, status) => {
    expect(text(await postOf({ state }), 'wp:status')).toBe(status)
  })

  test('has its time on the clocks of the site and in UTC, in summer and in winter', async () => {
    for (const [month, local] of [
      [0, '2025-01-30 13:00:00'],
      [6, '2025-07-30 14:00:00'],
    ] as const) {
      const at = Date.UTC(2025, month, 30, 12)
      const post = await postOf({ item: anArticle({ date: { typed: '', day: '', at } }) })
      expect(text(post, 'wp:post_date')).toBe(local)
      expect(text(post, 'wp:post_date_gmt')).toBe(new Date(at).toISOString().slice(0, 19).replace('T', ' '))
      expect(text(post, 'pubDate')).toBe(new Date(at).toUTCString())
    }
  })

  test('keeps its slug, topics, earlier addresses and whether replies may be left', async () => {
    const item = anArticle({
      redirectFrom: ['/articles/old', '/2016/05/older', '/articles/x/y'],
      replies: 'closed',
    })
    const post = await postOf({ item })
    expect(text(post, 'wp:post_name')).toBe('tea')
    const [topic] = post ? all(post, 'category') : []
    expect([topic?.attributes, topic?.text]).toEqual([{ domain: 'category', nicename: 'work' }, 'Work'])
    expect(meta(post)._wp_old_slug).toBe('old')
    expect(text(post, 'wp:comment_status')).toBe('closed')
    expect(text(await postOf(), 'wp:comment_status')).toBe('open')
  })

  test('has a title that is text there, where titles are read as HTML', async () => {
    const post = await postOf({
      item: anArticle({ title: 'Of <i>, &amp; and 1 < 2', description: '</p>&lt;' }),
    })
    expect(text(post, 'title')).toBe('Of &lt;i>, &amp;amp; and 1 < 2')
    expect(text(post, 'excerpt:encoded')).toBe('&lt;/p>&amp;lt;')
  })

  test('that is a page is one there, without topics and comments', async () => {
    const { topics: _, date: __, image: ___, authors: ____, replies: _____, ...rest } = anArticle()
    const post = await postOf({ item: { ...rest, path: '/about', slug: 'about' } as unknown as Page })
    expect([text(post, 'wp:post_type'), text(post, 'wp:comment_status')]).toEqual(['page', 'closed'])
    expect(post && all(post, 'category')).toEqual([])
  })
})

describe('pictures and files', () => {
  const html =
    '<p><img src="/pictures/articles/tea/a.png" alt="A &amp; B"><img src="/pictures/articles/tea/a.png" alt="again">' +
    '<a href="/files/list.pdf">List</a><a href="/articles/other">Other</a><img src="https://elsewhere.example/files/x.png" alt=""></p>'

  test('each of the site’s own is one attachment of its text, with its description', async () => {
    const items = all(await exported({ html }), 'item')
    const [post, ...files] = items
    expect(
      files.map((file) => [text(file, 'wp:attachment_url'), meta(file)._wp_attachment_image_alt]),
    ).toEqual([
      ['https://example.org/pictures/articles/tea/cover.jpg', 'A cup'],
      ['https://example.org/pictures/articles/tea/a.png', 'A & B'],
      ['https://example.org/files/list.pdf', undefined],
    ])
    const id = text(post, 'wp:post_id')
    for (const file of files)
      expect([text(file, 'wp:post_parent'), text(file, 'wp:status')]).toEqual([id, 'inherit'])
    expect(meta(post)._thumbnail_id).toBe(text(files[0], 'wp:post_id'))
    const ids = items.map((item) => text(item, 'wp:post_id'))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('addresses in the text are whole, as it is read elsewhere', async () => {
    const content = text(await postOf({ html }), 'content:encoded')
    expect(content).toContain('src="https://example.org/pictures/articles/tea/a.png"')
    expect(content).toContain('href="https://example.org/articles/other"')
    expect(content).not.toMatch(/(?:src|href)="\//)
  })
})

describe('a reply', () => {
  const replyOf = (status: string, more: object = {}) =>
    ({
      ...{ id: 'r', article: 'tea', name: 'Ann', email: 'ann@example.org', comment: 'One.\n\nTwo  <b>.' },
      ...{ createdAt: Date.UTC(2025, 6, 1, 10), reasons: [], answers: [], status },
      ...more,
    }) as unknown as WxrItem['replies'][number]

  test.each([
    ['approved', '1'],
    ['waiting', '0'],
    ['held', '0'],
    ['spam', 'spam'],
    ['rejected', 'trash'],
    ['bin', 'trash'],
  ])('that is %s is “%s” there', async (status, approved) => {
    expect(text(await postOf({ replies: [replyOf(status)] }), 'wp:comment_approved')).toBe(approved)
  })

  test('is text in paragraphs, whatever was typed, with its time in both zones', async () => {
    const post = await postOf({ replies: [replyOf('approved')] })
    expect(text(post, 'wp:comment_content')).toMatch(/^One\.\n\nTwo\s+&lt;b>?(?:&gt;)?\.$/)
    expect(text(post, 'wp:comment_date')).toBe('2025-07-01 12:00:00')
    expect(text(post, 'wp:comment_date_gmt')).toBe('2025-07-01 10:00:00')
    expect(text(post, 'wp:comment_author_IP')).toBe('')
  })

  test('stands above the answers of the staff, which have the site’s name and no address', async () => {
    const answers = [1, 2].map((id) => ({
      id: `a${id}`,
      text: `Answer ${id}`,
      by: 'ann@staff.example',
      createdAt: id,
    }))
    const post = await postOf({ replies: [replyOf('approved', { answers }), replyOf('waiting')] })
    const comments = post ? all(post, 'wp:comment') : []
    const ids = comments.map((comment) => text(comment, 'wp:comment_id'))
    expect(comments.map((comment) => text(comment, 'wp:comment_parent'))).toEqual(['0', ids[0], ids[0], '0'])
    expect(new Set(ids).size).toBe(4)
    expect(text(comments[1], 'wp:comment_author')).toBe('Acorn & Co')
    expect(JSON.stringify(post)).not.toContain('staff.example')
  })
})
