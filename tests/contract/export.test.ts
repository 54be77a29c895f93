import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import saxes from 'saxes'
import { afterEach, expect, test } from 'vitest'
import { exportAll } from '#lib/cli/export.ts'
import { parseSettings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { answerReply } from '#lib/replies/answer.ts'
import { decideReply } from '#lib/replies/decide.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { article, openDoors } from '../support/doors.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

const content = {
  'site.yml': 'name: Praxis “Süd” & Co\nlang: de-DE\ntimeZone: Europe/Berlin\n',
  'authors/jane-doe.yml': 'name: Jane Doe\n',
  'articles/one.md': `---
title: Tips & <Tricks>
description: What helps.
date: 2026-01-02T09:30
updated: 2026-03-04
author: jane-doe
topics: [Health, C++]
image: cover.png
imageAlt: A “pixel”
featured: true
redirectFrom: [/articles/once, /2016/05/name]
---
> A quotation ]]> with a sign

![Another](more.png) and [the sheet](sheet.pdf), [a page](/imprint).
`,
  'articles/one/cover.png': pixel,
  'articles/one/more.png': pixel,
  'articles/one/sheet.pdf': '%PDF-',
  'articles/later.md': '---\ntitle: Later\ndescription: d\ndate: 2999-01-01\nreplies: closed\n---\nText\n',
  'articles/gone.md': '---\ntitle: Gone\ndescription: d\ndate: 2020-01-01\nexpires: 2021-01-01\n---\nText\n',
  'articles/draft.md': '---\ntitle: Draft\ndescription: d\ndate: 2026-01-01\ndraft: true\n---\nText\n',
  'pages/imprint.md': '---\ntitle: Imprint\ndescription: d\n---\nWho we are.\n',
}

const written = new Date('2026-02-03T04:05:06Z')

async function site(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-export-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const env = {
    ...{ DATA_DIR: join(folder, 'data'), CONTENT_DIR: join(folder, 'content') },
    SITE_URL: 'https://www.example.org',
  }
  const parsed = parseSettings(env)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(env.CONTENT_DIR, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    await utimes(path, written, written)
  }
  await mkdir(env.DATA_DIR, { recursive: true })
  const db = await openDatabase(parsed.settings.database)
  undo.push(() => db.close())
  await db.migrate()
  const said: string[] = []
  const terminal = {
    print: (text: string) => said.push(text),
    complain: (text: string) => said.push(`! ${text}`),
  }
  const to = join(folder, 'out')
  const run = async (...args: string[]) => {
    const code = await exportAll(args, parsed.settings, terminal)
    return { code, said: said.splice(0).join('\n') }
  }
  return { folder, db, to, run, settings: parsed.settings }
}

/** What a reader of XML finds: for each element its path and text. */
function elementsOf(xml: string): { path: string; text: string; attributes: Record<string, string> }[] {
  const found: ReturnType<typeof elementsOf> = []
  const open: ReturnType<typeof elementsOf> = []
  const parser = new saxes.SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const path = [open.at(-1)?.path, name].filter(Boolean).join(' ')
    const plain = Object.entries(attributes).map(([key, one]) => [key, one.value])
    open.push({ path, text: '', attributes: Object.fromEntries(plain) })
  })
  const add = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => found.push(open.pop() ?? expect.fail('closed twice')))
  parser.write(xml).close()
  return found
}

/** Each item as its fields; what stands in it several times as a list. */
function itemsOf(xml: string) {
  const items: { fields: Record<string, string>; comments: Record<string, string>[]; topics: string[] }[] = []
  let item: (typeof items)[number] = { fields: {}, comments: [], topics: [] }
  let comment: Record<string, string> = {}
  let key = ''
  for (const { path, text, attributes } of elementsOf(xml)) {
    const [, inComment] = /item wp:comment wp:comment_(\w+)$/.exec(path) ?? []
    const [, name] = /item ((?:\w+:)?\w+)$/.exec(path) ?? []
    if (path.endsWith(' item')) {
      items.push(item)
      item = { fields: {}, comments: [], topics: [] }
    } else if (path.endsWith('item wp:comment')) {
      item.comments.push(comment)
      comment = {}
    } else if (inComment) comment[inComment] = text
    else if (path.endsWith('wp:meta_key')) key = text
    else if (path.endsWith('wp:meta_value')) item.fields[key] = text
    else if (name === 'category') item.topics.push(`${attributes.domain}:${attributes.nicename}:${text}`)
    else if (name) item.fields[name] = text
  }
  return items
}

