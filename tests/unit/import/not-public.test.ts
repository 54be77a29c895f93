import { rmSync, symlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ghostSource } from '#lib/import/ghost/ghost.ts'
import { importSite } from '#lib/import/import-site.ts'
import { markdownSource } from '#lib/import/markdown/source.ts'
import type { Source } from '#lib/import/model.ts'
import { openRecord } from '#lib/import/record.ts'
import { createReport, deaf } from '#lib/import/report.ts'
import { attachment, comment, meta, post, wxr } from '../../support/wxr.ts'
import { newSite, pixel } from './imported.ts'

function taken(site: ReturnType<typeof newSite>, source: Source) {
  const report = createReport()
  return importSite(source, {
    contentDir: site.place('content'),
    record: openRecord(site.place('data')),
    report,
    isDry: false,
    isFetching: false,
    takeReplies: async () => {},
    onProgress() {},
  }).then(() => report.text())
}

test('a reusable block that the old site did not show is put into no text', async () => {
  const block = (id: number, parts: Record<string, string>) =>
    post(id, { 'wp:post_type': 'wp_block', ...parts })
  const site = newSite()
  await site.take(
    wxr([
      block(7, { 'wp:status': 'draft', 'content:encoded': 'Secret draft.' }),
      block(8, { 'wp:post_password': 'x', 'content:encoded': 'Secret of a password.' }),
      block(9, { 'content:encoded': '<p>Open words.</p>' }),
      post(1, {
        'content:encoded':
          '<!-- wp:paragraph -->\n<p>Body of it.</p>\n<!-- /wp:paragraph -->\n<!-- wp:block {"ref":7} /-->\n<!-- wp:block {"ref":8} /-->\n<!-- wp:block {"ref":9} /-->',
      }),
    ]),
  )
  expect(site.read('articles/post-1.md')).toContain('Open words.')
  expect(site.read('articles/post-1.md')).not.toContain('Secret')
})

test('an item cut off before it says who may read it is never public, and a form never written', async () => {
  const cut = (parts: Record<string, string>, before: string) => post(5, parts).split(`<${before}>`)[0] ?? ''
  const whole = wxr([post(1)]).split('<item>')[0] ?? ''
  const text = newSite()
  await text.take(whole + cut({ 'wp:post_password': 'secret' }, 'wp:post_password'))
  expect(text.read('articles/post-5.md')).toContain('\ndraft: true\n')
  const form = newSite()
  const { report } = await form.take(
    whole + cut({ 'content:encoded': 'Mary Private', 'wp:post_type': 'feedback' }, 'wp:post_type'),
  )
  expect(
    form
      .files()
      .map((name) => form.read(name))
      .join(''),
  ).not.toContain('Mary')
  expect(report).toContain('written nowhere')
})

test('of Ghost parts for members alone and what waits for no day become drafts', async () => {
  const site = newSite()
  const of = (id: string, more: object) => ({
    ...{
      id,
      title: `Text ${id}`,
      slug: `text-${id}`,
      status: 'published',
      visibility: 'public',
      html: '<p>Words.</p>',
    },
    ...{ published_at: '2024-02-03T10:00:00.000Z', ...more },
  })
  const gate = (rule: string) =>
    `<p>Open.</p><!--kg-gated-block:begin ${rule} --><p>More.</p><!--kg-gated-block:end-->`
  const posts = [
    of('1', { html: gate('nonMember:false memberSegment:"status:free,status:-free"') }),
    of('2', { html: gate('nonMember:true memberSegment:""') }),
    of('4', { visibility: ['members'] }),
    of('5', {
      html: null,
      lexical: JSON.stringify({
        root: { children: [{ type: 'html', html: 'x', visibility: { web: { nonMember: false } } }] },
      }),
    }),
    of('3', { status: 'scheduled', published_at: null, created_at: '2020-01-01T00:00:00.000Z' }),
  ]
  site.put('ghost.json', JSON.stringify({ data: { posts } }))
  await taken(site, ghostSource(site.place('ghost.json')))
  expect(site.read('articles/text-1.md')).toContain('\ndraft: true\n')
  expect(site.read('articles/text-2.md')).not.toContain('draft')
  for (const id of [3, 4, 5]) expect(site.read(`articles/text-${id}.md`)).toContain('\ndraft: true\n')
})

test('of a folder what hides its state in fields that cannot be read becomes a draft', async () => {
  const site = newSite()
  const names = {
    broken: '---\ntitle: [a\ndraft: true\n  x: : {\n---\n\nWords of it.\n',
    endless: '---\ntitle: A\ndraft: true\n\nWords of it.\n',
    unlisted: '---\ntitle: B\ndate: 2020-01-01\nunlisted: true\n---\n\nWords of it.\n',
  }
  for (const [name, text] of Object.entries(names)) site.put(`old/posts/2020-01-01-${name}.md`, text)
  await taken(site, markdownSource(site.place('old'), undefined))
  for (const name of Object.keys(names)) {
    const path = site.files().find((file) => file.includes(name))
    expect(path && site.read(path), name).toContain('\ndraft: true\n')
  }
})

test('a run that is killed leaves nothing that the next one writes twice', async () => {
  const site = newSite()
  site.put('export.xml', wxr([post(1), post(2)]))
  const { wordpress } = await import('#lib/import/wordpress/wordpress.ts')
  const record = openRecord(site.place('data'))
  const { save } = record
  let saves = 0
  const killed = importSite(wordpress([site.place('export.xml')]), {
    contentDir: site.place('content'),
    record: Object.assign(record, {
      save() {
        if (site.files().some((name) => name.endsWith('post-1.md'))) throw new Error('killed')
        saves++
        save()
      },
    }),
    ...{ report: deaf, isDry: false, isFetching: false, takeReplies: async () => {}, onProgress() {} },
  })
  await expect(killed).rejects.toThrow('killed')
  expect(saves).toBeGreaterThan(0)
  await taken(site, wordpress([site.place('export.xml')]))
  expect(site.files().filter((name) => name.startsWith('articles/'))).toEqual([
    'articles/post-1.md',
    'articles/post-2.md',
  ])
})

