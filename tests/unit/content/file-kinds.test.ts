import { expect, test } from 'vitest'
import { fileKind } from '#lib/content/file-kinds.ts'

const problem = (path: string) => {
  const kind = fileKind(path)
  return kind && 'problem' in kind ? kind.problem : undefined
}

test.each([
  ['articles/our-clinic.mdx', { kind: 'article', format: 'mdx', problem: undefined }],
  ['articles/健康.md', { kind: 'article', format: 'md', problem: undefined }],
  ['pages/about.md', { kind: 'page', format: 'md', problem: undefined }],
  ['authors/jane-doe.yml', { kind: 'author', problem: undefined }],
  ['articles/x/photo.JPG', { kind: 'picture', isDrawing: false }],
  ['articles/x/plan.svg', { kind: 'picture', isDrawing: true }],
  ['images/2019/05/x.webp', { kind: 'picture', isDrawing: false }],
  ['articles/x/form.pdf', { kind: 'download', doubt: undefined }],
  ['files/a/b/c.html', { kind: 'download', doubt: undefined }],
  ['site.yml', { kind: 'site' }],
  ['theme.yml', { kind: 'theme' }],
  ['words.yml', { kind: 'words' }],
  ['redirects.yml', { kind: 'redirects' }],
  ['front.yml', { kind: 'front' }],
  ['logo.svg', { kind: 'logo', type: 'svg' }],
  ['logo-dark.png', { kind: 'logo', type: 'png' }],
  ['our-face.woff2', { kind: 'font' }],
])('%s is what it is called', (path, kind) => {
  expect(fileKind(path)).toEqual(kind)
})

// What editors, systems and half-done downloads leave beside a file.
test.each([
  ...['articles/.x.mdx.swp', 'articles/x.mdx~', 'articles/#x.mdx#', 'articles/4913', 'articles/x.mdx.bak'],
  ...['articles/.git/config', 'articles/x.mdx.part', 'articles/x.tmp', 'articles/x/.DS_Store'],
  ...['articles/Thumbs.db', 'articles/README.md', 'files/x.crdownload', 'files/.htaccess', 'images/x.txt'],
  ...['other/x.mdx', 'notes.txt', 'x.yml', 'files/README.md~', `files/${'a/'.repeat(12)}x.pdf`],
])('%s is nobody’s', (path) => {
  expect(fileKind(path)).toBeUndefined()
})

test('what is read as it is may be called README, a text may not', () => {
  expect(fileKind('files/README.md')).toEqual({ kind: 'download', doubt: undefined })
  expect(fileKind('articles/README.md')).toBeUndefined()
})

test.each([
  ['articles/Our Clinic.mdx', 'file-name', 'Rename it to our-clinic.mdx'],
  ['pages/Ümlaut.md', 'file-name', 'Rename it to umlaut.md'],
  ['authors/Jane.yml', 'file-name', 'Rename it to jane.yml'],
  ['articles/---.mdx', 'file-name', 'Rename it to words, such as our-new-clinic.mdx'],
  ['pages/search.mdx', 'reserved-address', 'the address /search belongs to the site itself'],
  ['pages/articles.md', 'reserved-address', 'give the page another name'],
  ['articles/x/y.mdx', 'stray-file', 'articles stand directly in the folder articles'],
  ['articles/x.MDX', 'stray-file', 'rename the file to x.mdx'],
  ['authors/jane.yaml', 'stray-file', 'rename the file to jane.yml'],
  ['authors/x/jane.yml', 'stray-file', 'authors stand directly in the folder authors'],
  ['authors/jane.txt', 'stray-file', 'authors end in .yml'],
  ['site.yaml', 'stray-file', 'rename it to site.yml'],
  ['Logo_Dark.svg', 'stray-file', 'rename it to logo-dark.svg'],
  ['logo.jpeg', 'stray-file', 'save the logo as logo.svg or .png'],
  ['articles/e\u0301.mdx', 'same-address', 'only stored in another way'],
])('of %s it is told: %s, %s', (path, ruleId, words) => {
  expect(problem(path)?.ruleId).toBe(ruleId)
  expect(problem(path)?.message).toContain(words)
})

test('what lies among the texts may be one under a wrong name, a picture that no page shows is told anywhere', () => {
  const doubt = (path: string) => {
    const kind = fileKind(path)
    return kind?.kind === 'download' ? kind.doubt?.message : 'no download'
  }
  expect(doubt('articles/x.txt')).toContain('articles end in .mdx or .md')
  expect(doubt('pages/x.pdf')).toContain('pages end in .mdx or .md')
  expect(doubt('articles/x/notes.txt')).toBeUndefined()
  expect(doubt('articles/x/photo.heic')).toContain('save this .heic as one of them')
})