test('an export holds the content as it stands, and an XML for WordPress with all that it can take', async () => {
  const { db, to, run } = await site(content)
  const doors = openDoors(db, { FORM_LIMITS: 'off' })
  const typed = {
    comment: 'Thank you.\n\nA <b>second</b> thought & more',
    name: 'Ada',
    email: 'ada@example.org',
  }
  const leave = (slug: string, fields: Record<string, string>) =>
    submitReply(doors.deps, {
      article: article(slug),
      fields: { website: '', ...typed, ...fields },
      client: 'x',
    })
  // Left when the article had another address.
  await leave('once', {})
  doors.clock.time += 1000
  await leave('one', { comment: 'Buy now' })
  doors.clock.time += 1000
  await leave('no-more', { comment: 'To nobody' })
  const [first, second] = (await db.read.selectFrom('reply').selectAll().orderBy('created_at').execute()).map(
    ({ id }) => id,
  )
  if (!first || !second) throw new Error('not stored')
  const by = 'staff@example.org'
  await decideReply(doors.deps, { id: first, decision: 'approve', by })
  await decideReply(doors.deps, { id: second, decision: 'spam', by })
  await answerReply(doors.deps, { id: first, text: 'With pleasure.', by })

  const { code, said } = await run(to)
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringContaining('wordpress.xml: 4 articles, 1 pages, 2 replies.'),
  })
  expect(said).toContain('1 replies to articles that are not there any more')
  for (const [name, bytes] of Object.entries(content)) {
    expect(await readFile(join(to, 'content', name))).toEqual(Buffer.from(bytes))
    expect((await stat(join(to, 'content', name))).mtime).toEqual(written)
  }
  for (const name of ['replies.json', 'replies.csv', 'enquiries.json', 'enquiries.csv', 'wordpress.xml'])
    expect((await stat(join(to, name))).mode & 0o077).toBe(0)

  const xml = await readFile(join(to, 'wordpress.xml'), 'utf8')
  const items = itemsOf(xml)
  const posts = items.filter(({ fields }) => fields['wp:post_type'] !== 'attachment')
  const states = posts.map(({ fields }) => [
    fields['wp:post_name'],
    fields['wp:post_type'],
    fields['wp:status'],
  ])
  expect(states.sort()).toEqual([
    ['draft', 'post', 'draft'],
    ['gone', 'post', 'private'],
    ['imprint', 'page', 'publish'],
    ['later', 'post', 'future'],
    ['one', 'post', 'publish'],
  ])
  const post = posts.find(({ fields }) => fields['wp:post_name'] === 'one') ?? expect.fail('not there')
  expect(post.fields).toMatchObject({
    title: 'Tips & &lt;Tricks>',
    link: 'https://www.example.org/articles/one',
    'dc:creator': 'jane-doe',
    'excerpt:encoded': 'What helps.',
    'wp:post_date': '2026-01-02 09:30:00',
    'wp:post_date_gmt': '2026-01-02 08:30:00',
    'wp:comment_status': 'open',
    'wp:is_sticky': '1',
    _wp_old_slug: 'once',
  })
  const html = post.fields['content:encoded'] ?? ''
  expect(html).toContain('A quotation ]]&gt; with a sign')
  expect(html).toContain('href="https://www.example.org/files/articles/one/sheet.pdf"')
  expect(html).toContain('href="https://www.example.org/imprint"')
  expect(post.topics).toEqual(['category:health:Health', 'category:c-plus-plus:C++'])
  const [comment, answer, spam] = post.comments
  expect(comment).toMatchObject({
    author: 'Ada',
    author_email: 'ada@example.org',
    date_gmt: '2026-11-23 09:00:00',
    content: 'Thank you.\n\nA &lt;b&gt;second&lt;/b&gt; thought &amp; more',
    approved: '1',
    parent: '0',
  })
  expect(answer).toMatchObject({ author: 'Praxis “Süd” & Co', content: 'With pleasure.', approved: '1' })
  expect(answer?.parent).toBe(comment?.id)
  expect(spam).toMatchObject({ content: 'Buy now', approved: 'spam' })
  const attached = items.filter(({ fields }) => fields['wp:post_parent'] === post.fields['wp:post_id'])
  expect(attached.map(({ fields }) => fields['wp:attachment_url']?.split('/').at(-1))).toEqual([
    ...['cover.png', 'more.png', 'sheet.pdf'],
  ])
  expect(attached[0]?.fields).toMatchObject({ _wp_attachment_image_alt: 'A “pixel”' })
  expect(post.fields._thumbnail_id).toBe(attached[0]?.fields['wp:post_id'])
  expect(new Set(items.map(({ fields }) => fields['wp:post_id'])).size).toBe(items.length)
  expect(
    elementsOf(xml).filter(({ path }) => path === 'rss channel wp:author wp:author_login'),
  ).toMatchObject([{ text: 'jane-doe' }])

  const replies = JSON.parse(await readFile(join(to, 'replies.json'), 'utf8'))
  expect(replies).toMatchObject([
    {
      article: '/articles/one',
      status: 'approved',
      comment: typed.comment,
      createdAt: '2026-11-23T09:00:00.000Z',
      answers: [{ text: 'With pleasure.', by }],
      history: [{ to: 'approved' }, { kind: 'published' }],
    },
    { article: '/articles/one', status: 'spam' },
    { article: '/articles/no-more', status: 'waiting' },
  ])
  const csv = await readFile(join(to, 'replies.csv'), 'utf8')
  expect(csv).toMatch(/^\ufeffArtikel;Stand;/)
  expect(csv).toContain('"Thank you.\n\nA <b>second</b> thought & more"')
})

