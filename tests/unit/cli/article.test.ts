import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { deriveKeys } from '#lib/auth/keys.ts'
import { previewedSlug } from '#lib/auth/previews.ts'
import { firstTexts } from '#lib/cli/article/first-text.ts'
import { article as command } from '#lib/cli/article.ts'
import { parseSettings } from '#lib/config.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { article, contentFolder, type Folder, png } from '../content/folder.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const secret = 'a secret of this test alone'

/** Runs the command as an editor does. A process takes as long as twenty commands do: one or two show each stream and setting. */
function runAsProcess(folder: Pick<Folder, 'path'>, args: string[], given: Record<string, string> = {}) {
  const env = { NODE_ENV: 'production', CONTENT_DIR: folder.path, SECRET: secret, ...given } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/article.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  })
  return { code: status, out: stdout, complaint: stderr }
}

/** Runs it within this process, its output in a file or on the terminal of a person. */
async function run(
  { path }: Folder,
  args: string[],
  { isScreen = false, ...given }: { isScreen?: boolean } & Record<string, unknown> = {},
) {
  const parsed = parseSettings({ CONTENT_DIR: path, SECRET: secret, ...given })
  if (!('settings' in parsed)) return expect.fail(parsed.problems.join())
  let [out, complaint] = ['', '']
  const code = await command(args, parsed.settings, {
    print: (text) => {
      out += `${text}\n`
    },
    complain: (text) => {
      complaint += `${text}\n`
    },
    ...{ isScreen, colour: false, annotations: false },
  })
  return { code, out, complaint }
}

afterEach(() => show(usual))

const inFolder = ({ path }: Folder, name: string) => join(path, 'articles', name)

test('a new draft has today’s date where the organisation is, and the terminal speaks English everywhere', async () => {
  const zone = 'Pacific/Kiritimati'
  const folder = await contentFolder({ 'site.yml': `lang: fr\ntimeZone: ${zone}\n` })
  const day = () => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.now())
  const before = day()
  expect((await run(folder, ['new', 'Rest'])).code).toBe(0)
  const written = await readFile(inFolder(folder, 'rest.mdx'), 'utf8')
  expect([`date: ${before}`, `date: ${day()}`]).toContain(/^date: .*$/m.exec(written)?.[0])
  expect((await run(folder, ['preview', 'rest'])).out).toMatch(
    /until \w+day \d+ \w+ \d{4}, \d\d:\d\d \(Kiritimati time\)/,
  )
})

test.each(Object.entries(firstTexts))(
  'in %s a new draft is written in its language, without any fault',
  async (lang, words) => {
    const folder = await contentFolder({ 'site.yml': `lang: ${lang}\n` })
    expect(await run(folder, ['new', 'Rest'])).toMatchObject({ code: 0, complaint: '' })
    const text = await readFile(inFolder(folder, 'rest.mdx'), 'utf8')
    for (const part of [words.description, words.body, words.image, words.withFile, words.topics[0]])
      expect(text).toContain(part)
    const said = firstTexts.en
    if (lang !== 'en')
      for (const english of [said.description, said.image, said.withFile, 'first heading'])
        expect(text).not.toContain(english)
    // Its comments become fields by taking their sign away, once there is an author and a picture.
    await folder.write(
      'articles/rest.mdx',
      text.replaceAll('\n# ', '\n').replace(/^(author: jane-doe|image: [^,]*),.*$/gm, '$1'),
    )
    await folder.write('authors/jane-doe.yml', 'name: Jane Doe\n')
    await folder.write(`articles/rest/${words.cover}`, png)
    expect(await run(folder, ['check'])).toMatchObject({ code: 0 })
  },
)

test('new makes a draft of today without any fault, and never writes over an article', async () => {
  const folder = await contentFolder({ 'authors/jane-doe.yml': 'name: Jane Doe\n' })
  const made = await run(folder, ['new', 'Sleep: the "quiet" cure'])
  expect([made.code, made.complaint]).toEqual([0, ''])
  expect(made.out).toContain('sleep-the-quiet-cure.mdx\n')
  const { library } = await folder.open({ now: Date.now })
  expect(library.faults()).toEqual([])
  expect(library.preview('sleep-the-quiet-cure')).toMatchObject({
    title: 'Sleep: the "quiet" cure',
    draft: true,
    authors: [{ id: 'jane-doe' }],
  })
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now())
  expect(library.preview('sleep-the-quiet-cure')?.date.day).toBe(today)

  const file = inFolder(folder, 'sleep-the-quiet-cure.mdx')
  const before = await readFile(file, 'utf8')
  const again = await run(folder, ['new', 'Sleep, the Quiet Cure!'])
  expect(again.code).toBe(1)
  expect(again.complaint).toContain('is there already and was left alone')
  expect(await readFile(file, 'utf8')).toBe(before)
})

