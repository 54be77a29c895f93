import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { createMailer, type Mailer } from '#lib/mail/mailer.ts'
import type { MailContext, Message, MessageOf } from '#lib/mail/message.ts'
import { renderMessage } from '#lib/mail/messages.ts'
import { changeSite, defaults, site } from '#lib/site.ts'
import { englishIn } from '../../support/english.ts'
import { type ArrivedMail, type Smtp, startSmtp } from '../../support/smtp.ts'

const siteUrl = 'https://www.example.org'
const context: MailContext = {
  ...{ site, siteUrl },
  itemLink: ({ kind, id }) => `${siteUrl}/moderate/${kind}-${id}`,
  signInLink: (id) => `${siteUrl}/staff/sign-in/${id}`,
}

const places = {
  fr: { lang: 'fr-FR', timeZone: 'Europe/Paris', name: 'L’atelier Kiné' },
  de: { lang: 'de-DE', timeZone: 'Europe/Berlin', name: 'Praxis Müller' },
  es: { lang: 'es-ES', timeZone: 'Europe/Madrid', name: 'Clínica Peña' },
  ar: { lang: 'ar', timeZone: 'Asia/Riyadh', name: 'عيادة السلام' },
} as const

let smtp: Smtp | undefined
let mailer: Mailer | undefined
afterEach(async () => {
  changeSite(defaults)
  await smtp?.stop()
  smtp = mailer = undefined
})

const at = Date.UTC(2026, 10, 24, 9, 15)
const dueAt = Date.UTC(2026, 10, 25, 9, 15)

const reply: MessageOf<'reply-to-staff'> = {
  ...{ kind: 'reply-to-staff', replyId: 'r1', name: 'Zoé', email: 'z@example.net', comment: '«…»' },
  article: { title: 'حق الراحة', path: '/articles/r', lang: 'ar' },
  ...{ website: 'https://z.example.net/', createdAt: at },
}
const enquiry: MessageOf<'enquiry-to-staff'> = {
  ...{ kind: 'enquiry-to-staff', enquiryId: 'e1', reference: 'E-7K3QX', page: '/c', name: 'Zoé' },
  ...{ email: 'z@example.net', phone: '01 99 00 12 34', organisation: 'Éole', requirements: '…' },
  ...{ createdAt: at, dueAt },
}
const acknowledgement: MessageOf<'enquiry-acknowledgement'> = {
  ...{ kind: 'enquiry-acknowledgement', enquiryId: 'e1', reference: 'E-7K3QX', dueAt },
}
const answer: MessageOf<'enquiry-answer'> = {
  ...{ kind: 'enquiry-answer', enquiryId: 'e1', reference: 'E-7K3QX', text: '…', replyTo: 'a@example.org' },
  thread: ['<one@example.org>'],
}
const one = { id: 'e1', reference: 'E-7K3QX', name: 'Zoé', organisation: 'Éole', dueAt }
const open = [one, { ...one, assignedTo: 'a@example.org' }]
const faults = [
  { file: 'a.mdx', line: 1, column: 1, message: '…' },
  { file: 'b.mdx', line: 1, column: 1, message: '…', severity: 'warning' as const },
]

const messages: Message[] = [
  reply,
  enquiry,
  { ...enquiry, released: { to: 'in_progress', at: dueAt + 1, by: 'a@example.org' } },
  { ...enquiry, released: { to: 'in_progress', at } },
  { ...enquiry, released: { to: 'answered', at, by: 'a@example.org' } },
  { ...enquiry, released: { to: 'answered', at } },
  acknowledgement,
  { ...acknowledgement, isLate: true },
  { ...acknowledgement, isAnswered: true },
  answer,
  { ...answer, thread: [] },
  ...(['reminder', 'escalation', 'overdue'] as const).flatMap((stage): Message[] => [
    { kind: 'promise-notice', stage, enquiries: [one], count: 1 },
    { kind: 'promise-notice', stage, enquiries: open, count: 9 },
  ]),
  ...[0, 1].map((overdue): Message => {
    const counts = { enquiries: 4, overdue, heldEnquiries: 2, replies: 3 }
    return { kind: 'desk-digest', at: dueAt + overdue, enquiries: open, counts }
  }),
  { kind: 'sign-in', requestId: 'r7', expiresAt: dueAt },
  { kind: 'content-faults', faults: faults.slice(0, 1), more: 0, createdAt: at },
  { kind: 'content-faults', faults, more: 0, createdAt: at },
  { kind: 'content-faults', faults, more: 3, createdAt: at },
  { kind: 'test-mail', createdAt: at },
]

