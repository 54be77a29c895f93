import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { feedHtml } from '#components/article-body/feed-html.ts'
import { lockImport } from '#lib/cli/import/lock.ts'
import { wordpressXml } from '#lib/export/wxr.ts'
import { ghostSource } from '#lib/import/ghost/ghost.ts'
import { markdownSource } from '#lib/import/markdown/source.ts'
import { comment, meta, oldAddress, post, term, wxr } from '../../support/wxr.ts'
import { article as articleWith, contentFolder, png } from '../content/folder.ts'
import { bodyOf, newSite } from './imported.ts'

// What only shows when a whole site has come: texts that name each other, lists, replies in their order, and the way back.

/** What an import wrote, as the site reads it. */
async function asSite(site: ReturnType<typeof newSite>) {
  const files = Object.fromEntries(site.files().map((name) => [name, site.read(name)]))
  const { library } = await (await contentFolder(files)).open()
  return library
}

test('translations of Polylang and WPML name each other', async () => {
  const site = newSite()
  const polylang = (lang: string) =>
    term('language', lang, lang) + term('post_translations', 'pll_1', 'pll_1')
  const wpml = (lang: string) =>
    meta('_wpml_import_language_code', lang) + meta('_wpml_import_translation_group', '77')
  const { report } = await site.take(
    wxr([
      post(1, {}, polylang('en')),
      post(2, {}, polylang('fr')),
      post(3, { 'wp:status': 'draft' }, polylang('de')),
      post(4, {}, wpml('en')),
      post(5, {}, wpml('es')),
      post(6),
    ]),
  )
  expect(site.read('articles/post-1.md')).toContain('translations:\n  fr: /articles/post-2\n')
  expect(site.read('articles/post-2.md')).toContain('lang: fr\ntranslations:\n  en: /articles/post-1\n')
  expect(site.read('articles/post-3.md')).not.toContain('translations')
  expect(site.read('articles/post-5.md')).toContain('translations:\n  en: /articles/post-4\n')
  expect(site.read('articles/post-6.md')).not.toContain('translations')
  expect(report).not.toContain('terms of the kind')
  expect((await asSite(site)).faults().filter(({ severity }) => severity === 'error')).toEqual([])
})

test('archives of a year and a month, and further pages of the list, lead on', async () => {
  const site = newSite()
  await site.take(wxr([post(1, {}, term('category', 'old-health', 'Health'))]))
  const library = await asSite(site)
  for (const [from, to] of [
    ['/2016', '/archive/2016'],
    ['/2016/05', '/archive/2016'],
    ['/2016/05/page/2', '/archive/2016'],
    ['/page/2', '/articles'],
    ['/page/17', '/articles'],
    ['/category/old-health/page/3', '/topics/health'],
    ['/author/jane/page/2', '/authors/jane-doe'],
  ] as const)
    expect([from, library.elsewhere(from)]).toEqual([from, { kind: 'moved', to }])
  for (const path of ['/category/other/page/2', '/category/old-health/page/x'])
    expect([path, library.elsewhere(path)]).toEqual([path, { kind: 'missing' }])
})

test('replies of the same second stay in their order', async () => {
  const same = { 'wp:comment_date_gmt': '2016-05-07 06:00:00' }
  const { replies } = await newSite().take(
    wxr([post(1, {}, [9, 3, 12, 7].map((id) => comment(id, same)).join(''))]),
  )
  const inOrder = [...replies].sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id))
  expect(inOrder.map(({ name }) => name)).toEqual(['Reader 9', 'Reader 3', 'Reader 12', 'Reader 7'])
})

test('links within a page lead to where they led: a heading, a mark, a paragraph', async () => {
  const html =
    '<p><a href="#h-way">Way</a> <a href="#old mark">Mark</a> <a href="#list">List</a> <a href="#none">None</a></p><h2 id="h-way">The way</h2><p>Then <a name="old mark"></a>here.</p><ul id="list"><li>One</li></ul>'
  expect(await bodyOf(wxr([post(1, { 'content:encoded': html })]), 'articles/post-1.md')).toBe(
    '[Way](#the-way) [Mark](#to-old-mark) [List](#list) None\n\n## The way\n\nThen <span id="to-old-mark"></span>here.\n\n- <span id="list"></span>One',
  )
})

test('a whole folder of Hugo is a site without errors, with translations, films and links within pages', async () => {
  const site = newSite()
  const put = (name: string, text: string) => site.put(`old/${name}`, text)
  put('hugo.toml', 'baseURL = "https://old.example/"\ntitle = "Harbour"\n[languages.en]\n[languages.fr]\n')
  const fields = (title: string, more = '') => `---\ntitle: ${title}\ndate: 2019-03-04\n${more}---\n`
  put(
    'content/news/quay.md',
    `${fields('The quay')}[Below](#the-end), [the other]({{< ref "tide.md" >}})\n\n{{< youtube abc_DEF-123 >}}\n\n## The end\n\nWords.\n`,
  )
  put('content/news/quay.fr.md', `${fields('Le quai')}Des mots.\n`)
  put('content/news/tide.md', `${fields('The tide', 'translationKey: tide\n')}Words.\n`)
  put('content/news/maree.fr.md', `${fields('La marée', 'translationKey: tide\n')}Des mots.\n`)
  await site.bring(markdownSource(site.place('old'), 'hugo'))
  const library = await asSite(site)
  expect(library.faults()).toEqual([])
  const quay = library.articles().find(({ title }) => title === 'The quay')
  const tide = library.articles().find(({ title }) => title === 'The tide')
  expect(library.articles().length).toBe(4)
  expect(quay?.translations.map(({ lang }) => lang)).toEqual(['fr'])
  expect(tide?.translations).toEqual([{ lang: 'fr', path: '/articles/maree' }])
  const text = site.read(`${quay?.path.slice(1)}.md`)
  for (const part of [
    '[Below](#the-end), [the other](/articles/tide)',
    '::video[YouTube: abc\\_DEF-123]{src="https://www.youtube.com/watch?v=abc_DEF-123"}',
  ])
    expect(text).toContain(part)
})