test('a title without letters needs an address, and gets the one that is given', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  expect((await run(folder, ['new', '😀'])).complaint).toContain('--slug')
  expect((await run(folder, ['new', '😀', '--slug', 'Health!'])).complaint).toContain('Write health')
  expect((await run(folder, ['new', '😀', '--slug', 'health'])).code).toBe(0)
  expect(await readFile(inFolder(folder, 'health.mdx'), 'utf8')).toContain('title: 😀\n')
})

test.each(['健康診断', 'הוא והיא', 'น้ำดื่ม'])(
  'an article with the title %s is named by it, previewed and renamed',
  async (title) => {
    const slug = title.toLowerCase().replace(' ', '-')
    const folder = await contentFolder({ 'authors/jane.yml': 'name: Jane\n' })
    expect((await run(folder, ['new', title])).code).toBe(0)
    expect(await run(folder, ['check'])).toMatchObject({ code: 0 })
    const { out } = await run(folder, ['preview', slug])
    const token = /preview\/([a-z0-9-]+)\n/.exec(out)?.[1] ?? ''
    const verified = deriveKeys(secret).verify('preview', token, Date.now())
    expect(verified.kind === 'valid' && previewedSlug(verified.item)).toBe(slug)
    expect((await run(folder, ['rename', slug, `${slug}-2`])).code).toBe(0)
    expect(await readFile(inFolder(folder, `${slug}-2.mdx`), 'utf8')).toContain(
      `redirectFrom: [/articles/${slug}]`,
    )
    expect(await run(folder, ['check'])).toMatchObject({ code: 0 })
  },
)

test('a title longer than the name of a file is cut between letters', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article() })
  expect(await run(folder, ['new', '健'.repeat(300)])).toMatchObject({ code: 0 })
  expect((await run(folder, ['list'])).out).toContain(`${'健'.repeat(66)}  `)
})

test('check prints nothing but a count when all is well', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article(), 'articles/y.md': article() })
  expect(await run(folder, ['check'])).toEqual({ code: 0, out: '2 articles, no faults.\n', complaint: '' })
})

test('check says that the privacy page is missing, to which both forms link, and counts no fault', async () => {
  const folder = await contentFolder({ 'site.yml': 'name: Acorn\n', 'articles/x.mdx': article() })
  const { code, out, complaint } = await run(folder, ['check'])
  expect([code, out]).toEqual([0, '1 article, no faults.\n'])
  expect(complaint).toMatch(
    /^Both forms link to a privacy page at \/privacy, and there is none: .*pages\/privacy\.mdx/,
  )
  await folder.write('site.yml', 'name: Acorn\nprivacyPath: /mentions\n')
  expect((await run(folder, ['check'])).complaint).not.toContain('Both forms')
  await folder.write('site.yml', 'name: Acorn\nprivacyPath: /articles/x\n')
  expect(await run(folder, ['check'])).toMatchObject({ code: 0, complaint: '' })
})

test('check remarks on a picture that is larger than anyone needs, and counts no fault', async () => {
  const large = Buffer.concat([png, Buffer.alloc(5_100_000)])
  const folder = await contentFolder({
    'articles/x.mdx': article('![A ward](ward.png)'),
    'articles/x/ward.png': large,
    'articles/x/small.png': png,
  })
  const { code, out, complaint } = await run(folder, ['check'])
  expect([code, out]).toEqual([0, '1 article, no faults.\n'])
  expect(complaint).toMatch(
    /^\S+articles\/x\/ward\.png has 5\.1 MB, and is no fault: readers get a smaller one\. Saved at 2,400 pixels wide it looks the same\.\n$/,
  )
})

