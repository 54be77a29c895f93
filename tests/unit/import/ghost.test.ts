import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { withoutCards } from '#lib/import/ghost/cards.ts'
import { ghostSource } from '#lib/import/ghost/ghost.ts'
import type { Item, TextItem } from '#lib/import/model.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function read(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'old-ghost-'))
  folders.push(folder)
  const file = join(folder, 'export.json')
  writeFileSync(file, content)
  const told: string[] = []
  const items: Item[] = []
  for await (const item of ghostSource(file).items({
    add: (outcome, what, _place, detail) =>
      void told.push(`${outcome}: ${what}${detail ? ` ${detail}` : ''}`),
  }))
    items.push(item)
  const texts = items.filter((item): item is TextItem => item.kind === 'article' || item.kind === 'page')
  const html = (slug: string) => {
    const body = texts
      .find((one) => one.slug === slug)
      ?.body((outcome, what) => void told.push(`${outcome}: ${what}`))
    return body && 'html' in body ? body.html : undefined
  }
  return { items, texts, told, html, text: (slug: string) => texts.find((one) => one.slug === slug) }
}

const lexical = (...children: object[]) => JSON.stringify({ root: { type: 'root', children } })

const data = {
  posts: [
    {
      ...{
        id: '1',
        uuid: 'u1',
        title: 'Open',
        slug: 'open',
        status: 'published',
        visibility: 'public',
        type: 'post',
      },
      html: '<p>Hello <a href="__GHOST_URL__/other/">there</a></p><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://example.org/a"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A book</div><div class="kg-bookmark-description">Of words</div></div></a></figure><div class="kg-card kg-callout-card"><div class="kg-callout-emoji">!</div><div class="kg-callout-text">Mind <b>it</b></div></div><div class="kg-card kg-signup-card">Subscribe</div>',
      ...{
        feature_image: '__GHOST_URL__/content/images/2024/a.png',
        published_at: '2024-02-03T10:00:00.000Z',
      },
      ...{ codeinjection_head: '<script>x()</script>', featured: 1 },
    },
    {
      id: '2',
      title: 'Paid',
      slug: 'paid',
      status: 'published',
      visibility: 'paid',
      html: '<p>x</p>',
      published_at: 1_700_000_000_000,
    },
    {
      id: '3',
      title: 'Members',
      slug: 'members',
      status: 'published',
      visibility: 'members',
      html: '<p>x</p>',
    },
    { id: '4', title: 'Mail', slug: 'mail', status: 'sent', visibility: 'public', html: '<p>x</p>' },
    {
      id: '5',
      title: 'Old page',
      slug: 'old-page',
      page: 1,
      status: 'published',
      markdown: '# Old page\n\nSome *words*.',
      author_id: '9',
    },
    {
      ...{ id: '6', title: 'Lexical', slug: 'lexical', type: 'post', status: 'published', html: null },
      lexical: lexical(
        {
          type: 'extended-heading',
          tag: 'h2',
          children: [{ type: 'extended-text', text: 'A < B', format: 1 }],
        },
        { type: 'toggle', heading: 'More', content: '<p>Inside</p>' },
        { type: 'email', html: 'secret words' },
      ),
    },
    {
      ...{ id: '7', title: 'Mobile', slug: 'mobile', status: 'draft' },
      mobiledoc: JSON.stringify({
        ...{ version: '0.3.1', atoms: [['soft-return', '', {}]], cards: [['hr', {}]] },
        markups: [['a', ['href', 'https://example.org']], ['em']],
        sections: [
          [
            1,
            'p',
            [
              [0, [0, 1], 2, 'a link'],
              [1, [], 0, 0],
              [0, [], 0, 'more'],
            ],
          ],
          [10, 0],
          [3, 'ul', [[[0, [], 0, 'one']]]],
        ],
      }),
    },
  ],
  posts_meta: [{ post_id: '1', feature_image_alt: 'A bridge', meta_description: 'What it says' }],
  tags: [
    { id: 't1', name: 'Économie', slug: 'conomie' },
    { id: 't2', name: '#hidden', slug: 'hash-hidden', visibility: 'internal' },
    { id: 't3', name: 'Second', slug: 'second' },
  ],
  posts_tags: [
    { post_id: '1', tag_id: 't3', sort_order: 1 },
    { post_id: '1', tag_id: 't1', sort_order: 0 },
    { post_id: '1', tag_id: 't2', sort_order: 2 },
  ],
  users: [
    {
      id: '9',
      name: 'Jane Doe',
      slug: 'jane',
      email: 'jane@secret.example',
      password: '$2a$secret-hash',
      bio: 'Writes.',
      website: 'https://jane.example',
    },
  ],
  posts_authors: [{ post_id: '1', author_id: '9', sort_order: 0 }],
  settings: [
    { key: 'title', value: 'House' },
    { key: 'timezone', value: 'Europe/Paris' },
    { key: 'permalinks', value: '/:year/:month/:slug/' },
    { key: 'members_private_key', value: 'secret-key' },
  ],
  api_keys: [{ secret: 'secret-api' }],
  newsletters: [{ name: 'Weekly' }],
}

