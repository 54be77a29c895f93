import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withDownloads } from '#lib/http/downloads.ts'

async function folder(all: Record<string, string>, linked: string[] = []) {
  const root = await mkdtemp(join(tmpdir(), 'broadsheet-downloads-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const content = join(root, 'content')
  for (const [name, text] of Object.entries({ 'content/articles/x.mdx': 'x', ...all })) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), text)
  }
  const others = { find: async () => undefined, seen: () => undefined }
  const files = withDownloads(others, { content, isLinked: (place) => linked.includes(place) })
  const fileAt = async (path: string) => {
    const { bytes } = (await files.find(path))?.page ?? {}
    return bytes && 'file' in bytes ? bytes.file.slice(root.length + 1) : undefined
  }
  return { root, content, files, fileAt }
}

test('a file is found by its own name, also in folders, with spaces and in any script', async () => {
  const { fileAt } = await folder({
    'content/files/sheet.pdf': 'x',
    'content/files/2026/spring/our plan.docx': 'x',
    'content/files/U\u0308bungen.pdf': 'x',
    'content/files/LICENCE': 'x',
  })
  expect(await fileAt('/files/sheet.pdf')).toBe('content/files/sheet.pdf')
  expect(await fileAt('/files/2026/spring/our plan.docx')).toBe('content/files/2026/spring/our plan.docx')
  expect(await fileAt('/files/Übungen.pdf'.normalize('NFC'))).toBe('content/files/U\u0308bungen.pdf')
  expect(await fileAt('/files/LICENCE')).toBe('content/files/LICENCE')
  for (const path of ['/files/sheet', '/files/2026', '/files/2026/spring', '/files/', '/files'])
    expect([path, await fileAt(path)]).toEqual([path, undefined])
})

test('no path and no link leads out of the folder, and hidden files stay hidden', async () => {
  const { fileAt, root, content } = await folder({
    'secret.pdf': 'x',
    'content/site.yml': 'name: x',
    'content/articles/draft.docx': 'x',
    'content/files/sheet.pdf': 'x',
    'content/files/.env': 'x',
    'content/files/.git/config': 'x',
    'content/files/sheet.pdf.part': 'x',
    'content/files/sheet.pdf~': 'x',
    'content/files-of-others/x.pdf': 'x',
  })
  const link = (from: string, to: string) => symlink(to, join(content, 'files', from))
  await link('out.pdf', join(root, 'secret.pdf'))
  await link('up.pdf', '../articles/draft.docx')
  await link('hidden.txt', '.env')
  await link('others.pdf', '../files-of-others/x.pdf')
  await link('folder', root)
  await link('loop.pdf', 'loop.pdf')
  await link('same.pdf', 'sheet.pdf')
  expect(await fileAt('/files/same.pdf')).toBe('content/files/sheet.pdf')
  for (const name of [
    'out.pdf',
    'up.pdf',
    'hidden.txt',
    'others.pdf',
    'folder/secret.pdf',
    'loop.pdf',
    '.env',
    '.git/config',
    'sheet.pdf.part',
    'sheet.pdf~',
    '../site.yml',
    '../../secret.pdf',
    '../files-of-others/x.pdf',
    'x/../../site.yml',
    '/etc/hostname',
    'sheet.pdf/',
    'sheet.pdf/x',
    'a'.repeat(1900),
    `${'a/'.repeat(900)}x`,
    'sheet.pdf\0.txt',
  ])
    expect([name, await fileAt(`/files/${name}`)]).toEqual([name, undefined])
})

test('beside a text only what is linked is served, and never a text or its fields', async () => {
  const { fileAt, content } = await folder(
    {
      'content/articles/x/sheet.pdf': 'x',
      'content/articles/x/notes.docx': 'x',
      'content/articles/beside.pdf': 'x',
      'content/pages/about/map.pdf': 'x',
      'content/authors/jane.yml': 'name: Jane',
      'content/authors/jane.pdf': 'x',
      'content/files/articles/x/own.pdf': 'x',
    },
    [
      ...['articles/x/sheet.pdf', 'articles/beside.pdf', 'pages/about/map.pdf', 'articles/x.mdx'],
      ...['authors/jane.yml', 'authors/jane.pdf', 'articles/text.pdf', 'articles/x/../../site.yml'],
    ],
  )
  await symlink('x.mdx', join(content, 'articles', 'text.pdf'))
  for (const [path, file] of [
    ['/files/articles/x/sheet.pdf', 'content/articles/x/sheet.pdf'],
    ['/files/articles/beside.pdf', 'content/articles/beside.pdf'],
    ['/files/pages/about/map.pdf', 'content/pages/about/map.pdf'],
    ['/files/articles/x/own.pdf', 'content/files/articles/x/own.pdf'],
    ['/files/articles/x/notes.docx', undefined],
    ['/files/articles/x.mdx', undefined],
    ['/files/articles/text.pdf', undefined],
    ['/files/authors/jane.yml', undefined],
    ['/files/authors/jane.pdf', undefined],
    ['/files/articles/x/../../site.yml', undefined],
  ])
    expect([path, await fileAt(path ?? '')]).toEqual([path, file])
})

test('what would be a page or a program is only saved, under a policy that lets nothing run', async () => {
  const names = ['a.html', 'a.xhtml', 'a.svg', 'a.xml', 'a.js', 'a.exe']
  const { files } = await folder(Object.fromEntries(names.map((name) => [`content/files/${name}`, 'x'])))
  for (const name of names) {
    const found = await files.find(`/files/${name}`)
    expect(found?.headers).toEqual({ 'Content-Disposition': `attachment; filename="${name}"` })
    expect(found?.page.policy).toContain('sandbox')
    expect(found?.cacheControl).toBe('public, max-age=0, must-revalidate')
  }
})