test('check prints every fault of every file on a line of its own', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': article('Take <5 mg.', { titel: 'X' }),
    'articles/y.mdx': article('See [that](/articles/nowhere).'),
    'articles/z.mdx': article(),
  })
  const { code, out, complaint } = runAsProcess(folder, ['check'])
  expect(code).toBe(1)
  const lines = out.trimEnd().split('\n')
  expect(lines.map((line) => line.replace(`${folder.path}/`, '').replace(/(:\d+:\d+:) .*/, '$1'))).toEqual([
    'articles/x.mdx:5:1:',
    'articles/x.mdx:7:6:',
    'articles/y.mdx:6:5:',
  ])
  expect(lines[0]).toContain('unknown field "titel". Did you mean "title"?')
  expect(lines[2]).toMatch(/ \(warning\)$/)
  expect(lines.slice(0, 2).join()).not.toContain('(warning)')
  const summary = '3 faults in 2 files: 2 errors keep 1 file off the site, 1 warning takes nothing off it.'
  expect(complaint).toBe(
    `${summary}\nNot published as it stands:\n  ${inFolder(folder, 'x.mdx')}: kept off the site (2 errors)\n`,
  )
})

test('check and list tell each file that is not published once, and when it will be', async () => {
  const folder = await contentFolder({
    'articles/shown.mdx': article('See [that](/articles/nowhere).'),
    'articles/draft.mdx': article('Words.', { draft: 'true', titel: 'Faulty, too' }),
    'articles/unreadable.mdx': '---\ntitle: "never closed\ndraft: true\n---\nWords.\n',
    'articles/later.mdx': article('Words.', { date: '2999-01-01T09:30', title: 'Later' }),
    'articles/over.mdx': article('Words.', { expires: '2026-11-21', title: 'Over' }),
    'articles/bad.mdx': article('See [that](/articles/nowhere).', { titel: 'Bad' }),
    'authors/jane-doe.yml': 'role: Nurse\n',
    'pages/about.mdx': '---\ntitle: About\ndescription: About us\ndraft: true\n---\nWords.\n',
  })
  const appears = 'scheduled, appears Tuesday 1 January 2999, 09:30 (GMT)'
  const gone = 'expired, gone since Saturday 21 November 2026, 00:00 (GMT)'
  const expected = [
    ['articles/bad.mdx', /kept off the site/],
    ['articles/draft.mdx', /draft/],
    ['articles/later.mdx', appears],
    ['articles/over.mdx', gone],
    ['articles/unreadable.mdx', /draft/],
    ['authors/jane-doe.yml', /kept off the site/],
    ['pages/about.mdx', /draft/],
  ] as const
  const { complaint } = await run(folder, ['check'])
  const named = complaint.split('\n').filter((line) => line.startsWith('  '))
  expect(named.map((line) => line.trim().replace(`${folder.path}/`, '').split(': ')[0])).toEqual(
    expected.map(([file]) => file),
  )
  for (const [index, [, state]] of expected.entries())
    expect(named[index]).toEqual(
      typeof state === 'string' ? expect.stringContaining(state) : expect.stringMatching(state),
    )
  const { out } = await run(folder, ['list'])
  const [rows = ''] = out.split('\n\n')
  for (const name of ['shown', 'draft', 'unreadable', 'later', 'over', 'bad', 'jane-doe', 'about']) {
    const own = rows.split('\n').filter((line) => new RegExp(`[ /]${name}[ .]`).test(line))
    expect([name, own.length]).toEqual([name, 1])
  }
  expect(out).toMatch(/^scheduled {2}2999-01-01 {2}later +appears 2999-01-01 09:30 \(GMT\) +Later$/m)
  expect(out).toMatch(/^expired .* over +gone since 2026-11-21 00:00 \(GMT\) +Over$/m)
  expect(out).toMatch(/^published .*\(1 warning\)$/m)
  expect(out).toMatch(/^faulty .*bad\.mdx +kept off the site \(1 error, 1 warning\)$/m)
  expect(out).toContain('published 1, expired 1, scheduled 1, draft 3, faulty 2\n')
})