test('a gallery of all pictures of a text shows each once', async () => {
  const site = newSite()
  site.put('uploads/2016/05/ward.png', pixel)
  const export_ = wxr([
    attachment(20, '2016/05/ward.png', { 'wp:post_parent': '1' }),
    post(1, { 'content:encoded': 'Look at these pictures.\n\n[gallery]' }),
  ])
  await site.take(export_, { pictures: site.place('uploads') })
  expect(site.read('articles/post-1.md').match(/!\[/g)).toHaveLength(1)
})

test('what a plugin showed to members alone makes a draft of the whole text', async () => {
  const site = newSite()
  const hidden = [
    '[membership level="1"]Secret.[/membership]',
    '[private]Secret.[/private]',
    '[rcp_restrict]Secret.[/rcp_restrict]',
    '[pmpro_membership]Secret.[/pmpro_membership]',
    '<!-- wp:jetpack/premium-content/container --><p>Secret.</p><!-- /wp:jetpack/premium-content/container -->',
  ]
  const posts = hidden.map((part, index) => post(index + 1, { 'content:encoded': `Open words.\n\n${part}` }))
  const marked = post(8, {}, meta('_jetpack_newsletter_access', 'paid_subscribers'))
  const open = post(
    9,
    {
      'content:encoded': 'Open to [members] as [private] people say, and to everybody.',
    },
    meta('_jetpack_newsletter_access', 'everybody'),
  )
  await site.take(wxr([...posts, marked, open]))
  for (const id of [1, 2, 3, 4, 5, 8])
    expect(site.read(`articles/post-${id}.md`), String(id)).toContain('\ndraft: true\n')
  expect(site.read('articles/post-9.md')).not.toContain('draft: true')
})

test('a download that is a link out of the folder is not taken', async () => {
  const site = newSite()
  site.put('secret.txt', 'Secret.')
  site.put('old/posts/2020-01-01-a.md', '---\ntitle: A\n---\n\nHere is [a file](secret.txt) to read.\n')
  symlinkSync(site.place('secret.txt'), site.place('old/posts/secret.txt'))
  await taken(site, markdownSource(site.place('old'), undefined))
  expect(site.files()).not.toContain('files/secret.txt')
})

test('a download takes no name, and no place, of a file of the organisation', async () => {
  const site = newSite()
  site.put('content/files/sheet.pdf', 'Ours.')
  site.put('uploads/sheet.pdf', 'Theirs.')
  const export_ = wxr([
    post(1, {
      'content:encoded':
        'Read <a href="https://old.example.org/wp-content/uploads/sheet.pdf">the sheet</a> at home.',
    }),
  ])
  for (let run = 0; run < 2; run++) await site.take(export_, { pictures: site.place('uploads') })
  expect(site.read('articles/post-1.md')).toContain('/files/sheet-2.pdf')
  expect(site.files().filter((name) => name.startsWith('files/'))).toEqual([
    'files/sheet-2.pdf',
    'files/sheet.pdf',
  ])
  expect(site.read('files/sheet-2.pdf')).toBe('Theirs.')
})

test('nobody is named by the address they signed in with, and a comment of a picture alone is told', async () => {
  const site = newSite()
  const picture = comment(4, { 'wp:comment_content': '<img src="x.png">' })
  const { report, replies } = await site.take(
    wxr([post(1, { 'dc:creator': 'mary@private.example' }, picture)]),
  )
  expect(
    site
      .files()
      .map((name) => site.read(name))
      .join(''),
  ).not.toMatch(/name: .*private/)
  expect(replies).toEqual([])
  expect(report).toContain('1  comments without words')
})

test('a second old site takes neither the people nor the texts of the first', async () => {
  const site = newSite()
  const one = wxr([post(1, { 'wp:post_name': 'one' })])
  await site.take(one)
  await site.take(
    one
      .replaceAll('old.example.org', 'two.example.org')
      .replaceAll('Jane Doe', 'Joan Roe')
      .replaceAll('[one]', '[two]'),
  )
  expect(site.read('authors/jane-doe.yml')).toBe('name: Jane Doe\n')
  expect(site.read('articles/two.md')).toContain('\nauthor: joan-roe\n')
  for (const name of ['a', 'b']) {
    site.put(`${name}/hugo.toml`, `baseURL = "https://${name}.example.org/"\n`)
    site.put(
      `${name}/content/posts/hello.md`,
      `---\ntitle: Hello\ndate: 2020-01-01\n---\n\nWords of ${name}.\n`,
    )
    await taken(site, markdownSource(site.place(name), undefined))
  }
  expect(site.read('articles/hello.md')).toContain('Words of a.')
  expect(site.read('articles/hello-2.md')).toContain('Words of b.')
})

test('where the record of earlier imports is lost, no text comes a second time', async () => {
  const site = newSite()
  await site.take(wxr([post(1), post(2, { 'wp:post_name': 'post-1', title: 'Another' })]))
  rmSync(site.place('data/import.json'))
  await site.take(wxr([post(1), post(2, { 'wp:post_name': 'post-1', title: 'Another' })]))
  expect(site.files().filter((name) => name.startsWith('articles/'))).toEqual([
    'articles/post-1-2.md',
    'articles/post-1.md',
  ])
})
