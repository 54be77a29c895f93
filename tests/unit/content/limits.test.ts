import { execFileSync } from 'node:child_process'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inWorker, worked } from '#lib/content/parse-pool.ts'
import type { Version } from '#lib/content/version.ts'
import { article, contentFolder } from './folder.ts'

/** An honest paragraph, so often. */
const prose = (times: number) =>
  `${'Words of a sentence that goes on for a while. '.repeat(10)}\n\n`.repeat(times)
const table = (columns: number, rows: number) =>
  `|${' a |'.repeat(columns)}\n|${' - |'.repeat(columns)}\n${`|${' b |'.repeat(columns)}\n`.repeat(rows)}`
const front = (lines: string) => `---\ntitle: T\ndescription: D\ndate: 2026-11-20\n${lines}\n---\nWords.\n`

const parts = /^the article has more than 5,000 parts/
const deep = /^the article is nested too deeply to be read/
const cells = /^this table has more than 5,000 cells/
const marks = /^this paragraph holds more than 2,000 signs/
const lists = /^lists stand within lists more than 20 times/
const lines = /^there are more than 200 lines of fields/

const nasty: [name: string, text: string, line: number, told: RegExp][] = [
  ['a table of 416 columns with empty rows', article(`${table(416, 0)}${'|\n'.repeat(416)}`), 6, cells],
  [
    'a table of 416 × 380 cells',
    article(`|${'a|'.repeat(416)}\n|${'-|'.repeat(416)}\n${`|${'b|'.repeat(416)}\n`.repeat(380)}`),
    6,
    cells,
  ],
  ['many tables', article(`${table(40, 40)}\n`.repeat(10)), 92, parts],
  ['stars that open and never close', article('*a_'.repeat(5000)), 6, marks],
  ['brackets that open and never close', article('[a'.repeat(5000)), 6, marks],
  ['pictures that open and never close', article('![a'.repeat(5000)), 6, marks],
  [
    'backticks in ever longer rows',
    article(Array.from({ length: 300 }, (_, n) => '`'.repeat(n)).join(' a ')),
    6,
    marks,
  ],
  ['braces within a text in braces', article(`{"${'}'.repeat(5000)}`), 6, marks],
  ['tags that open and never close', article('<b>'.repeat(3000)), 6, marks],
  ['entities', article('&amp;'.repeat(5000)), 6, marks],
  ['quotations within quotations', article('> '.repeat(6000)), 6, deep],
  ['lists within lists in one line', article(`${'- '.repeat(6000)}x`), 6, deep],
  [
    'lists within lists, line by line',
    article(Array.from({ length: 300 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n')),
    56,
    deep,
  ],
  ['a list of 20,000 entries', article('- one *item*\n'.repeat(20_000)), 5006, parts],
  [
    '8,000 notes',
    article(Array.from({ length: 8000 }, (_, n) => `a[^${n}]\n\n[^${n}]: b\n`).join('\n')),
    10_006,
    parts,
  ],
  ['a megabyte of words', article(prose(2200)), 1736, /^the article is longer than 400,000 letters/],
  ['lists that open in the front matter', front('x: ['.repeat(2000)), 5, lists],
  ['lists that open in the front matter, line by line', front('x: [\n'.repeat(2000)), 25, lists],
  ['lists within lists in the front matter', front(`x:\n${'- '.repeat(2000)}a`), 5, lists],
  ['thousands of fields', front(Array.from({ length: 5000 }, (_, n) => `x${n}: a`).join('\n')), 202, lines],
  [
    'a field of a megabyte',
    front(`x: ${'a'.repeat(900_000)}`),
    5,
    /^the fields are longer than 64,000 letters/,
  ],
]

test.each(nasty)('%s: told at its line, the others stand', async (_, text, line, message) => {
  const folder = await contentFolder({ 'articles/bad.mdx': text, 'articles/good.mdx': article() })
  const { library } = await folder.open()
  expect(library.faults().length).toBeGreaterThan(0)
  const told = library.faults().find((fault) => message.test(fault.message))
  expect(told ?? library.faults().slice(0, 3)).toMatchObject({ line })
  expect(library.articles().map(({ slug }) => slug)).toEqual(['good'])
})

const slow = article(`${'*a_'.repeat(900)}\n\n`.repeat(140))

test('an article within every bound that still takes too long is told, and the process goes on meanwhile', {
  timeout: 300_000,
}, async () => {
  // Microseconds of this thread's processor time from one turn to the next: a busy machine makes it no longer.
  let worst = 0
  let last = process.threadCpuUsage()
  const beat = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    worst = Math.max(worst, user + system)
    last = process.threadCpuUsage()
  }, 10)
  const folder = await contentFolder({
    'articles/slow.mdx': slow,
    'articles/good.mdx': article(),
  })
  const { library } = await folder.open()
  clearInterval(beat)
  expect(library.faults()).toMatchObject([
    {
      line: 6,
      column: 1,
      message: 'this takes longer than 5 s to read: divide what begins here, or leave it out',
    },
  ])
  expect(library.articles().map(({ slug }) => slug)).toEqual(['good'])
  // Read in this thread it would have stood still for all of the five seconds, and longer.
  expect(worst).toBeLessThan(2_500_000)
})

test.each([
  ['300 kB of words', prose(650)],
  ['a table of 60 × 60 cells', table(60, 60)],
  ['a list of 1,500 entries', '- one *item*\n'.repeat(1500)],
  ['a listing with thousands of braces', `~~~json\n${'{ "a": [1, 2] },\n'.repeat(3000)}~~~`],
  ['ten quotations within each other', `${'> '.repeat(10)}words`],
])('%s stands', async (_, body) => {
  const folder = await contentFolder({ 'articles/x.mdx': article(body) })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  const [item] = library.articles()
  expect(item && (await library.body(item)).code).toContain('_createMdxContent')
})

test('of many articles that are read together only the one that takes too long is told', {
  timeout: 300_000,
}, async () => {
  const many = Array.from({ length: 150 }, (_, number) => [`articles/n${number}.mdx`, article()])
  const folder = await contentFolder({ ...Object.fromEntries(many), 'articles/n70.mdx': slow })
  const { library } = await folder.open()
  expect(library.faults().map(({ message }) => message)).toEqual([
    'this takes longer than 5 s to read: divide what begins here, or leave it out',
  ])
  expect(library.articles()).toHaveLength(149)
})

test('waiting for a slow disk is no work: nothing is told of the article', { timeout: 300_000 }, async () => {
  const folder = await contentFolder({ 'articles/slow.mdx': slow })
  const waiting = join(folder.path, 'articles', 'x.mdx')
  // Opening it takes until somebody writes.
  execFileSync('mkfifo', [waiting])
  const read = (path: string, version: Version) =>
    inWorker('read', 'UTC', folder.path, path, version, { isTried: true })
  const { mtimeMs, size, ino, mode, uid } = await stat(join(folder.path, 'articles', 'slow.mdx'))
  const version = { mtimeMs, size, ino, mode, uid }
  let isOver = false
  const late = read('articles/x.mdx', version)
    .catch((error: unknown) => error)
    .finally(() => {
      isOver = true
    })
  // It begins later, and works until its time is over.
  await expect(read('articles/slow.mdx', version)).rejects.toThrow('takes longer than 5 s')
  expect(isOver).toBe(false)
  await (await open(waiting, 'w')).close()
  expect(await late).not.toBeInstanceOf(Error)
})

test('waiting for a processor is no work: on a busy machine plain articles were told to take too long', () => {
  expect([worked(1, 500), worked(1, 990), worked(0.4, 500)]).toEqual([1, 1, 0])
  expect(worked(1, 50)).toBeCloseTo(0.1)
})