test('many faults of one cause in one file are counted, unless each is asked for', async () => {
  const lines = Array.from({ length: 300 }, (_, number) => `See [that](/articles/nowhere-${number}).`)
  const folder = await contentFolder({
    'articles/x.mdx': article(lines.join('\n\n'), { titel: 'X' }),
    'articles/y.mdx': article(lines.slice(0, 21).join('\n\n')),
  })
  const { out, complaint } = await run(folder, ['check'])
  const printed = out.trimEnd().split('\n')
  expect(printed.every((line) => /^\S+\.mdx:\d+:\d+: \S/.test(line))).toBe(true)
  expect(printed).toHaveLength(3)
  expect(printed[0]).toMatch(/x\.mdx:5:1: unknown field "titel"/)
  expect(printed[1]).toMatch(
    /x\.mdx:7:5: there is no page at \/articles\/nowhere-0\.; and 299 more of this kind down to line 605 \(check --all prints each\) \(warning\)$/,
  )
  expect(complaint).toContain('322 faults in 2 files')
  expect((await run(folder, ['check', '--all'])).out.trimEnd().split('\n')).toHaveLength(322)
})

test('one cause in many files is one line, errors stand before warnings, and both are counted', async () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const folder = await contentFolder({
    ...Object.fromEntries(
      names.map((name) => [`articles/${name}.mdx`, article('Words.', { layout: 'post', title: name })]),
    ),
    'articles/z.mdx': article('See [that](/articles/nowhere).', { draff: 'true' }),
  })
  const { code, out, complaint } = await run(folder, ['check'])
  expect(code).toBe(1)
  const lines = out.trimEnd().replaceAll(`${folder.path}/articles/`, '').split('\n')
  expect(lines).toEqual([
    'z.mdx:5:1: unknown field "draff". Did you mean "draft"?',
    'a.mdx:5:1: unknown field "layout". This site has no use for it: remove this line; and in 4 more files: b.mdx:5, c.mdx:5, d.mdx:5 … (check --all prints each) (warning)',
    expect.stringMatching(/^z\.mdx:7:5: .* \(warning\)$/),
  ])
  expect(complaint).toContain(
    '7 faults in 6 files: 1 error keeps 1 file off the site, 6 warnings take nothing off it.',
  )
  expect((await run(folder, ['check', '--all'])).out.trimEnd().split('\n')).toHaveLength(7)
})

test('warnings alone end a check with 0, and with 1 where they count as errors', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Words.', { layout: 'post' }) })
  const { code, out, complaint } = await run(folder, ['check'])
  expect([code, complaint]).toEqual([
    0,
    '1 fault in 1 file: no error, 1 warning takes nothing off the site.\n',
  ])
  expect(out).toMatch(/x\.mdx:5:1: unknown field "layout".* \(warning\)\n$/)
  const strict = await run(folder, ['check', '--strict', '--annotations'])
  expect(strict.code).toBe(1)
  expect(strict.out).toContain('::error file=')
  expect(strict.out).not.toContain('(warning)')
  expect(strict.complaint).toContain('By --strict each counts as an error.')
  await folder.write('articles/x.mdx', article())
  expect((await run(folder, ['check', '--strict'])).code).toBe(0)
})

test('check adds annotations on GitHub and where they are asked for', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Words.', { titel: 'X' }) })
  const annotation = `::error file=${inFolder(folder, 'x.mdx')},line=5,col=1::unknown field "titel".`
  expect((await run(folder, ['check'])).out).not.toContain('::error')
  expect((await run(folder, ['check', '--annotations'])).out).toContain(annotation)
  expect(runAsProcess(folder, ['check'], { GITHUB_ACTIONS: 'true' }).out).toContain(annotation)
})

test('check shows the line and a caret to a person', async () => {
  const folder = await contentFolder({ 'articles/x.mdx': article('Words.', { titel: 'X' }) })
  const { code, out } = await run(folder, ['check'], { isScreen: true })
  expect(code).toBe(1)
  expect(out).toContain('\n  5 | titel: X\n    | ^')
})

