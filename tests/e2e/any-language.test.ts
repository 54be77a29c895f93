import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, turnPage } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { anEnquiry, aReply, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

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

const inEnglish = ['Contents', 'Share this article', '1 minute to read', 'Note']
const inArabic = ['المحتويات', 'شارك هذا المقال', 'دقيقة واحدة للقراءة', 'ملاحظة:']

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
    // We have words of our own in Arabic.
    const [around, where] = lang === 'ar' ? [inArabic, ['ar', 'rtl']] : [inEnglish, ['en-GB', 'ltr']]
    for (const words of around) expect([words, (await held(words)).at(-1)]).toEqual([words, where])
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

/** Texts without a place to break the line at. */
const unbroken = [
  word,
  'https://example.org/'.padEnd(90, 'a-very_long/path?of=signs&'),
  'สุขภาพดีเริ่มต้นที่การพักผ่อนอย่างเพียงพอและการดูแลตนเองทุกวัน',
  '体检之前您需要知道的十件事体检之前您需要知道的十件事体检之前您需要知道的十件事',
  'ا'.padEnd(90, 'لعربية'),
]

async function widerThanWindow(page: Page, path: string): Promise<[string, number]> {
  await vi.waitFor(
    async () => expect([path, (await page.goto(site.url + path))?.status()]).toEqual([path, 200]),
    { timeout: patience },
  )
  return [path, await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)]
}

test.each(unbroken)('%s makes no page wider than the window', async (text) => {
  const quoted = JSON.stringify(text)
  writeFileSync(
    join(site.contentDir, 'authors', 'long-name.yml'),
    `name: ${quoted}\nrole: ${quoted}\nbio: ${JSON.stringify(`${text} Write to ${address} today.`)}\nlinks:\n  ${quoted}: /about\n`,
  )
  const body = [
    ...['A', 'B', 'C'].map((letter) => `## ${letter} ${text}\n\n### ${letter} ${text}\n\n${text}`),
    `- ${text}\n  - ${text}`,
    `> ${text}`,
    `**${text}** \`${text}\``,
    `| ${text} | A |\n| --- | --- |\n| B | ${text} |`,
    `<Callout kind="warning" title="${text}">\n\n${text}\n\n</Callout>`,
    `<Quote cite="${text}" source="https://example.org/">\n\n${text}\n\n</Quote>`,
    `Note.[^1]\n\n[^1]: ${text} ${text}`,
  ].join('\n\n')
  articleFiles(site).write(
    'long-words',
    articleText(quoted, {
      description: JSON.stringify(`${text} Write to ${address} today.`),
      author: 'long-name',
      topics: `[${quoted}, Long]`,
    }).replace(/\n\n[\s\S]*$/, `\n\n${body}\n`),
  )
  const { page, context } = await browser.visit({ viewport: { width: 320, height: 640 } })
  await vi.waitFor(
    async () =>
      expect(await (await fetch(`${site.url}/articles/long-words`)).text()).toContain(
        `C ${text}`.replaceAll('&', '&amp;'),
      ),
    { timeout: patience },
  )
  const topic = await page
    .goto(`${site.url}/articles/long-words`)
    .then(() => page.locator('a[href^="/topics/"]').first().getAttribute('href'))
  for (const path of [
    ...['/articles/long-words', '/', '/articles', '/topics', topic ?? '', '/authors/long-name'],
    '/articles/long-words/reply-received',
  ])
    expect(await widerThanWindow(page, path)).toEqual([path, 0])
  await context.close()
})

test('what visitors write runs as it was written and scrolls nothing aside, on the page, in the mail and at the desk', async () => {
  const hebrew = 'תודה רבה (באמת)!'
  const name = `נועה ${word}`
  const article = '/articles/the-value-of-social-media-for-healthcare'
  const { page, context } = await browser.visit({ viewport: { width: 320, height: 640 } })
  const form = await readForm(site.url + article, 'reply')
  const comment = `${hebrew}\n\nThank you! ${address}\n\n${unbroken.join('\n')}`
  expect((await postForm(form, { ...aReply, name, comment })).status).toBe(303)
  const enquiry = { ...anEnquiry, name, organisation: word, requirements: comment }
  expect((await postForm(await readForm(`${site.url}/contact`, 'enquiry'), enquiry)).status).toBe(303)
  const links = (kind: string) =>
    site
      .mailbox()
      .flatMap(
        (mail) => mail.replace(/=\r?\n/g, '').match(new RegExp(`${site.url}/${kind}/[^\\s"<=]+`, 'g')) ?? [],
      )
  await vi.waitFor(() => expect(new Set(links('moderate')).size).toBe(2), { timeout: patience })

  const runs = (text: string) =>
    page.evaluate((text) => {
      const held = [...document.querySelectorAll('main *')].filter((one) => one.textContent === text).at(-1)
      return held && [getComputedStyle(held).direction, getComputedStyle(held).unicodeBidi]
    }, text)
  const readsRight = async () => {
    expect((await runs(hebrew))?.[0]).toBe('rtl')
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([page.url(), wider]).toEqual([page.url(), 0])
  }
  for (const link of new Set(links('moderate'))) {
    await page.goto(link)
    expect(await runs(name)).toEqual(['rtl', 'isolate'])
    await readsRight()
    const approve = page.getByRole('button', { name: 'Approve' })
    if (await approve.count()) await turnPage(page, () => approve.click())
  }
  await becomes(async () => {
    await page.goto(site.url + article)
    return (await runs(hebrew))?.[0]
  }, 'rtl')
  expect((await runs('Thank you! patient.experience.team@longtrustname.example.org'))?.[0]).toBe('ltr')
  await readsRight()

  await page.goto(`${site.url}/staff`)
  await page.getByLabel('Email').fill('staff@localhost')
  await page.getByRole('button', { name: 'Send link' }).click()
  await vi.waitFor(() => expect(links('staff/sign-in')).not.toEqual([]), { timeout: patience })
  await page.goto(links('staff/sign-in').at(-1) ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site.url}/staff`)
  for (const path of ['/staff/replies?queue=all', `/staff/people?email=${aReply.email}`]) {
    await page.goto(site.url + path)
    await readsRight()
    expect(await runs(name)).toEqual(['rtl', 'isolate'])
  }
  for (const path of [
    '/staff',
    '/staff/enquiries',
    `/staff/enquiries?search=${encodeURIComponent('נועה')}`,
  ]) {
    expect(await widerThanWindow(page, path)).toEqual([path, 0])
    expect(await runs(name)).toEqual(['rtl', 'isolate'])
  }
  await page.getByRole('link', { name: /^E-/ }).first().click()
  await page.waitForURL(/\/staff\/enquiries\/E-/)
  await readsRight()
  await context.close()
})
