import { simpleParser } from 'mailparser'
import { afterEach, expect, test, vi } from 'vitest'
import { enquiriesAsCsv } from '#lib/enquiries/csv.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { directionOf } from '#lib/lang.ts'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import { startWorker } from '#lib/outbox/worker.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { changeSite, defaults, site } from '#lib/site.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, openDoors } from '../support/doors.ts'
import { englishIn } from '../support/english.ts'
import { patience } from '../support/patience.ts'
import { startSmtp } from '../support/smtp.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  changeSite(defaults)
  for (const step of undo.splice(0).reverse()) await step()
})

const places = {
  fr: { lang: 'fr-FR', timeZone: 'Europe/Paris', name: 'L’atelier Kiné' },
  ar: { lang: 'ar', timeZone: 'Asia/Riyadh', name: 'عيادة السلام' },
} as const

const thanks = { fr: 'Merci pour votre demande', ar: 'شكرًا على استفسارك' } as const

eachDatabase((name, open) => {
  test(`${name}: mails about what came in are in the site’s language, which changes while the outbox works`, async () => {
    const { deps } = openDoors(await open())
    const smtp = await startSmtp()
    undo.push(() => smtp.stop())
    const log = createLog('error')
    const mailer = createMailer({
      ...{ smtpUrl: smtp.url, from: 'site@example.org', dataDir: '.', log },
      get fromName() {
        return site.name
      },
    })
    const links = { itemLink: () => 'https://example.org/1', signInLink: () => 'https://example.org/2' }
    const worker = startWorker({
      ...{ db: deps.db, mailer, log, now: deps.now, newId: ulid },
      context: { site, siteUrl: 'https://example.org', ...links },
      timing: { pollEvery: 50 },
    })
    undo.push(() => worker.stop())
    for (const language of ['fr', 'ar'] as const) {
      changeSite({ ...defaults, ...places[language] })
      smtp.mails.splice(0)
      const sender = { name: 'Zoé', email: `${language}@example.org` }
      const client = '192.0.2.1'
      const enquiry = { ...sender, phone: '', organisation: '', requirements: '…' }
      await submitEnquiry(deps, { page: '/c', fields: enquiry, client })
      const reply = { ...sender, website: '', comment: `… ${language}` }
      await submitReply(deps, { article: { ...article(), title: 'Ζωή' }, fields: reply, client })
      worker.wake()
      await vi.waitFor(() => expect(smtp.mails).toHaveLength(5), { timeout: patience, interval: 20 })
      for (const { raw } of smtp.mails) {
        const { subject = '', text = '', html, from } = await simpleParser(raw)
        const shown = html || ''
        expect(englishIn([subject, text, shown.replace(/<[^>]*>/g, ' ')].join('\n'), language)).toEqual([])
        expect(from?.value).toEqual([{ name: site.name, address: 'site@example.org' }])
        expect(shown).toContain(`<div lang="${site.lang}" dir="${directionOf(site.lang)}"`)
      }
      expect(smtp.mails.map(({ text }) => text).join()).toContain(thanks[language])
    }
    await worker.stop()
  })

  test(`${name}: the table of enquiries has its heads and states in the site’s language`, async () => {
    const { deps } = openDoors(await open())
    const fields = { name: 'Zoé', email: 'z@example.org', phone: '', organisation: '', requirements: '…' }
    await submitEnquiry(deps, { page: '/c', fields, client: '192.0.2.1' })
    changeSite({ ...defaults, ...places.fr })
    const csv = await enquiriesAsCsv(deps, {}, 'one@staff.example', site.timeZone)
    expect(csv).toMatch(/^\ufeffRéférence;État;Reçue le;.*\r\nE-[^;]*;nouvelle;/)
    expect(englishIn(csv, 'fr')).toEqual([])
  })
})