test('preview prints a link that opens that article for seven days', async () => {
  const folder = await contentFolder({ 'articles/a-draft.mdx': article('Words.', { draft: 'true' }) })
  const { code, out } = runAsProcess(folder, ['preview', 'a-draft'], { SITE_URL: 'https://www.example.org' })
  expect(code).toBe(0)
  const [, token = ''] = /^https:\/\/www\.example\.org\/preview\/(\S+)\n/.exec(out) ?? []
  const verified = deriveKeys(secret).verify('preview', token, Date.now())
  expect(verified).toMatchObject({ kind: 'valid', item: 'a-draft' })
  const days = 'expiresAt' in verified ? (verified.expiresAt - Date.now()) / 86_400_000 : 0
  expect(days).toBeCloseTo(7, 2)
  expect(out).toContain('7 days')
  expect((await run(folder, ['preview', 'articles/a-draft.mdx'])).code).toBe(0)
  const missing = await run(folder, ['preview', 'a-darft'])
  expect([missing.code, missing.out]).toEqual([1, ''])
  expect(missing.complaint).toContain('Did you mean "a-draft"?')
})

test('rename moves the file and its pictures, and keeps every other byte', async () => {
  const before =
    '\ufeff---\r\ntitle: "A  title" # kept\r\ndescription: What it says\r\ndate: 2026-11-20\r\nimage: cover.png\r\nimageAlt: A pixel\r\n---\r\n\r\nWords  with   spaces.\r\n'
  const folder = await contentFolder({
    'articles/old-name.mdx': before,
    'articles/old-name/cover.png': png,
    'articles/other.mdx': article('See [it](/articles/old-name).'),
  })
  const { code, out, complaint } = await run(folder, ['rename', 'old-name', 'new-name'])
  expect([code, complaint]).toEqual([0, ''])
  expect(out).toContain('other.mdx:6:5: the page /articles/old-name has moved: write /articles/new-name')
  expect(await readFile(inFolder(folder, 'new-name.mdx'), 'utf8')).toBe(
    before.replace('A pixel\r\n', 'A pixel\r\nredirectFrom: [/articles/old-name]\r\n'),
  )
  expect((await readdir(join(folder.path, 'articles'))).sort()).toEqual([
    'new-name',
    'new-name.mdx',
    'other.mdx',
  ])
  const { library } = await folder.open()
  expect(library.article('old-name')).toEqual({ kind: 'moved', to: '/articles/new-name' })
  expect(library.article('new-name')).toMatchObject({
    item: { image: { path: '/pictures/articles/new-name/cover.png' } },
  })
})

test('an article that is renamed and renamed back has no fault', async () => {
  const folder = await contentFolder({ 'articles/a.mdx': article() })
  expect((await run(folder, ['rename', 'a', 'b'])).code).toBe(0)
  const back = await run(folder, ['rename', 'b', 'a'])
  expect(back.code).toBe(0)
  expect(back.out).toContain('Nothing else in the content links to the old address.')
  expect((await run(folder, ['check'])).code).toBe(0)
})

test('rename refuses what it cannot do, and changes nothing', async () => {
  const files = {
    'articles/a.mdx': article(),
    'articles/a/x.png': png,
    'articles/b.md': article(),
    'articles/c/x.png': png,
    'articles/broken.mdx': '---\ntitle: A: B\n---\nWords.\n',
  }
  const folder = await contentFolder(files)
  const refused = async (old: string, fresh: string) => {
    const { code, out, complaint } = await run(folder, ['rename', old, fresh])
    expect([code, out]).toEqual([1, ''])
    return complaint
  }
  expect(await refused('none', 'd')).toContain('There is no article "none"')
  expect(await refused('a', 'b')).toContain('is there already')
  expect(await refused('a', 'c')).toContain('is there already')
  expect(await refused('a', 'a')).toContain('its name already')
  expect(await refused('a', 'Neuer Name')).toContain('Write neuer-name')
  expect(await refused('broken', 'whole')).toContain('cannot be added to')
  expect((await readdir(folder.path, { recursive: true })).sort()).toEqual(
    ['articles', 'articles/a', 'articles/c', ...Object.keys(files)].sort(),
  )
})

const renamed = article('Words.', { redirectFrom: '[/articles/a]' })

