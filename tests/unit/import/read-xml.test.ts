import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createMender } from '#lib/import/wordpress/mend.ts'
import { readXml } from '#lib/import/wordpress/read-xml.ts'
import { post, wxr } from '../../support/wxr.ts'
import { newSite } from './imported.ts'

async function read(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-xml-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'export.xml')
  writeFileSync(file, text)
  const flaws: string[] = []
  const items: Record<string, string>[] = []
  const onFlaw = ({ line, column, message }: { line: number; column: number; message: string }) =>
    flaws.push(`${line}:${column}: ${message}`)
  for await (const { name, children } of readXml(file, onFlaw))
    if (name === 'item') items.push(Object.fromEntries(children.map((child) => [child.name, child.text])))
  return { flaws, items }
}

const around = (items: string) =>
  `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>\n${items}\n</channel></rss>`

test('a bare & and < are read as themselves, and told with line and column', async () => {
  const { flaws, items } = await read(
    around(
      '<item><title>Fish & chips &amp; peas</title>\n<wp:attachment_url>https://example.org/?a=1&b=2</wp:attachment_url><wp:x>1 < 2</wp:x></item>',
    ),
  )
  expect(items).toEqual([
    { title: 'Fish & chips & peas', 'wp:attachment_url': 'https://example.org/?a=1&b=2', 'wp:x': '1 < 2' },
  ])
  expect(flaws).toEqual([
    '2:19: a bare & was read as the sign itself',
    '3:44: a bare & was read as the sign itself',
    '3:76: a bare < was read as the sign itself',
  ])
})

test('control bytes go, and ]]> within a text stays a part of it', async () => {
  const { flaws, items } = await read(
    around(
      '<item><title><![CDATA[a\u0001b]]></title><content:encoded><![CDATA[if (a[b[0]]>1) <p>go</p>\nend]]></content:encoded></item>',
    ),
  )
  expect(items).toEqual([{ title: 'ab', 'content:encoded': 'if (a[b[0]]>1) <p>go</p>\nend' }])
  expect(flaws).toHaveLength(2)
})

test('a tag that is not closed is told, and all items after it are read', async () => {
  const { flaws, items } = await read(
    around('<item><title>One</titel><wp:post_id>1</wp:post_id></item>\n<item><title>Two</title></item>'),
  )
  expect(items.map(({ title }) => title)).toEqual(['One', 'Two'])
  expect(items[0]?.['wp:post_id']).toBe('1')
  expect(flaws[0]).toBe('2:17: the closing tag </titel> closes nothing that is open')
})

test('a file that was cut off gives what it holds, and says where it ends', async () => {
  const whole = wxr([post(1), post(2)])
  const { flaws, items } = await read(whole.slice(0, whole.lastIndexOf('Words of post 2') + 10))
  expect(items).toHaveLength(2)
  expect(flaws.at(-1)).toMatch(/^\d+:\d+: the file ends within <item> <content:encoded>$/)
})

test('names count by what they stand for, under any prefix and any address of the namespace', async () => {
  const { items } = await read(
    '<rss xmlns:x="https://wordpress.org/export/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><x:post_id>7</x:post_id><c:encoded>T</c:encoded></item></channel></rss>',
  )
  expect(items).toEqual([{ 'wp:post_id': '7', 'content:encoded': 'T' }])
})

test('what is mended is the same however the file is cut into pieces', () => {
  const text = around(
    '<item><title>A & b</title><!-- & in a comment --><content:encoded><![CDATA[x ]]> y & z]]></content:encoded></item>',
  )
  const mended = (size: number) => {
    const flaws: string[] = []
    const mender = createMender(({ line, column, message }) => flaws.push(`${line}:${column} ${message}`))
    let out = ''
    for (let at = 0; at < text.length; at += size) out += mender.write(text.slice(at, at + size))
    return [out + mender.end(), flaws]
  }
  for (const size of [1, 2, 3, 7, 50]) expect(mended(size)).toEqual(mended(text.length))
})

test('old versions are read: no authors, categories named twice, no CDATA', async () => {
  const site = newSite()
  const { isReadable } = await site.take(`<?xml version="1.0"?>
<rss xmlns:wp="http://wordpress.org/export/1.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title><link>https://old.example.org</link>
<item><title>Early</title><link>https://old.example.org/early/</link><dc:creator>tom</dc:creator><category>Health</category><category domain="category" nicename="health">Health</category><category domain="tag" nicename="age">Age</category><content:encoded>&lt;b&gt;Words&lt;/b&gt; of long ago.</content:encoded><wp:post_id>3</wp:post_id><wp:post_date>2008-01-02 03:04:05</wp:post_date><wp:post_date_gmt>2008-01-02 03:04:05</wp:post_date_gmt><wp:post_name>early</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`)
  expect(isReadable).toBe(true)
  expect(site.read('articles/early.md')).toBe(`---
title: Early
description: Words of long ago.
date: 2008-01-02T03:04:05Z
author: tom
topics:
  - Health
  - Age
redirectFrom:
  - /early
---

**Words** of long ago.
`)
})
