import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressesIn, crawl } from '../support/crawl.ts'
import { anEnquiry, aReply, postForm, readForm } from '../support/forms.ts'
import { type Site, startSite } from '../support/site.ts'
import { passesSoon } from '../support/soon.ts'
import { article, png } from '../unit/content/folder.ts'

// Names of topics, files and headings in the letters of any language: the whole site must hang together.

/** One of each kind of writing: capitals, marks before and after, no spaces, from right to left, signs alone. */
const words = {
  Chinese: '健康',
  Hebrew: 'בריאות',
  Greek: 'Υγεία Όλων',
  Thai: 'น้ำดื่ม',
  Russian: 'Здоровье',
  Arabic: 'الصحة',
  Hindi: 'स्वास्थ्य',
  German: 'Übersicht',
  Korean: '건강',
}
const small = (text: string) => text.toLowerCase().replaceAll(' ', '-')
const chinese = words.Chinese

const files: Record<string, string | Uint8Array> = {
  'pages/about.md': article(
    `See [a topic](/topics/${chinese}) and [an author](/authors/${chinese}).`,
  ).replace(/^date.*\n/m, ''),
  'pages/accessibility.md': article().replace(/^date.*\n/m, ''),
  'pages/privacy.md': article().replace(/^date.*\n/m, ''),
}
for (const word of Object.values(words)) {
  const slug = small(word)
  const headings = [1, 2, 3].map((number) => `## ${word} ${number}\n\n[Up](#${slug}-1)`).join('\n\n')
  files[`authors/${slug}.yml`] = `name: ${word}\npicture: ${word}.png\n`
  files[`authors/${slug}/${word}.png`] = png
  files[`pages/über-${slug}.md`] = article(`[Back](/articles/${slug}#${slug}-2)`).replace(/^date.*\n/m, '')
  files[`articles/${slug}/${word}.png`] = png
  files[`articles/${slug}.md`] = article(
    `${headings}\n\n![${word}](<${word}.png>)\n\n[Page](/über-${slug})`,
    {
      title: word,
      topics: `["${word}", "😀", "C++", "C#", ".NET", Page]`,
      author: slug,
      image: `${word}.png`,
      imageAlt: word,
      redirectFrom: `[/old/${encodeURI(word)}, /articles/old-${slug}]`,
    },
  )
}
// Names that the framework, feeds and lists have for themselves.
const names = ['index', 'default', 'error', 'not-found', 'feed', 'robots', 'sitemap', 'answer']
for (const name of [...names, 'constructor']) {
  files[`pages/${name}.md`] = article().replace(/^date.*\n/m, '')
  files[`articles/${name}.md`] = article('Words.', { topics: `"${name}"`, author: name })
  files[`authors/${name}.yml`] = `name: ${name}\n`
}
files['authors/page.yml'] = 'name: Page\n'
files['articles/by-page.md'] = article('Words.', { author: 'page' })
// So many that its topic and its author have a second page.
for (let number = 1; number <= 100; number++)
  files[`articles/${chinese}-${number}.md`] = article('Words.', { topics: chinese, author: chinese })

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-scripts-'))
let site: Site
beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) {
    // As macOS and some transfers store them, though no text mentions them so.
    const file = join(folder, 'content', name.normalize('NFD'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  site = await startSite({ folder })
})
afterAll(async () => {
  await site.remove()
  rmSync(folder, { recursive: true })
})

const status = async (path: string) => (await fetch(site.url + path, { redirect: 'manual' })).status

test('every address that the site names is there', async () => {
  const asked = await crawl(site.url)
  expect([...asked].filter(([, code]) => code !== 200)).toEqual([])
  const paths = new Set([...asked.keys()].map((url) => decodeURI(new URL(url).pathname)))
  for (const word of Object.values(words)) {
    const slug = small(word)
    const topic = word === words.German ? 'ubersicht' : slug
    for (const path of [
      ...[`/articles/${slug}`, `/authors/${slug}`, `/über-${slug}`],
      ...[`/topics/${topic}`, `/topics/${topic}/feed.xml`, `/pictures/plain/articles/${slug}/${word}.png`],
    ])
      expect(paths).toContain(path)
  }
  for (const path of ['😀', 'c-plus-plus', 'c-sharp', 'dot-net', 'page'].map((slug) => `/topics/${slug}`))
    expect(paths).toContain(path)
  for (const name of names)
    for (const path of [`/${name}`, `/articles/${name}`, `/topics/${name}`, `/authors/${name}`])
      expect(paths).toContain(path)
  expect(paths).toContain('/authors/page')
  for (const path of [`/topics/${chinese}/page/2`, `/authors/${chinese}/page/2`, '/articles/page/2'])
    expect(paths).toContain(path)
})

test('addresses are written escaped in pages, feeds and the sitemap', async () => {
  for (const path of [
    '/',
    '/articles',
    '/topics',
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/sitemap.xml',
    `/articles/${chinese}`,
  ]) {
    const text = await (await fetch(site.url + encodeURI(path))).text()
    // The browser's own reading would escape them, others' need not.
    const bare = text.match(/(?:(?:href|src|action)="|https?:\/\/)[^\s"'<>#]*[^\s\x20-\x7e][^\s"'<>]*/gu)
    expect([path, bare]).toEqual([path, null])
    expect(addressesIn(text, site.url).length).toBeGreaterThan(0)
  }
})

test('an address is the same in escapes of either case, and composed or not', async () => {
  for (const word of Object.values(words)) {
    const slug = small(word)
    for (const path of [
      `/articles/${slug}`,
      `/articles/${slug}/replies.xml`,
      `/authors/${slug}`,
      `/über-${slug}`,
    ]) {
      const escaped = encodeURI(path)
      expect(await status(escaped)).toBe(200)
      expect(await status(escaped.replace(/%../g, (one) => one.toLowerCase()))).toBe(200)
      for (const other of [path.normalize('NFD'), `${path.toUpperCase()}/`]) {
        if (other === path) continue
        const moved = await fetch(site.url + encodeURI(other), { redirect: 'manual' })
        expect([moved.status, moved.headers.get('location')]).toEqual([308, escaped])
      }
    }
    for (const old of [`/old/${word}`, `/articles/old-${slug}`]) {
      const moved = await fetch(site.url + encodeURI(old))
      expect([moved.status, decodeURI(new URL(moved.url).pathname)]).toEqual([200, `/articles/${slug}`])
    }
  }
})

test.each(Object.entries(words))(
  'a reply and an enquiry are sent from an article with a name in %s',
  async (_, word) => {
    const path = encodeURI(`/articles/${small(word)}`)
    const reply = await postForm(await readForm(site.url + path, 'reply'), {
      ...aReply,
      comment: `On ${word}`,
    })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, `${path}/reply-received`])
    expect(await status(`${path}/reply-received`)).toBe(200)
    const wrong = await postForm(await readForm(site.url + path, 'reply'), { ...aReply, email: '' })
    expect([wrong.status, await wrong.text()]).toEqual([200, expect.stringContaining('There is a problem')])
    const asked = { ...anEnquiry, requirements: `On ${word}` }
    const enquiry = await postForm(await readForm(site.url + path, 'enquiry'), asked)
    expect(enquiry.status).toBe(303)
    // Without the breaks of quoted-printable (RFC 2045, 6.7).
    const mails = () => site.mailbox().map((mail) => mail.replace(/=\r?\n/g, ''))
    await passesSoon(() => {
      expect(mails().filter((mail) => mail.includes(`${site.url}${path}`)).length).toBeGreaterThan(1)
    })
  },
)

test('the footer of every page leads only to pages that are there', async () => {
  const pages = join(folder, 'content', 'pages')
  const footers = async () => {
    const paths = ['/', '/contact', '/topics', '/nowhere', '/staff', encodeURI(`/articles/${chinese}`)]
    const texts = await Promise.all(paths.map(async (path) => (await fetch(site.url + path)).text()))
    return texts.map((text) => text.slice(text.indexOf('<footer')).includes('href="/accessibility"'))
  }
  expect(new Set(await footers())).toEqual(new Set([true]))
  renameSync(join(pages, 'accessibility.md'), join(pages, 'reachable.md'))
  await passesSoon(async () => expect(new Set(await footers())).toEqual(new Set([false])))
  renameSync(join(pages, 'reachable.md'), join(pages, 'accessibility.md'))
  await passesSoon(async () => expect(new Set(await footers())).toEqual(new Set([true])))
})