test.each<[when: string, files: Record<string, string | Buffer>]>([
  ['the new file was written', { 'articles/b.mdx.new.tmp': renamed }],
  [
    'pictures were being copied',
    { 'articles/b.mdx.new.tmp': renamed, 'articles/.b.new.tmp/x.png': png.subarray(0, 9) },
  ],
  ['the pictures were copied', { 'articles/b.mdx.new.tmp': renamed, 'articles/b/x.png': png }],
  ['both articles were there', { 'articles/b.mdx': renamed, 'articles/b/x.png': png }],
])('a rename that was broken off when %s is finished by the same command', async (_when, files) => {
  const folder = await contentFolder({ 'articles/a.mdx': article(), 'articles/a/x.png': png, ...files })
  expect(await run(folder, ['rename', 'a', 'b'])).toMatchObject({ code: 0, complaint: '' })
  expect((await readdir(folder.path, { recursive: true })).sort()).toEqual(
    ['articles', 'articles/b', 'articles/b.mdx', 'articles/b/x.png'].sort(),
  )
  expect(await readFile(inFolder(folder, 'b.mdx'), 'utf8')).toBe(renamed)
})

test('a rename that was broken off when only old pictures were left is finished by the same command', async () => {
  const folder = await contentFolder({
    'articles/a/x.png': png,
    'articles/b.mdx': renamed,
    'articles/b/x.png': png,
    'articles/b/y.png': png,
  })
  const { code, out } = await run(folder, ['rename', 'a', 'b'])
  expect([code, out]).toEqual([0, expect.stringContaining('The rename is finished now')])
  expect(await readdir(join(folder.path, 'articles'))).toEqual(['b', 'b.mdx'])
})

test('of two files that were changed after a rename was broken off, a person says which is to go', async () => {
  const changed = article('Other words.', { redirectFrom: '[/articles/a]' })
  const folder = await contentFolder({ 'articles/a.mdx': article(), 'articles/a/x.png': png })
  await folder.write('articles/b.mdx', changed)
  await folder.write('articles/b/x.png', png)
  const refused = await run(folder, ['rename', 'a', 'b'])
  expect(refused.code).toBe(1)
  expect(refused.complaint).toMatch(/if it is the one to keep, delete .*a\.mdx and run this again/)
  await folder.remove('articles/a.mdx')
  expect((await run(folder, ['rename', 'a', 'b'])).code).toBe(0)
  expect(await readdir(join(folder.path, 'articles'))).toEqual(['b', 'b.mdx'])
  expect(await readFile(inFolder(folder, 'b.mdx'), 'utf8')).toBe(changed)
})

test('list shows every state in aligned columns', async () => {
  const folder = await contentFolder({
    'articles/shown.mdx': article('Words.', { title: 'Shown' }),
    'articles/a-long-name.mdx': article('Words.', { draft: 'true', title: 'Draft' }),
    'articles/later.mdx': article('Words.', { date: '2999-01-01', title: 'Later' }),
    'articles/over.mdx': article('Words.', { expires: '2026-11-21', title: 'Over' }),
    'articles/bad.mdx': article('Words.', { titel: 'Bad' }),
  })
  const { code, out } = await run(folder, ['list'])
  expect(code).toBe(0)
  const [published = '', ...lines] = out.split('\n')
  expect(published).toMatch(/^published {2}2026-11-20 {2}shown +Shown$/)
  expect(lines.map((line) => line.split(' ')[0])).toEqual(
    expect.arrayContaining(['expired', 'scheduled', 'draft', 'faulty']),
  )
  const columns = out
    .split('\n\n')[0]
    ?.split('\n')
    .slice(0, 4)
    .map((line) => line.search(/\S+$/))
  expect(new Set(columns).size).toBe(1)
  expect(out).toContain('published 1, expired 1, scheduled 1, draft 1, faulty 1\n')
})

test('what cannot be understood is answered with the usage', async () => {
  const folder = await contentFolder({})
  for (const args of [
    [],
    ['nwe'],
    ['new'],
    ['new', 'Two', 'words'],
    ['check', 'x'],
    ['rename', 'a'],
    ['list', '--all'],
  ]) {
    const { code, out, complaint } = await run(folder, args, { isScreen: true })
    expect([args, code, out]).toEqual([args, 1, ''])
    expect(complaint).toContain('npm run article -- rename <old> <new>')
  }
  expect(runAsProcess(folder, ['--help'])).toMatchObject({ code: 0, complaint: '' })
})

test('a content folder that is not there is named', async () => {
  const { code, complaint } = runAsProcess({ path: '/nowhere/content' }, ['check'])
  expect(code).toBe(1)
  expect(complaint).toContain('There is no content folder at /nowhere/content.')
})
