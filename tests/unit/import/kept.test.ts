import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openFiles } from '#lib/import/files.ts'
import { openRecord } from '#lib/import/record.ts'
import { createReport } from '#lib/import/report.ts'

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-kept-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const at = (...parts: string[]) => join(folder, ...parts)
  const put = (name: string, text: string) => {
    mkdirSync(dirname(at('content', name)), { recursive: true })
    writeFileSync(at('content', name), text)
  }
  const read = (name: string) => readFileSync(at('content', name), 'utf8')
  return { at, put, read, open: (isDry = false) => openFiles(at('content'), openRecord(at('data')), isDry) }
}

describe('a file that an import writes', () => {
  test('is new, the same, or changed; and what an editor changed or removed is left so', () => {
    const { at, put, read } = place()
    const record = openRecord(at('data'))
    const files = openFiles(at('content'), record, false)
    expect(files.state('a.md')).toBe('free')
    expect([files.write('a.md', 'one'), files.write('a.md', 'one'), files.write('a.md', 'two')]).toEqual([
      'new',
      'same',
      'changed',
    ])
    expect([files.state('a.md'), read('a.md')]).toEqual(['ours', 'two'])
    put('a.md', 'by hand')
    expect([files.state('a.md'), files.write('a.md', 'three'), read('a.md')]).toEqual([
      'edited',
      'edited',
      'by hand',
    ])
    rmSync(at('content', 'a.md'))
    expect([files.state('a.md'), files.write('a.md', 'three')]).toEqual(['removed', 'removed'])
    expect(existsSync(at('content', 'a.md'))).toBe(false)
  })

  test('is known again where the record was lost, if it is still the same', () => {
    const { at, put } = place()
    put('a.md', 'one')
    const files = openFiles(at('content'), openRecord(at('data')), false)
    expect([files.write('a.md', 'one'), files.state('a.md'), files.write('a.md', 'two')]).toEqual([
      'same',
      'ours',
      'changed',
    ])
    put('b.md', 'of another')
    expect(files.write('b.md', 'ours')).toBe('edited')
  })

  test('is whole or not there, and leaves no part of it behind', () => {
    const { at, open } = place()
    open().write('deep/in/a.md', 'one')
    expect(readdirSync(at('content'), { recursive: true }).sort()).toEqual([
      'deep',
      'deep/in',
      'deep/in/a.md',
    ])
  })

  test('is not written by a plan, which takes no name twice all the same', () => {
    const { at, open } = place()
    const files = open(true)
    expect([
      files.write('a.md', 'one'),
      files.copy('b.png', Buffer.from('x')),
      files.copy('b.png', Buffer.from('x')),
    ]).toEqual(['new', 'new', 'same'])
    expect(existsSync(at('content'))).toBe(false)
  })
})

describe('a picture or download that an import takes', () => {
  test('is taken once, from a file or from memory, and stays away when it was removed', () => {
    const { at, put, read } = place()
    const record = openRecord(at('data'))
    const files = () => openFiles(at('content'), record, false)
    put('../old.png', 'picture')
    expect(files().copy('a.png', at('old.png'))).toBe('new')
    expect(files().copy('a.png', Buffer.from('another'))).toBe('same')
    expect(read('a.png')).toBe('picture')
    rmSync(at('content', 'a.png'))
    expect(files().copy('a.png', at('old.png'))).toBe('removed')
  })

  test('gives way to another file of its name; one that an editor put in its place is it', () => {
    const { at, put } = place()
    const record = openRecord(at('data'))
    const files = openFiles(at('content'), record, false)
    const [one, two] = [Buffer.from('one'), Buffer.from('two')]
    expect(files.isForeign('a.png', one)).toBe(false)
    put('a.png', 'one')
    expect([files.isForeign('a.png', one), files.isForeign('a.png', two)]).toEqual([false, true])
    files.copy('b.png', one)
    expect([files.isForeign('b.png', one), files.isForeign('b.png', two)]).toEqual([false, true])
    put('b.png', 'by an editor')
    expect([files.isForeign('b.png', one), files.isForeign('b.png', two)]).toEqual([false, false])
  })

  test('that an older version took, of which only the name is known, is it', () => {
    const { at, put } = place()
    const record = openRecord(at('data'))
    record.files.set('a.png', '')
    put('a.png', 'one')
    expect(openFiles(at('content'), record, false).isForeign('a.png', Buffer.from('two'))).toBe(false)
  })
})

