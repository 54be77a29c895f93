import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openLibrary } from '#lib/content/content.ts'
import { createLog } from '#lib/log.ts'
import { hostileHtml } from '../../support/hostile-html.ts'
import { article, htmlOf, png } from './folder.ts'

let shown: { deed: string; html: string; told: number }[] = []

beforeAll(async () => {
  const path = await mkdtemp(join(tmpdir(), 'broadsheet-hostile-'))
  await mkdir(join(path, 'articles'))
  await writeFile(join(path, 'articles', 'x.png'), png)
  for (const [index, { html }] of hostileHtml.entries())
    await writeFile(join(path, 'articles', `h-${index}.md`), article(`Before.\n\n${html}\n\nAfter.`))
  const log = createLog('debug', () => undefined)
  const library = await openLibrary({
    contentDir: path,
    now: () => Date.parse('2026-11-23'),
    log,
    invalidate: () => {},
    watch: false,
  })
  shown = await Promise.all(
    hostileHtml.map(async ({ deed }, index) => {
      const found = library.article(`h-${index}`)
      const told = library.faults().filter(({ file }) => file.endsWith(`/h-${index}.md`)).length
      return { deed, html: found.kind === 'here' ? await htmlOf(library, found.item) : '', told }
    }),
  )
  library.close()
  await rm(path, { recursive: true })
}, 120_000)

const attribute = (name: string) => new RegExp(`<[^>]*\\s${name}\\s*=`, 'i')

test.each(hostileHtml)(
  '$deed: nothing runs, nothing loads, and the text around it stays',
  ({ deed, stays, isRefused, isQuiet }) => {
    const one = shown.find((each) => each.deed === deed)
    if (!one) return expect.fail('it was not read')
    if (!isQuiet) expect(one.told, one.html).toBeGreaterThan(0)
    const { html } = one
    if (isRefused) return expect(html).toBe('')
    expect(html).toMatch(/Before\.[\s\S]*After\./)
    for (const words of stays ?? []) expect(html).toContain(words)
    const tags = html.replace(/="[^"]*"/g, '=')
    expect(html).not.toMatch(
      /<\/?(?:script|style|iframe|frame|object|embed|applet|svg|math|form|input|button|select|textarea|base|meta|link|template|noscript|video|audio|source|track|portal|animate|set|use|image|foreignobject|title|xmp|plaintext|noembed|marquee|isindex|keygen|dialog)\b/i,
    )
    for (const name of [
      'on\\w+',
      'style',
      'srcset',
      'srcdoc',
      'action',
      'formaction',
      'background',
      'poster',
      'ping',
      'name',
      'class',
      'target',
      'xlink:href',
      'data',
      'http-equiv',
      'is',
      'slot',
      'popover\\w*',
      'autofocus',
      'tabindex',
      'contenteditable',
      'accesskey',
      'usemap',
      'nonce',
    ])
      expect(tags, name).not.toMatch(attribute(name))
    for (const [, src] of html.matchAll(/\ssrc="([^"]*)"/g)) expect(src).toMatch(/^\/pictures\//)
    for (const [, href] of html.matchAll(/\s(?:href|cite)="([^"]*)"/g))
      expect(href).toMatch(/^(?:https?:|mailto:|tel:|\/|#|[\w.-]+$)/i)
    for (const [, id = ''] of html.matchAll(/\sid="([^"]*)"/g))
      expect(id).not.toMatch(/^(?:main|comment|enquiry|__proto__|constructor)$/)
  },
)

test('there are sixty of them and more, each once', () => {
  expect(hostileHtml.length).toBeGreaterThanOrEqual(60)
  expect(new Set(hostileHtml.map(({ deed }) => deed)).size).toBe(hostileHtml.length)
})
