import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { englishIn } from '../support/english.ts'
import { anEnquiry, formIn, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { becomes } from '../support/soon.ts'

let site: Site
beforeAll(async () => {
  site = await startSite({ env: { STAFF_EMAIL: 'desk@example.org' } })
})
afterAll(() => site.remove())

const pageAt = async (path: string) => (await fetch(site.url + path)).text()
const htmlTag = (html: string) => /<html\b[^>]*>/.exec(html)?.[0] ?? ''

/** What a reader is shown, and what is said to those who do not see. */
function shownIn(html: string): string {
  const named = [...html.matchAll(/ (?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(([, said]) => said)
  const text = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')
  return [text, ...named].join('\n')
}

const sites = {
  fr: { name: "L'atelier Kiné", dir: 'ltr', problem: 'Il y a un problème', missing: 'Saisissez votre nom' },
  ar: { name: 'عيادة السلام', dir: 'rtl', problem: 'هناك مشكلة', missing: 'اكتب اسمك' },
} as const

test.each(['fr', 'ar'] as const)(
  'a site that turns to %s while it runs says what is wrong with a form, and writes its mails, in that language',
  async (language) => {
    const { name, dir, problem, missing } = sites[language]
    writeFileSync(join(site.contentDir, 'site.yml'), `name: "${name}"\nlang: ${language}\n`)
    await becomes(async () => htmlTag(await pageAt('/contact')).includes(`lang="${language}"`), true)
    expect(htmlTag(await pageAt('/contact'))).toContain(`dir="${dir}"`)

    const form = await readForm(`${site.url}/contact`, 'enquiry')
    const wrong = await postForm(form, { ...anEnquiry, name: '', email: 'zoé@example.org' })
    const html = await wrong.text()
    expect(html).toContain(problem)
    expect(html).toContain(`<a href="#enquiry-name">${missing}</a>`)
    for (const field of ['name', 'email', 'phone', 'organisation', 'requirements'])
      expect(html).toContain(` name="${field}"`)
    expect(englishIn(shownIn(html), language)).toEqual([])

    const before = site.mailbox().length
    const typed = { name: 'Zoé', email: `${language}@example.org`, phone: '', organisation: '' }
    const sent = await postForm(formIn(html, form.url, 'enquiry'), { ...typed, requirements: '…' })
    expect(sent.status).toBe(303)
    await expect.poll(() => site.mailbox().length, { timeout: patience }).toBe(before + 2)
    for (const raw of site.mailbox().slice(-2)) {
      const mail = await simpleParser(raw)
      expect(mail.from?.value[0]?.name).toBe(name)
      expect(englishIn([mail.subject, mail.text, shownIn(mail.html || '')].join('\n'), language)).toEqual([])
    }
  },
)

test('a site.yml that is spoilt while the site is down leaves its last good version in force', async () => {
  const file = join(site.contentDir, 'site.yml')
  writeFileSync(file, 'name: Acorn Clinic\nlang: de\n')
  await becomes(async () => (await pageAt('/contact')).includes('Acorn Clinic'), true)
  await site.stop()
  writeFileSync(file, 'name: [Acorn\n')
  await site.start()
  const html = await pageAt('/contact')
  expect(html).toContain('Acorn Clinic')
  expect(htmlTag(html)).toContain('lang="de"')
})