test('the caption of a cover stays below the text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-ghost-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'ghost.json')
  const one = {
    id: '1',
    title: 'Open',
    slug: 'open',
    status: 'published',
    visibility: 'public',
    type: 'post',
  }
  const posts = [
    {
      ...one,
      html: '<p>Words.</p>',
      feature_image: 'https://example.org/a.jpg',
      published_at: '2019-03-04T00:00:00Z',
    },
  ]
  const posts_meta = [{ post_id: '1', feature_image_caption: 'Photo: <a href="https://example.org">Ann</a>' }]
  writeFileSync(file, JSON.stringify({ db: [{ meta: { version: '5.0.0' }, data: { posts, posts_meta } }] }))
  const site = newSite()
  await site.bring(ghostSource(file))
  expect(site.read('articles/open.md')).toMatch(
    /\nWords\.\n\n_Photo: \[Ann\]\(https:\/\/example\.org\/?\)_\n$/,
  )
})

test('what this site exports for WordPress comes back as the same text', async () => {
  const body = [
    'A first paragraph with **bold**, _italic_, `code` and [a link](https://example.org/a).',
    '## A heading',
    '- One\n- Two\n  - Three',
    '1. First\n2. Second',
    '### Deeper',
    '> Quoted words.',
    '```js\nlet a = 1\n```',
    '| A | B |\n| - | - |\n| 1 | 2 |',
    '::video[A walk]{src="https://www.youtube.com/watch?v=abc_DEF-123"}',
    'H<sub>2</sub>O and ~~gone~~.',
    '---',
    'The end.[^one]',
    '[^one]: A _note_.',
  ].join('\n\n')
  const { library } = await (
    await contentFolder({ 'articles/x.md': articleWith(body), 'articles/x/x.png': png })
  ).open()
  const [own] = library.articles()
  if (!own) throw new Error('No article.')
  const item = { ...own, title: 'Of <i>, &amp; and R&D' }
  const html = await feedHtml(await library.body(own), own.lang)
  const place = {
    name: 'Here',
    description: 'D',
    lang: 'en-GB',
    timeZone: 'UTC',
    siteUrl: oldAddress,
    now: 0,
  }
  const answer = { id: 'a', text: 'Thank you.', by: 'staff', createdAt: item.date.at + 2000 }
  const reply = {
    ...{
      id: 'r',
      article: 'x',
      name: 'Ann',
      email: 'ann@example.org',
      comment: 'One.\n\nTwo.',
      status: 'approved',
    },
    ...{ createdAt: item.date.at + 1000, answers: [answer] },
  }
  let xml = ''
  const items = (async function* () {
    yield { item, state: 'here' as const, html, replies: [reply as never] }
  })()
  for await (const part of wordpressXml(place, library.authors(), items)) xml += part
  const site = newSite()
  const { report, replies, isReadable } = await site.take(xml)
  expect(isReadable, report).toBe(true)
  const [, fields = '', text = ''] =
    /^---\n([\s\S]*?)\n---\n\n([\s\S]*)\n$/.exec(site.read('articles/x.md')) ?? []
  expect(text).toBe(body)
  expect(fields).toContain(item.title)
  expect(replies.map(({ name, comment }) => [name, comment])).toEqual([
    ['Ann', 'One.\n\nTwo.'],
    ['Here', '@Ann: Thank you.'],
  ])
})

test('a second import at the same time is told so, and one that was killed stands in nobody’s way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const first = lockImport(folder)
  expect(lockImport(folder)).toMatchObject({ problem: expect.stringContaining('Another import is running') })
  if ('release' in first) first.release()
  writeFileSync(join(folder, 'import.lock'), '999999999\n')
  const next = lockImport(folder)
  expect(lockImport(folder)).toMatchObject({ problem: expect.stringContaining('Another import is running') })
  if ('release' in next) next.release()
  expect(readdirSync(folder)).toEqual([])
})

test('of two that find the lock of a killed import at the same moment one runs', () => {
  for (const isOver of [false, true]) {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-lock-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'import.lock'), '999999999\n')
    let first: ReturnType<typeof lockImport> | undefined
    const kill = vi.spyOn(process, 'kill').mockImplementationOnce(() => {
      kill.mockRestore()
      first = lockImport(folder)
      if (isOver && 'release' in first) first.release()
      throw new Error('no such process')
    })
    const second = lockImport(folder)
    expect(first).toHaveProperty('release')
    expect(second).toHaveProperty(isOver ? 'release' : 'problem')
    const [last] = isOver ? [second] : [first]
    if (last && 'release' in last) last.release()
    expect(readdirSync(folder)).toEqual([])
  }
})