test('it holds every enquiry with its history', async () => {
  const { db, to, run } = await site(content)
  const doors = openDoors(db, { FORM_LIMITS: 'off' })
  const fields = {
    name: 'Ada',
    email: 'ada@example.org',
    phone: '',
    organisation: '',
    requirements: 'A talk',
  }
  await submitEnquiry(doors.deps, { fields, page: '/contact', client: 'x' })
  const { code, said } = await run(to)
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('enquiries.csv: 1.') })
  const [enquiry] = JSON.parse(await readFile(join(to, 'enquiries.json'), 'utf8'))
  expect(enquiry).toMatchObject({
    ...{ name: 'Ada', requirements: 'A talk', status: 'new', page: '/contact', history: [] },
    createdAt: '2026-11-23T09:00:00.000Z',
    reference: expect.stringMatching(/^E-/),
  })
  expect(await readFile(join(to, 'enquiries.csv'), 'utf8')).toContain(enquiry.reference)
})

test('a faulty article is told, its file is there, and the others are written', async () => {
  const faulty = '---\ntitle: Faulty\n---\n<script>1</script>\n'
  const { to, run } = await site({ ...content, 'articles/faulty.md': faulty })
  const { code, said } = await run(to)
  expect(code).toBe(1)
  expect(said).toMatch(/! Not in wordpress.xml: .*articles\/faulty\.md, because it has errors/)
  expect(said).toContain('4 articles')
  expect(await readFile(join(to, 'content/articles/faulty.md'), 'utf8')).toBe(faulty)
})

test('it is written beside nothing else, and not into the site', async () => {
  const { folder, to, run } = await site(content)
  expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining('Usage') })
  for (const own of ['content', 'content/out', 'data/out'])
    expect(await run(join(folder, own))).toMatchObject({
      code: 1,
      said: expect.stringContaining('Choose one outside'),
    })
  await mkdir(to)
  await writeFile(join(to, 'mine'), 'x')
  expect(await run(to)).toMatchObject({ code: 1, said: expect.stringContaining('is not empty') })
  expect(await readdir(to)).toEqual(['mine'])
})
