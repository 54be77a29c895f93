import { expect, onTestFinished, test } from 'vitest'
import { ownReplies } from '#lib/replies/own.ts'
import { languages } from '#lib/words/languages.ts'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { englishIn } from '../support/english.ts'
import { programCopy } from '../support/setup.ts'
import { startSite } from '../support/site.ts'

// What `npm run setup` has written, served; of the command itself: tests/contract/setup.test.ts.

const browser = openBrowser()

const names = {
  ...{ en: 'Acorn Clinic', fr: "L'atelier Kiné", de: 'Praxis Grün' },
  ...{ es: 'Clínica Ñandú', ar: 'عيادة السلام' },
} as const
const email = 'accueil@atelier.example'

test.each(languages)('what was set up in %s has no faults and is a whole site', async (lang) => {
  const copy = programCopy()
  onTestFinished(() => copy.remove())
  const flags = ['--folder', copy.place('content'), '--name', names[lang], '--lang', lang, '--staff', email]
  expect(await copy.setup(...flags)).toMatchObject({ code: 0, complaint: '' })
  expect(await copy.npm('article', '--', 'check')).toMatchObject({ code: 0, out: '0 articles, no faults.\n' })

  const site = await startSite({ folder: copy.around, env: { STAFF_EMAIL: email } })
  try {
    const answers = await crawl(site.url)
    expect([...answers].filter(([, status]) => status !== 200)).toEqual([])
    for (const path of ['/about', '/privacy', '/contact', '/articles', '/topics', '/feed.xml'])
      expect([...answers.keys()]).toContain(site.url + path)
    const { page, context, trouble } = await browser.visit()
    for (const path of ['/', '/about', '/privacy', '/contact']) {
      await page.goto(site.url + path)
      const html = page.locator('html')
      expect([path, await html.getAttribute('lang')]).toEqual([path, lang])
      expect(await html.getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr')
      const text = await page.locator('body').innerText()
      expect(text).toContain(names[lang])
      expect(text).toContain(email)
      expect(text).not.toContain('/*')
      // The privacy page names a cookie.
      const said = text.replaceAll(ownReplies, '')
      if (lang !== 'en') expect([path, englishIn(said, lang)]).toEqual([path, []])
      expect([path, await accessibilityFaults(page)]).toEqual([path, []])
    }
    expect(trouble).toEqual([])
    await context.close()
  } finally {
    await site.remove()
  }
})
