import { parseFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import type { Article } from '#lib/content/article.ts'
import { atomFeed, type Feed, jsonFeed, rssFeed } from '#lib/content/feed.ts'
import { absolutised } from '#lib/content/feed-text.ts'
import { readFrom } from '../components/articles.ts'
import { parseXml, type XmlElement } from './xml.ts'

const nasty = 'Ampersands & <tags> "quotes" ]]> \u0007bell \ud800lone 🩺'
const clean = 'Ampersands & <tags> "quotes" ]]> bell \ufffdlone 🩺'

function sample(): Article {
  const at = Date.parse('2026-03-29T00:30:00Z')
  return {
    slug: 'x',
    path: '/articles/x',
    title: nasty,
    description: nasty,
    date: { typed: '2026-03-29', day: '2026-03-29', at },
    updated: { typed: '2026-03-30', day: '2026-03-30', at: at + 86_400_000 },
    authors: [{ id: 'jane-doe', path: '/authors/jane-doe', name: 'Jane & Doe', kind: 'person', links: [] }],
    topics: [{ slug: 'a-b', label: 'A & B', path: '/topics/a-b' }],
    image: { path: '/pictures/articles/x/a.png', alt: 'A', width: 1, height: 1 },
    draft: false,
    featured: false,
    redirectFrom: [],
    replies: 'open',
    lang: 'en-GB',
    translations: [],
    headings: '',
    ...readFrom('articles/x.mdx'),
    words: 1,
    minutes: 1,
  }
}

function feed(path: string): Feed {
  const html = `<p>${'Text ]]> &amp; more'}</p><a href="/contact?a=1&amp;b=2">c</a><img src="y.png" alt="&lt;"/>`
  return {
    title: 'Broadsheet & Co',
    description: 'All of it',
    siteUrl: 'https://example.org',
    path,
    page: '/',
    lang: 'en-GB',
    items: [{ article: sample(), html }],
  }
}

const wholeHtml =
  '<p>Text ]]> &amp; more</p><a href="https://example.org/contact?a=1&amp;b=2">c</a><img src="https://example.org/articles/y.png" alt="&lt;"/>'

function one(element: XmlElement | undefined, name: string): XmlElement {
  const found = element?.children.filter((child) => child.name === name) ?? []
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of <${name}> in <${element?.name}>`)
  return found[0]
}

test('the RSS feed is well-formed and says everything', () => {
  const channel = one(parseXml(rssFeed(feed('/feed.xml'))), 'channel')
  expect(one(channel, 'title').text).toBe('Broadsheet & Co')
  expect(one(channel, 'link').text).toBe('https://example.org/')
  expect(one(channel, 'atom:link').attributes).toEqual({
    href: 'https://example.org/feed.xml',
    rel: 'self',
    type: 'application/rss+xml',
  })
  expect(one(channel, 'language').text).toBe('en-GB')
  expect(one(channel, 'lastBuildDate').text).toBe('Mon, 30 Mar 2026 00:30:00 GMT')
  const item = one(channel, 'item')
  expect(one(item, 'title').text).toBe(clean)
  expect(one(item, 'link').text).toBe('https://example.org/articles/x')
  expect(one(item, 'guid')).toMatchObject({
    attributes: { isPermaLink: 'true' },
    text: 'https://example.org/articles/x',
  })
  expect(one(item, 'pubDate').text).toBe('Sun, 29 Mar 2026 00:30:00 GMT')
  expect(one(item, 'dc:creator').text).toBe('Jane & Doe')
  expect(one(item, 'category').text).toBe('A & B')
  expect(one(item, 'description').text).toBe(clean)
  expect(one(item, 'content:encoded').text).toBe(wholeHtml)
})

test('the Atom feed is well-formed and has what the standard asks for', () => {
  const root = parseXml(atomFeed(feed('/atom.xml')))
  expect(root.attributes.xmlns).toBe('http://www.w3.org/2005/Atom')
  expect(one(root, 'id').text).toBe('https://example.org/atom.xml')
  expect(one(root, 'updated').text).toBe('2026-03-30T00:30:00Z')
  expect(root.children.filter(({ name }) => name === 'link').map(({ attributes }) => attributes.rel)).toEqual(
    ['self', 'alternate'],
  )
  const entry = one(root, 'entry')
  expect(one(entry, 'id').text).toBe('https://example.org/articles/x')
  expect(one(entry, 'title').text).toBe(clean)
  expect(one(entry, 'published').text).toBe('2026-03-29T00:30:00Z')
  expect(one(entry, 'updated').text).toBe('2026-03-30T00:30:00Z')
  expect(one(one(entry, 'author'), 'name').text).toBe('Jane & Doe')
  expect(one(entry, 'category').attributes).toEqual({ term: 'a-b', label: 'A & B' })
  expect(one(entry, 'content')).toMatchObject({ attributes: { type: 'html' }, text: wholeHtml })
})

test('the JSON feed has what the standard asks for', () => {
  const parsed = JSON.parse(jsonFeed(feed('/feed.json')))
  expect(parsed).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Broadsheet & Co',
    home_page_url: 'https://example.org/',
    feed_url: 'https://example.org/feed.json',
    items: [
      {
        id: 'https://example.org/articles/x',
        url: 'https://example.org/articles/x',
        content_html: wholeHtml,
        date_published: '2026-03-29T00:30:00Z',
        date_modified: '2026-03-30T00:30:00Z',
        authors: [{ name: 'Jane & Doe', url: 'https://example.org/authors/jane-doe' }],
        tags: ['A & B'],
        image: 'https://example.org/pictures/plain/articles/x/a.png',
        language: 'en-GB',
      },
    ],
  })
})

test('an independent reader finds in all three the picture with its true size, and the hub', () => {
  const card = { url: 'https://example.org/pictures/share/x.jpg', bytes: 4321, type: 'image/jpeg' }
  const hub = 'https://hub.example/?a=1&b=2'
  const given = (path: string): Feed => {
    const { items, ...rest } = feed(path)
    return { ...rest, hub, items: items.map((item) => ({ ...item, card })) }
  }
  const rss = parseFeed(rssFeed(given('/feed.xml')))
  const atom = parseFeed(atomFeed(given('/atom.xml')))
  const json = parseFeed(jsonFeed(given('/feed.json')))
  if (rss.format !== 'rss' || atom.format !== 'atom' || json.format !== 'json') throw new Error('Not known')
  const { url, bytes: length, type } = card
  expect(rss.feed.items?.map(({ enclosures }) => enclosures)).toEqual([[{ url, length, type }]])
  expect(rss.feed.atom?.links).toEqual([
    { href: 'https://example.org/feed.xml', rel: 'self', type: 'application/rss+xml' },
    { href: hub, rel: 'hub' },
  ])
  const links = atom.feed.entries?.[0]?.links
  expect(links?.filter(({ rel }) => rel === 'enclosure')).toEqual([
    { href: url, rel: 'enclosure', type, length },
  ])
  expect(atom.feed.links?.map(({ rel, href }) => [rel, href])).toContainEqual(['hub', hub])
  expect(json.feed.hubs).toEqual([{ type: 'WebSub', url: hub }])
  expect(json.feed.items?.[0]?.image).toMatch(/^https:/)
})

test('a feed without items is a feed still', () => {
  const nothing = { ...feed('/feed.xml'), items: [] }
  expect(one(parseXml(rssFeed(nothing)), 'channel').children.some(({ name }) => name === 'item')).toBe(false)
  expect(one(parseXml(atomFeed(nothing)), 'updated').text).toBe('1970-01-01T00:00:00Z')
  expect(JSON.parse(jsonFeed(nothing)).items).toEqual([])
})

test('a feed of a site without a description says nothing in its place, but for RSS, which must have one', () => {
  const bare = (path: string): Feed => ({ ...feed(path), description: '' })
  expect(one(one(parseXml(rssFeed(bare('/feed.xml'))), 'channel'), 'description').text).toBe(
    'Broadsheet & Co',
  )
  expect(atomFeed(bare('/atom.xml'))).not.toContain('<subtitle')
  expect(JSON.parse(jsonFeed(bare('/feed.json')))).not.toHaveProperty('description')
})

test('addresses in a text hold wherever it is read', () => {
  const page = 'https://example.org/articles/x'
  expect(absolutised('<a class="b" href="#two">t</a>', page)).toBe(
    '<a class="b" href="https://example.org/articles/x#two">t</a>',
  )
  expect(absolutised('<a href="mailto:a@example.org">t</a>', page)).toBe(
    '<a href="mailto:a@example.org">t</a>',
  )
  expect(absolutised('<p>href="/not-a-link"</p>', page)).toBe('<p>href="/not-a-link"</p>')
  expect(absolutised('<img src="/a.png" alt="A"><img src="/b.png" alt="B">', page)).toBe(
    '<img src="https://example.org/a.png" alt="A"><img src="https://example.org/b.png" alt="B">',
  )
})

test('a feed says nothing about what an article does not have', () => {
  const bare = { ...sample(), authors: [], topics: [] }
  const [item] = JSON.parse(jsonFeed({ ...feed('/feed.json'), items: [{ article: bare, html: '' }] })).items
  expect(Object.keys(item)).not.toContain('authors')
  expect(Object.keys(item)).not.toContain('tags')
})
