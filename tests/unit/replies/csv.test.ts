import { afterEach, expect, test } from 'vitest'
import { show, usual } from '#lib/content/organisation/live.ts'
import { repliesAsCsv } from '#lib/replies/csv.ts'
import type { DeskReply } from '#lib/replies/reply.ts'

afterEach(() => show(usual))

/** RFC 4180, 2: records by their lines, cells by the sign between them, quotation marks doubled within a cell. */
function records(csv: string, between = ','): string[][] {
  const all: string[][] = [[]]
  let [cell, isQuoted] = ['', false]
  const text = csv.replace(/^\ufeff/, '')
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') cell += text[++at]
      else if (sign === '"') isQuoted = false
      else cell += sign
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === between) {
      all.at(-1)?.push(cell)
      cell = ''
    } else if (sign === '\r' && text[at + 1] === '\n') {
      all.at(-1)?.push(cell)
      cell = ''
      at++
      if (at < text.length - 1) all.push([])
    } else cell += sign
  }
  return all
}

const reply = (more: Partial<DeskReply> = {}): DeskReply =>
  ({
    ...{ id: '01A', article: 'tea', name: 'Ann', email: 'ann@example.org', website: 'https://ann.example/' },
    ...{
      comment: 'Fine.',
      status: 'approved',
      reasons: [],
      createdAt: Date.UTC(2026, 6, 1, 10),
      answers: [],
    },
    ...more,
  }) as DeskReply

async function csvOf(replies: readonly DeskReply[], timeZone = 'UTC') {
  async function* all() {
    yield* replies
  }
  let csv = ''
  for await (const part of repliesAsCsv(
    all(),
    timeZone,
    ({ article }) => `https://example.org/articles/${article}`,
  ))
    csv += part
  return csv
}

test('each reply is one record with a cell for each head, after a byte order mark', async () => {
  const csv = await csvOf([
    reply(),
    reply({ id: '01B', decidedAt: Date.UTC(2026, 6, 2), decidedBy: 'desk@example.org' }),
  ])
  expect(csv.startsWith('\ufeff')).toBe(true)
  const [head = [], ...rows] = records(csv)
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(row).toHaveLength(head.length)
  const [one, two] = rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])))
  expect(one).toMatchObject({
    Article: 'https://example.org/articles/tea',
    Name: 'Ann',
    Email: 'ann@example.org',
  })
  expect(Object.values(two ?? {})).toContain('desk@example.org')
  expect(new Set(head).size).toBe(head.length)
})

test('lines, quotation marks, commas and what a spreadsheet would run come back as they were typed', async () => {
  const comment = 'One, "two"\nthree; four\r\nfive'
  const csv = await csvOf([reply({ comment, name: '=HYPERLINK("x")' })])
  const [, row = []] = records(csv)
  expect(row).toContain(comment)
  expect(row).toContain(`'=HYPERLINK("x")`)
})

test('answers of the staff stand in one cell, and times are those of the site', async () => {
  const answers = [
    { id: 'a', text: 'Thank you.', by: 'staff', createdAt: 1 },
    { id: 'b', text: 'And again.', by: 'staff', createdAt: 2 },
  ]
  const [, row = []] = records(await csvOf([reply({ answers } as never)], 'Asia/Tokyo'))
  expect(row).toContain('Thank you.\n\nAnd again.')
  expect(row).toContain('2026-07-01 19:00:00')
})

test('where a list is written with semicolons, cells are divided by them', async () => {
  show({ ...usual, site: { ...usual.site, lang: 'de' } })
  const [head = [], row = []] = records(await csvOf([reply({ comment: 'Eins, zwei; drei' })]), ';')
  expect(row).toHaveLength(head.length)
  expect(row).toContain('Eins, zwei; drei')
})

test('without replies there is a head alone', async () => {
  expect(records(await csvOf([]))).toHaveLength(1)
})