/** Sends a message as the site does, and reads it as the recipient's program does. */
async function arrived(message: Message): Promise<ArrivedMail> {
  smtp ??= await startSmtp()
  const from = 'no-reply@example.org'
  mailer ??= createMailer({ smtpUrl: smtp.url, from, dataDir: '.', log: createLog('error') })
  const envelope = { messageId: '<one@example.org>', date: at, to: 'ann@example.net' }
  const before = smtp.mails.length
  expect(await mailer.send({ ...renderMessage(message, context), ...envelope })).toMatchObject({
    kind: 'sent',
  })
  return smtp.mails[before] ?? expect.fail('nothing arrived')
}

function subjectLine({ raw }: ArrivedMail): string {
  return /^Subject: .*(?:\r\n[ \t].*)*/m.exec(raw)?.[0] ?? ''
}

describe.each(['fr', 'de', 'es', 'ar'] as const)('mails of a site in %s', (language) => {
  test('have no English word of ours in subject, text and HTML', async () => {
    changeSite({ ...defaults, ...places[language] })
    for (const message of messages) {
      const mail = await arrived(message)
      const html = mail.html.replace(/<[^>]*>/g, ' ')
      expect(englishIn(`${mail.subject}\n${mail.text}\n${html}`, language), message.kind).toEqual([])
    }
  })
})

test('of an English mail each piece is found', () => {
  const { text } = renderMessage(enquiry, context)
  expect(englishIn(text, 'fr')).toEqual(
    expect.arrayContaining(['Received', 'Please be in touch by', 'Opening the link changes nothing.']),
  )
})

test('a French mail has the signs, the day and the place of its language, and a subject that any server takes', async () => {
  changeSite({ ...defaults, ...places.fr })
  const mail = await arrived(enquiry)
  expect(mail.html).toMatch(/^<!doctype html>\r?\n<html lang="fr-FR">/)
  expect(mail.html).toContain('<div lang="fr-FR" dir="ltr"')
  const text = mail.text.replaceAll('\n', ' ')
  expect(text).toContain(
    'Veuillez répondre au plus tard le mercredi 25 novembre 2026 à 10:15 (heure de Paris)',
  )
  expect(mail.text).toContain('Téléphone\u00a0:')
  expect(text).toContain('appuie sur «\u00a0Répondue\u00a0»')
  const { subject } = await arrived({ ...answer, thread: [] })
  expect(subject).toBe('Votre demande E-7K3QX')
  const kept = await arrived({ ...reply, article: { ...reply.article, title: 'Où se reposer' } })
  expect(kept.subject).toBe('Commentaire sur « Où se reposer » (Zoé)')
  expect(subjectLine(kept)).toMatch(/^Subject: =\?utf-8\?[bq]\?[!-~]+$/im)
})

test('an Arabic mail reads from right to left, and all that is not ours as it does itself', async () => {
  changeSite({ ...defaults, ...places.ar })
  const mail = await arrived({ ...reply, article: { title: 'Rest', path: '/articles/r', lang: 'en' } })
  expect(mail.html).toMatch(/^<!doctype html>\r?\n<html lang="ar" dir="rtl">/)
  expect(mail.html).toContain('<div lang="ar" dir="rtl"')
  expect(mail.html).toContain('<bdi lang="en" dir="ltr">Rest</bdi>')
  expect(mail.html).toMatch(/<blockquote dir="auto" style="[^"]*border-right:/)
  expect(mail.subject).toBe('تعليق على «Rest» من Zoé')
  expect(subjectLine(mail)).toMatch(/^[!-~\s]+$/)
  // A sign that isolates would become a part of the link.
  for (const message of [acknowledgement, { kind: 'test-mail', createdAt: at }] as const)
    expect((await arrived(message)).text).toMatch(/https:\/\/www\.example\.org(?=[\s.])/)
})

test('faults are told in English within a mail of another language, and marked so', async () => {
  changeSite({ ...defaults, ...places.ar })
  const { html } = renderMessage({ kind: 'content-faults', faults, more: 0, createdAt: at }, context)
  expect(html).toContain('<blockquote lang="en" dir="auto"')
})

test('a name that changes while the site runs is on the next mail, as its sender and at its head', async () => {
  smtp = await startSmtp()
  const mailer = createMailer({
    ...{ smtpUrl: smtp.url, from: 'no-reply@example.org', dataDir: '.', log: createLog('error') },
    get fromName() {
      return site.name
    },
  })
  for (const name of ['Before', 'عيادة السلام']) {
    changeSite({ ...defaults, name })
    const envelope = { messageId: '<one@example.org>', date: at, to: 'ann@example.net' }
    await mailer.send({ ...renderMessage(acknowledgement, context), ...envelope })
    const mail = smtp.mails.at(-1) ?? expect.fail('nothing arrived')
    expect(mail.parsed.from?.value).toEqual([{ name, address: 'no-reply@example.org' }])
    expect(mail.text.startsWith(`${name}\n`)).toBe(true)
  }
})