describe('the record', () => {
  test('comes back as it was saved, and is for its owner alone', () => {
    const { at } = place()
    const record = openRecord(at('data'))
    record.texts.set('wordpress:1', 'articles/a.md')
    record.signs.set('wordpress:1', ['1', 'A'])
    record.files.set('articles/a.md', 'hash')
    record.replies.add('wordpress:9')
    record.save()
    const again = openRecord(at('data'))
    expect([...again.texts, ...again.signs, ...again.files, ...again.replies]).toEqual([
      ['wordpress:1', 'articles/a.md'],
      ['wordpress:1', ['1', 'A']],
      ['articles/a.md', 'hash'],
      'wordpress:9',
    ])
    expect(readdirSync(at('data'))).toEqual(['import.json'])
  })

  test('of a version before is read', () => {
    const { at } = place()
    mkdirSync(at('data'))
    writeFileSync(
      at('data', 'import.json'),
      '{"version":1,"texts":{"a":"b"},"files":{"b":""},"replies":["c"]}',
    )
    const { texts, signs, files, replies } = openRecord(at('data'))
    expect([[...texts], [...signs], [...files], [...replies]]).toEqual([[['a', 'b']], [], [['b', '']], ['c']])
  })

  test.each(['', '{', '[]', '{"version":2,"texts":{},"files":{},"replies":[]}', '{"version":1}'])(
    'that cannot be read ends the import, as all would be written a second time: %j',
    (text) => {
      const { at } = place()
      mkdirSync(at('data'))
      writeFileSync(at('data', 'import.json'), text)
      expect(() => openRecord(at('data'))).toThrow(/import\.json.*cannot be read: bring it back from a copy/)
    },
  )
})

describe('the report', () => {
  test('has a number for each kind, the most frequent first, and its first three places', () => {
    const report = createReport()
    for (let line = 1; line <= 5; line++) report.add('left-out', 'scripts', { file: '/old/a.xml', line })
    report.add('taken', 'pages')
    report.add('taken', 'articles')
    report.add('taken', 'articles')
    report.add('to-do', 'links', { file: '/old/a.xml', line: 3, column: 7 }, 'https://example.org/\n gone')
    expect(report.text()).toBe(
      [
        'Taken:',
        '       2  articles',
        '       1  pages',
        '',
        'Left out:',
        '       5  scripts',
        '          /old/a.xml:1',
        '          /old/a.xml:2',
        '          /old/a.xml:3',
        '',
        'For you to do:',
        '       1  links',
        '          /old/a.xml:3:7: https://example.org/ gone',
      ].join('\n'),
    )
  })

  test('names a place once where it was told many times in a row, and cuts what is long', () => {
    const report = createReport()
    for (let times = 0; times < 3; times++) report.add('converted', 'boxes', { file: '/old/a.md', line: 1 })
    report.add('converted', 'boxes', { file: '/old/b.md' }, 'x'.repeat(200))
    expect(report.text().split('\n').slice(1)).toEqual([
      '       4  boxes',
      '          /old/a.md:1',
      `          /old/b.md: ${'x'.repeat(99)}…`,
    ])
  })

  test('says whether all could be read, and is empty where nothing was told', () => {
    const report = createReport()
    expect([report.text(), report.isReadable()]).toEqual(['', true])
    report.add('left-out', 'x')
    expect(report.isReadable()).toBe(true)
    report.add('unreadable', 'XML: cut off')
    expect(report.isReadable()).toBe(false)
  })

  test('has places in the folder that it is read in by their path from there', () => {
    const report = createReport()
    report.add('taken', 'x', { file: join(process.cwd(), 'content/a.md'), line: 2 })
    expect(report.text()).toContain('          content/a.md:2')
  })
})