test('an export of Ghost: fields, people, cards, old addresses, and nothing that is secret', async () => {
  const { items, told, html, text } = await read(
    JSON.stringify({ db: [{ meta: { version: '6.0.0' }, data }] }),
  )
  expect(items[0]).toMatchObject({ kind: 'site', title: 'House', timeZone: 'Europe/Paris' })
  expect(text('open')).toMatchObject({
    ...{
      kind: 'article',
      key: 'u1',
      date: { at: Date.UTC(2024, 1, 3, 10) },
      draft: undefined,
      featured: true,
    },
    ...{ topics: ['Économie', 'Second'], authors: ['9'], description: 'What it says' },
    image: { address: '/content/images/2024/a.png', alt: 'A bridge' },
    oldPaths: ['/2024/02/open/', '/open/'],
  })
  expect(html('open')).toBe(
    '<p>Hello <a href="/other/">there</a></p><p><a href="https://example.org/a">A book</a></p><p>Of words</p>' +
      '<blockquote data-callout="note"><p>! Mind <b>it</b></p></blockquote>',
  )
  expect(text('paid')?.draft).toBe('for some members alone: paid')
  expect(text('members')?.draft).toBe('for members alone')
  expect(text('mail')?.draft).toBe('sent by mail alone')
  expect(text('old-page')).toMatchObject({ kind: 'page', authors: ['9'] })
  expect(html('old-page')).toBe('<p>Some <em>words</em>.</p>')
  expect(html('lexical')).toBe(
    '<h2><strong>A &lt; B</strong></h2><details><summary>More</summary><p>Inside</p></details>',
  )
  expect(text('mobile')?.draft).toBe('a draft')
  expect(html('mobile')?.replaceAll('\n', '')).toBe(
    '<p><a href="https://example.org"><em>a link</em></a><br>more</p><hr><ul><li>one</li></ul>',
  )
  expect(items).toContainEqual(
    expect.objectContaining({ kind: 'redirect', from: '/tag/conomie/', to: '/topics/economie' }),
  )
  expect(told).toEqual(
    expect.arrayContaining([
      'left-out: internal tags (#) #hidden',
      'left-out: newsletters',
      'left-out: code injected into a text Open',
      'left-out: cards “kg-signup-card”',
      'left-out: cards “email”',
    ]),
  )
  expect(JSON.stringify([items, told])).not.toMatch(/secret/)
})

test('what the tools for moving to Ghost keep is read, too', async () => {
  const post = {
    ...{
      title: 'Kept',
      slug: 'kept',
      status: 'published',
      published_at: '2020-06-27T12:07:24',
      html: '<p>Words</p>',
    },
    author: { url: '/author/jane/', data: { id: 1, slug: 'jane', name: 'Jane Doe' } },
    tags: [{ url: '/x/', data: { slug: 'meals', name: 'Meals' } }],
  }
  const { text, items } = await read(
    JSON.stringify({ errors: [], result: { users: [], posts: [{ url: '/kept/', data: post }] } }),
  )
  expect(text('kept')).toMatchObject({
    topics: ['Meals'],
    authors: ['1'],
    date: { at: Date.UTC(2020, 5, 27, 12, 7, 24) },
  })
  expect(items).toContainEqual(expect.objectContaining({ kind: 'author', key: '1', name: 'Jane Doe' }))
})

test('what is no export is told', async () => {
  expect((await read('{ "db": ')).told[0]).toMatch(/^unreadable: files that are no JSON/)
  expect((await read('{ "posts": 1 }')).told).toEqual([
    'unreadable: files that are no export of Ghost: it has db, data and posts',
  ])
  expect((await read(JSON.stringify({ meta: {}, data }))).texts).toHaveLength(7)
})

test('what stood on a card stays: titles of pictures, who published, and a film without the words of its player', () => {
  const card = (html: string) => withoutCards(html, () => {})
  const image = (more: string, below = '') =>
    card(`<figure class="kg-card kg-image-card"><img src="/a.png" ${more}>${below}</figure>`)
  expect(image('alt="A bridge" title="In spring"')).toContain('<figcaption>In spring</figcaption>')
  expect(image('alt="" title="In spring"')).toContain('alt="In spring"')
  expect(image('alt="A" title="B"', '<figcaption>C</figcaption>').match(/<figcaption>/g)).toHaveLength(1)
  expect(
    card(
      '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://example.org/a"><div class="kg-bookmark-title">A book</div><span class="kg-bookmark-author">Ann</span><span class="kg-bookmark-publisher">House</span></a></figure>',
    ),
  ).toBe('<p><a href="https://example.org/a">A book</a> (Ann, House)</p>')
  expect(
    card(
      '<figure class="kg-card kg-video-card" data-kg-thumbnail="/thumb.jpg" data-kg-custom-thumbnail=""><div class="kg-video-container"><video src="/film.mp4" poster="https://img.spacergif.org/v1/9x9/0a/spacer.png"></video><span class="kg-video-current-time">0:00</span><button>1×</button></div><figcaption>A walk</figcaption></figure>',
    ),
  ).toBe(
    '<figure><video src="/film.mp4" poster="/thumb.jpg"></video><figcaption>A walk</figcaption></figure>',
  )
})
