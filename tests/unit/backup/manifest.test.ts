import { expect, test } from 'vitest'
import { isBackedUp, isContent, parseManifest } from '#lib/backup/manifest.ts'

test.each([
  ...['site.db', 'secret', 'import.json', '.env', 'mailbox/2026-11-24T12-00-00-000Z-01ABC.eml'],
  ...[
    'content/site.yml',
    'content/articles/a/b.png',
    'content/.hidden',
    'content/健康.md',
    'content/..a',
    'content/a..',
  ],
])('what a backup may hold: %s', (name) => {
  expect(isBackedUp(name)).toBe(true)
})

test.each([
  ...['', '/', '.', '..', 'other', 'site.db/x', 'Secret', '/etc/passwd', '../secret', 'content', 'content/'],
  ...[
    'content/..',
    'content/../x',
    'content/a/../../x',
    'content/./x',
    'content//x',
    'content/a//x',
    'content/a/',
  ],
  ...[
    'contents/x',
    'mailbox/',
    'mailbox/.part.eml',
    'mailbox/a/b.eml',
    'mailbox/../x.eml',
    'mailbox/x.txt',
    'content/a\0b',
  ],
])('what was not made by a backup: %j', (name) => {
  expect(isBackedUp(name)).toBe(false)
})

test('only what stands below content/ is content', () => {
  expect(['content/a', 'secret', 'content/../a', 'content'].map(isContent)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

const manifest = {
  format: 3,
  madeAt: '2026-11-24T12:00:00.000Z',
  database: 'sqlite',
  files: { secret: { bytes: 3, sha256: 'x' } },
  content: { dir: '/srv/content', folders: [{ path: '', mode: 0o755 }], links: [] as object[] },
}
const withLink = (path: string, to: string) => ({
  ...manifest,
  content: { ...manifest.content, links: [{ path, to }] },
})

test('a manifest of each version is read', () => {
  expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest)
  const { content: _, ...older } = manifest
  expect(parseManifest(JSON.stringify({ ...older, format: 1 }))).toMatchObject({ format: 1 })
  expect(parseManifest(JSON.stringify({ ...manifest, format: 2, database: 'postgres' }))).toMatchObject({
    format: 2,
  })
})

test.each<[string, object]>([
  ['a later version', { ...manifest, format: 4 }],
  ['no time', { ...manifest, madeAt: 'yesterday' }],
  ['another database', { ...manifest, database: 'mysql' }],
  ['a size below nothing', { ...manifest, files: { a: { bytes: -1, sha256: 'x' } } }],
  [
    'a folder outside',
    { ...manifest, content: { ...manifest.content, folders: [{ path: '../x', mode: 0o755 }] } },
  ],
  [
    'a mode with more than permissions',
    { ...manifest, content: { ...manifest.content, folders: [{ path: 'x', mode: 0o4755 }] } },
  ],
  ['a link outside', withLink('../x', 'y')],
])('a manifest with %s is refused', (_what, given) => {
  expect(() => parseManifest(JSON.stringify(given))).toThrow('not one that this version of the site can read')
})

test.each<[string, string, boolean]>([
  ['a', 'b', true],
  ['a', '.', true],
  ['x/a', '../b', true],
  ['x/y/a', '../../b', true],
  ['x/a', '..', true],
  ['a', '..', false],
  ['a', '../b', false],
  ['x/a', '../../b', false],
  ['x/a', '../y/../../b', false],
  ['a', '/etc/passwd', false],
  ['a', 'b/../../c', false],
  ['a', '', false],
])('a link at %s to “%s” may be restored: %s', (path, to, isFine) => {
  const read = () => parseManifest(JSON.stringify(withLink(path, to)))
  if (isFine) expect(read()).toMatchObject({ content: { links: [{ path, to }] } })
  else expect(read).toThrow()
})
