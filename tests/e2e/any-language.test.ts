import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'

// Texts as people write them in other languages than the site's.

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const address = 'patient.experience.team@longtrustname.example.org'

/** A language, the direction it is read in, and a sentence whose signs stand wrong where the direction is. */
const languages = [
  ['ar', 'rtl', 'هل تكفي ثماني ساعات؟ (دليل)'],
  ['he', 'rtl', 'הזכות לנוח (ולמה)!'],
  ['az-Arab', 'rtl', 'ساغلیق (۲۰۲۶)!'],
  ['dv', 'rtl', 'ދުޅަހެޔޮކަން (2026)!'],
  ['zh-CN', 'ltr', '体检之前（十件事）！'],
] as const

test.each(languages)(
  'an article in %s is %s wherever it stands, and the words of the site in it are their own',
  async (lang, dir, title) => {
    const slug = `in-${lang.toLowerCase()}`
    const description = `${title} 2.0`
    const body = `${title}\n\n## ${title}\n\n- ${title}\n\n\`npm start\`\n\n## B\n\n## C\n\n<Callout>${title}</Callout>`
    articleFiles(site).write(slug, articleText(title, { lang, description, topics: '[Rest]' }, body))
    const { page, context } = await browser.visit()
    await vi.waitFor(
      async () => expect((await page.goto(`${site.url}/articles/${slug}`))?.status()).toBe(200),
      {
        timeout: patience,
      },
    )
    /** Language and computed direction of the innermost element that holds just this text. */
    const held = (text: string) =>
      page.evaluate((text) => {
        const all = [...document.querySelectorAll('main *')].filter(({ textContent }) => textContent === text)
        return all.map((element) => [
          element.closest('[lang]')?.getAttribute('lang'),
          getComputedStyle(element).direction,
        ])
      }, text)
    for (const found of [...(await held(title)), ...(await held(description))])
      expect(found).toEqual([lang, dir])
    for (const words of ['Contents', 'Share this article', '1 minute to read', 'Note'])
      expect([words, (await held(words)).at(-1)]).toEqual([words, ['en-GB', 'ltr']])
    expect((await held('npm start')).at(-1)?.[1]).toBe('ltr')
    for (const path of ['/', '/articles', '/topics/rest', `/articles/${slug}/reply-received`]) {
      await page.goto(site.url + path)
      const found = (await page.evaluate(
        (title) =>
          [...document.querySelectorAll('main *')]
            .filter(({ textContent }) => textContent === title)
            .map((element) => [
              element.closest('[lang]')?.getAttribute('lang'),
              getComputedStyle(element).direction,
            ]),
        title,
      )) as [string, string][]
      expect([path, found.at(-1)]).toEqual([path, [lang, dir]])
    }
    await context.close()
  },
)

test('a word longer than the line makes no page wider than the window', async () => {
  writeFileSync(
    join(site.contentDir, 'authors', 'long-name.yml'),
    `name: ${word}\nrole: ${word}\nbio: Write to ${address} today.\n`,
  )
  articleFiles(site).write(
    'long-words',
    articleText(word, {
      description: `Write to ${address} today.`,
      author: 'long-name',
      topics: `[${word}]`,
    }),
  )
  const slug = word.toLowerCase().replace('ä', 'a')
  const paths = [
    ...['/articles/long-words', '/', '/articles', '/topics'],
    ...[`/topics/${slug}`, '/authors/long-name'],
  ]
  const { page, context } = await browser.visit({ viewport: { width: 320, height: 640 } })
  for (const path of paths) {
    await vi.waitFor(
      async () => expect([path, (await page.goto(site.url + path))?.status()]).toEqual([path, 200]),
      {
        timeout: patience,
      },
    )
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([path, wider]).toEqual([path, 0])
  }
  await context.close()
})
