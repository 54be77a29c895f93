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
