import { expect, test } from 'vitest'
import { attachment, comment, meta, oldAddress, post, term, wxr } from '../../support/wxr.ts'
import { newSite, pixel } from './imported.ts'

test('a post comes with its dates, author, topics, description and old addresses', async () => {
  const site = newSite()
  const { report, isReadable } = await site.take(
    wxr([
      post(
        12,
        {
          title: 'Colds &amp; <em>coughs</em>',
          'wp:post_name': 'colds',
          link: `${oldAddress}/2016/05/06/colds/`,
          'excerpt:encoded': 'What helps against a cold.',
          'wp:post_modified': '2016-08-01 09:00:00',
          'wp:post_modified_gmt': '2016-08-01 07:00:00',
          'wp:is_sticky': '1',
        },
        meta('_wp_old_slug', 'cold') +
          term('category', 'health', 'Health') +
          term('post_tag', 'health', 'health') +
          term('category', 'uncategorized', 'Uncategorized') +
          term('post_format', 'post-format-aside', 'Aside'),
      ),
    ]),
    { timeZone: 'Europe/Paris' },
  )
  expect(isReadable).toBe(true)
  const text = site.read('articles/colds.md')
  for (const line of [
    'title: Colds & coughs',
    'description: What helps against a cold.',
    'date: 2016-05-06T12:30:00+02:00',
    'updated: 2016-08-01T09:00:00+02:00',
    'author: jane-doe',
    'featured: true',
    '  - /2016/05/06/colds',
    '  - /2016/05/06/cold',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).toContain('topics:\n  - Health\n')
  expect(report).toContain('terms of the kind post_format')
  expect(site.read('authors/jane-doe.yml')).toBe('name: Jane Doe\n')
  expect(site.files()).not.toContain('authors/never-used.yml')
  expect(site.read('redirects.yml')).toContain('/category/health/: /topics/health\n')
  for (const line of [
    '/?p=12: /articles/colds',
    '/category/health/feed/: /topics/health/feed.xml',
    '/tag/health/: /topics/health',
    '/feed/: /feed.xml',
    '/author/jane/: /authors/jane-doe',
  ])
    expect(site.read('redirects.yml').split('\n')).toContain(line)
})

test('site.yml is filled where there is none, and never overwritten', async () => {
  const site = newSite()
  const winter = post(2, { 'wp:post_date': '2016-01-06 12:30:00', 'wp:post_date_gmt': '2016-01-06 11:30:00' })
  await site.take(wxr([post(1), winter], { lang: 'fr-FR' }))
  expect(site.read('site.yml')).toBe(
    'name: Acorn & Co\ntagline: Health in the valley\nlang: fr-FR\ntimeZone: Europe/Paris\n',
  )
  const own = newSite()
  own.put('content/site.yml', 'name: Ours\nlang: de\n')
  const { report } = await own.take(wxr([post(1)]))
  expect(own.read('site.yml')).toBe('name: Ours\nlang: de\n')
  expect(report).toContain('there is a site.yml already')
})

test('what was not public becomes a draft, and what was thrown away does not come', async () => {
  const site = newSite()
  const { report } = await site.take(
    wxr([
      post(1, {
        'wp:status': 'draft',
        'wp:post_name': '',
        title: 'Begun',
        'wp:post_date_gmt': '0000-00-00 00:00:00',
      }),
      post(2, { 'wp:status': 'private' }),
      post(3, { 'wp:post_password': 'secret' }),
      post(4, { 'wp:status': 'pending' }),
      post(5, { 'wp:status': 'trash', title: 'Thrown' }),
      post(6, {
        'wp:status': 'future',
        'wp:post_date': '2999-01-01 00:00:00',
        'wp:post_date_gmt': '2999-01-01 00:00:00',
      }),
      post(7, { 'wp:status': 'what-is-this' }),
    ]),
  )
  for (const name of ['begun', 'post-2', 'post-3', 'post-4', 'post-7'])
    expect(site.read(`articles/${name}.md`)).toContain('\ndraft: true\n')
  expect(site.read('articles/begun.md')).toContain('date: 2016-05-06T12:30:00')
  expect(site.read('articles/post-6.md')).not.toContain('draft')
  expect(site.files().filter((name) => name.startsWith('articles/'))).toHaveLength(6)
  expect(report).toContain('texts behind a password, now drafts')
  expect(report).not.toContain('secret')
})

test('what visitors sent by forms is written nowhere, not even into the report', async () => {
  const site = newSite()
  const feedback = post(9, {
    'wp:post_type': 'feedback',
    title: 'Mary Private',
    'wp:post_name': 'mary-private',
    'content:encoded': 'mary@private.example writes from 192.0.2.7',
  })
  const { report } = await site.take(wxr([feedback, post(1)]))
  const all =
    site
      .files()
      .map((name) => site.read(name))
      .join('\n') + report
  expect(all).not.toMatch(/mary|192\.0\.2\.7/i)
  expect(report).toMatch(/1 {2}what visitors sent by forms: written nowhere\n +\S+export\.xml:\d+/)
})

test('approved comments of people become replies, in order, saying whom they answer', async () => {
  const site = newSite()
  const { replies, report } = await site.take(
    wxr([
      post(
        1,
        {},
        [
          comment(1, {
            'wp:comment_content': 'First &amp; <b>best</b>\n\nSee <a href="https://example.org/x">this</a>.',
            'wp:comment_author_url': 'https://one.example',
          }),
          comment(2, { 'wp:comment_parent': '1' }),
          comment(3, { 'wp:comment_type': 'pingback' }),
          comment(4, { 'wp:comment_approved': 'spam' }),
          comment(5, { 'wp:comment_approved': '0' }),
          comment(6, { 'wp:comment_type': '', 'wp:comment_parent': '3' }),
        ].join('\n'),
      ),
      post(2, { 'wp:post_type': 'page' }, comment(7)),
    ]),
  )
  expect(
    replies.map(({ article, name, comment, website, createdAt }) => ({
      article,
      name,
      comment,
      website,
      createdAt,
    })),
  ).toEqual([
    {
      ...{ article: 'post-1', name: 'Reader 1', website: 'https://one.example' },
      ...{
        comment: 'First & best\n\nSee this (https://example.org/x).',
        createdAt: Date.parse('2016-05-07T06:00:01Z'),
      },
    },
    {
      ...{ article: 'post-1', name: 'Reader 2', website: undefined },
      ...{ comment: '@Reader 1: What reader 2 says.', createdAt: Date.parse('2016-05-07T06:00:02Z') },
    },
    {
      ...{ article: 'post-1', name: 'Reader 6', website: undefined },
      ...{ comment: 'What reader 6 says.', createdAt: Date.parse('2016-05-07T06:00:06Z') },
    },
  ])
  expect(replies.every(({ id }) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true)
  for (const line of [
    '1  pingbacks and trackbacks',
    '1  comments marked as spam or thrown away',
    '1  comments that nobody had approved',
    '1  comments on pages, which take no replies here',
  ])
    expect(report).toContain(line)
})

test('pictures come from the folder in full size, with the description that the library has', async () => {
  const site = newSite()
  for (const name of [
    '2016/05/Ward.jpg',
    '2016/05/Ward-300x200.jpg',
    '2016/05/cover.png',
    '2016/05/sheet.pdf',
  ])
    site.put(`uploads/${name}`, name.endsWith('pdf') ? '%PDF-' : pixel)
  const at = (name: string) => `${oldAddress}/wp-content/uploads/2016/05/${name}`
  const { report } = await site.take(
    wxr([
      attachment(20, at('Ward.jpg'), {}, meta('_wp_attachment_image_alt', 'A ward with six beds')),
      attachment(21, at('cover.png'), { 'excerpt:encoded': 'The <em>new</em> entrance &amp; hall' }),
      post(
        1,
        {
          'content:encoded': `<a href="${at('Ward.jpg')}"><img src="${at('Ward-300x200.jpg')}" class="wp-image-20"></a>\n\n<a href="${at('sheet.pdf')}">The sheet</a>\n\n<img src="${at('gone.jpg')}" alt="Gone">\n\n[gallery ids="20,99"]`,
        },
        meta('_thumbnail_id', '21'),
      ),
    ]),
    { pictures: site.place('uploads') },
  )
  const text = site.read('articles/post-1.md')
  expect(text).toContain('image: cover.png\nimageAlt: The new entrance & hall\n')
  expect(text.split('---\n\n')[1]).toBe(
    `![A ward with six beds](ward.png)\n\n[The sheet](/files/sheet.pdf)\n\n![Gone](${at('gone.jpg')})\n\n![A ward with six beds](ward.png)\n`,
  )
  expect(site.files()).toEqual(
    expect.arrayContaining(['articles/post-1/cover.png', 'articles/post-1/ward.png', 'files/sheet.pdf']),
  )
  expect(report).toMatch(/1 {2}pictures that are not here.*\n.*gone\.jpg/)
  expect(report).toContain('pictures of galleries that the export does not hold')
})

test('addresses are made where there is none, or one that is taken or belongs to the site', async () => {
  const site = newSite()
  await site.take(
    wxr([
      post(1, { 'wp:post_name': '%e5%81%a5%e5%ba%b7', title: '健康' }),
      post(2, { 'wp:post_name': 'same', title: 'Draft first', 'wp:status': 'draft' }),
      post(3, { 'wp:post_name': 'same', title: 'Public second' }),
      post(4, { 'wp:post_type': 'page', 'wp:post_name': 'contact', link: `${oldAddress}/contact/` }),
      post(5, { 'wp:post_name': '', title: '', 'content:encoded': 'Only a few words stand here today.' }),
    ]),
  )
  expect(site.files().filter((name) => name.endsWith('.md'))).toEqual([
    ...[
      'articles/article-5.md',
      'articles/same-2.md',
      'articles/same.md',
      'articles/健康.md',
      'pages/contact-page.md',
    ],
  ])
  expect(site.read('articles/same.md')).toContain('title: Public second')
  expect(site.read('articles/article-5.md')).toContain('title: Only a few words stand here today.')
})
