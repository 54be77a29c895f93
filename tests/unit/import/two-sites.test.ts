import { expect, test } from 'vitest'
import { markdownSource } from '#lib/import/markdown/source.ts'
import { comment, oldAddress, post, wxr } from '../../support/wxr.ts'
import { newSite } from './imported.ts'

// Sites that were tried on one machine have one address, and each numbers its texts from 1.

const first = wxr([
  post(1, { title: 'Hello world!', 'wp:post_name': 'hello-world' }),
  post(2, { title: 'Of tides' }, comment(4)),
  post(3, { title: 'Of quays' }),
])
const other = (changes: { [id: number]: Record<string, string> } = {}) =>
  wxr([
    post(1, { ...at('2019-01-01'), title: 'Hello world!', 'wp:post_name': 'hello-world', ...changes[1] }),
    post(
      2,
      { ...at('2019-01-02'), title: 'Of soups', 'wp:post_name': 'soups', ...changes[2] },
      comment(4, { 'wp:comment_author': 'Somebody else' }),
    ),
    post(7, { ...at('2019-01-03'), title: 'Of bread', 'wp:post_name': 'bread', ...changes[7] }),
  ])

function at(day: string) {
  return { 'wp:post_date': `${day} 12:30:00`, 'wp:post_date_gmt': `${day} 10:30:00` }
}

const told = 'old sites with the address and the numbers of one that was imported before, kept beside it'

test('two old sites with one address and the same numbers stand beside each other', async () => {
  const site = newSite()
  await site.take(first)
  const before = Object.fromEntries(site.files().map((name) => [name, site.read(name)]))
  const { report, replies } = await site.take(other())
  for (const name of ['hello-world', 'post-2', 'post-3'].map((slug) => `articles/${slug}.md`))
    expect(site.read(name)).toBe(before[name])
  expect(site.files().filter((name) => name.startsWith('articles/'))).toEqual(
    [
      ...['bread', 'hello-world', 'hello-world-2', 'post-2', 'post-3', 'soups'].map(
        (slug) => `articles/${slug}.md`,
      ),
    ].sort(),
  )
  expect(report).toContain(`1  ${told}`)
  expect(report).toContain(oldAddress)
  expect(replies.map(({ name, article }) => [name, article])).toEqual([['Somebody else', 'soups']])
  expect(site.read('redirects.yml')).toContain('/?p=2: /articles/post-2')
  expect(site.read('redirects.yml')).toContain('/?p=7: /articles/bread')
  expect(report).toMatch(/old addresses that lead to another text already\n(?:.*\n)*.*\/\?p=2/)
})

test('each of them is known again, in whichever order they come once more', async () => {
  const site = newSite()
  await site.take(first)
  await site.take(other())
  const names = site.files()
  for (const again of [
    other(),
    first,
    other({ 2: { 'content:encoded': 'Now with barley and with leeks.' } }),
  ]) {
    const { replies } = await site.take(again)
    expect(replies).toEqual([])
  }
  expect(site.files()).toEqual(names)
  expect(site.read('articles/soups.md')).toContain('Now with barley')
  expect(site.read('articles/post-2.md')).toContain('Words of post 2')
})

test('an old site that changed some of its titles, dates and addresses is still the same', async () => {
  const site = newSite()
  await site.take(first)
  const { report } = await site.take(
    wxr([
      post(1, { title: 'Welcome', ...at('2017-02-03') }),
      post(2, { title: 'Of high tides' }),
      post(3, { title: 'Of quays', ...at('2017-02-03') }),
    ]),
  )
  expect(report).not.toContain(told)
  expect(site.files().filter((name) => name.startsWith('articles/'))).toHaveLength(3)
  expect(site.read('articles/hello-world.md')).toContain('title: Welcome')
})

test('so it is with two folders of Markdown whose files have the same names', async () => {
  const site = newSite()
  const put = (folder: string, title: string, day: string) =>
    site.put(
      `${folder}/content/posts/one.md`,
      `---\ntitle: ${title}\ndate: ${day}\n---\nWords of ${title}.\n`,
    )
  put('a', 'Oaks', '2019-03-04')
  put('b', 'Ferns', '2021-05-06')
  await site.bring(markdownSource(site.place('a'), 'hugo'))
  const { report } = await site.bring(markdownSource(site.place('b'), 'hugo'))
  expect(site.read('articles/one.md')).toContain('Words of Oaks')
  expect(site.read('articles/one-2.md')).toContain('Words of Ferns')
  expect(report).toContain(told)
})

test('a download of another site with the same name stands beside the first, one that was replaced here stays', async () => {
  const site = newSite()
  const address = `${oldAddress}/wp-content/uploads/2016/05/sheet.pdf`
  const linked = (id: number) =>
    wxr([post(id, { 'content:encoded': `<p><a href="${address}">The sheet</a> of ${id}</p>` })])
  site.put('uploads/2016/05/sheet.pdf', '%PDF- one')
  await site.take(linked(1), { pictures: site.place('uploads') })
  site.put('uploads/2016/05/sheet.pdf', '%PDF- two')
  await site.take(linked(2), { pictures: site.place('uploads') })
  expect(site.read('files/sheet.pdf')).toBe('%PDF- one')
  expect(site.read('files/sheet-2.pdf')).toBe('%PDF- two')
  expect(site.read('articles/post-2.md')).toContain('(/files/sheet-2.pdf)')

  site.put('content/files/sheet-2.pdf', '%PDF- by an editor')
  await site.take(linked(2), { pictures: site.place('uploads') })
  expect(site.files().filter((name) => name.startsWith('files/'))).toEqual([
    'files/sheet-2.pdf',
    'files/sheet.pdf',
  ])
  expect(site.read('files/sheet-2.pdf')).toBe('%PDF- by an editor')
})
