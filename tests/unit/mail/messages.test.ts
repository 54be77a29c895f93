import { simpleParser } from 'mailparser'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { createMailer, type Mailer } from '#lib/mail/mailer.ts'
import type { MailContext, Message, MessageOf } from '#lib/mail/message.ts'
import { renderMessage } from '#lib/mail/messages.ts'
import { site } from '#lib/site.ts'
import { type ArrivedMail, type Smtp, startSmtp } from '../../support/smtp.ts'

const context: MailContext = {
  site,
  siteUrl: 'https://www.example.org',
  itemLink: ({ kind, id }) => `https://www.example.org/moderate/${kind}-${id}?a=1&b=2`,
  signInLink: (id) => `https://www.example.org/staff/sign-in/${id}`,
}

const reply: MessageOf<'reply-to-staff'> = {
  kind: 'reply-to-staff',
  replyId: 'r1',
  article: { title: 'The value of rest', path: '/articles/rest' },
  name: 'Ann Clark',
  email: 'ann@example.net',
  website: 'https://ann.example.net/',
  comment: 'Thank you.\n\nIt’s true: 3 < 5 & "so on".',
  createdAt: Date.UTC(2026, 10, 24, 9, 15),
}

const enquiry: MessageOf<'enquiry-to-staff'> = {
  kind: 'enquiry-to-staff',
  enquiryId: 'e1',
  reference: 'E-7K3QX',
  page: '/contact',
  name: 'Ann Clark',
  email: 'ann@example.net',
  phone: '01632 960 001',
  organisation: 'Clark & Daughters',
  requirements: 'A plan for next year.',
  createdAt: Date.UTC(2026, 6, 1, 9, 15),
  dueAt: Date.UTC(2026, 6, 2, 9, 15),
}

test('what was typed in another script runs as it does, and our own words beside it as ours', () => {
  const title = 'הזכות לנוח (ולמה)!'
  const { html } = renderMessage(
    { ...reply, article: { ...reply.article, title, lang: 'he' }, name: 'נועה' },
    context,
  )
  expect(html).toContain(`<bdi lang="he" dir="rtl">${title}</bdi>`)
  expect(html).toContain('<bdi>נועה</bdi>')
  expect(html).toMatch(/<blockquote dir="auto" style="[^"]*unicode-bidi:plaintext"/)
  const one = { id: 'e', reference: 'E-22222', name: 'נועה', organisation: 'מרפאה', dueAt: 0 }
  const counts = { enquiries: 1, overdue: 0, heldEnquiries: 0, replies: 0 }
  const digest = renderMessage({ kind: 'desk-digest', at: 1, enquiries: [one], counts }, context)
  expect(digest.html).toContain('<bdi>נועה (מרפאה)</bdi><bdi>, overdue since')
  expect(digest.text).toContain('נועה (מרפאה), overdue since')
})

let smtp: Smtp | undefined
afterEach(async () => {
  await smtp?.stop()
  smtp = undefined
})

/** Sends a message as the site does, and reads it as the recipient's program does. */
async function arrived(message: Message, to = 'desk@example.org'): Promise<ArrivedMail> {
  smtp ??= await startSmtp()
  const mailer: Mailer = createMailer({
    smtpUrl: smtp.url,
    from: 'no-reply@example.org',
    dataDir: '.',
    log: createLog('error'),
  })
  const before = smtp.mails.length
  const outcome = await mailer.send({
    ...renderMessage(message, context),
    messageId: '<one@example.org>',
    date: reply.createdAt,
    to,
  })
  expect(outcome).toMatchObject({ kind: 'sent' })
  return smtp.mails[before] ?? expect.fail('nothing arrived')
}

const addresses = (mail: ArrivedMail) => {
  const { from, to, cc, bcc, replyTo } = mail.parsed
  return [from, to, cc, bcc, replyTo].flatMap((header) =>
    (header ? [header].flat() : []).flatMap((one) => one.value.map((address) => address.address)),
  )
}
const links = (mail: ArrivedMail) =>
  [...mail.html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href]) => href)

test('a reply’s mail has the title, all fields and the text as typed, in both parts', async () => {
  const mail = await arrived(reply)
  expect(mail.subject).toBe('Reply to “The value of rest” from Ann Clark')
  expect([mail.to, mail.from, mail.replyTo]).toEqual([
    'desk@example.org',
    'no-reply@example.org',
    'ann@example.net',
  ])
  for (const said of ['Ann Clark', 'ann@example.net', 'https://ann.example.net/', '/articles/rest']) {
    expect(mail.text).toContain(said)
    expect(mail.html).toContain(said)
  }
  expect(mail.text).toContain(reply.comment)
  expect(mail.html).toContain('It’s true: 3 &lt; 5 &amp; &quot;so on&quot;.')
  expect(mail.text).toContain('Tuesday 24 November 2026, 09:15 (GMT)')
  expect(mail.text).toContain('https://www.example.org/moderate/reply-r1?a=1&b=2')
  // What a visitor gives as a website is no link: the mail asks for a decision about it.
  expect(links(mail)).toEqual([
    'https://www.example.org/articles/rest',
    'mailto:ann@example.net',
    'https://www.example.org/moderate/reply-r1?a=1&amp;b=2',
  ])
  expect(mail.messageId).toBe('<one@example.org>')
  expect(mail.parsed.date?.getTime()).toBe(reply.createdAt)
})

test('an enquiry’s mail has the reference, all fields, and by when to answer in the site’s time zone', async () => {
  const mail = await arrived(enquiry)
  expect(mail.subject).toBe('Enquiry E-7K3QX from Ann Clark')
  expect(mail.replyTo).toBe('ann@example.net')
  for (const said of [
    'E-7K3QX',
    'Ann Clark',
    'ann@example.net',
    '01632 960 001',
    'A plan for next year.',
    'https://www.example.org/contact',
    'Thursday 2 July 2026, 10:15 (BST)',
  ]) {
    expect(mail.text).toContain(said)
    expect(mail.html).toContain(said)
  }
  expect(mail.text).toContain('Clark & Daughters')
  expect(links(mail)).toEqual([
    'mailto:ann@example.net?subject=Your%20enquiry%20E-7K3QX',
    'tel:01632960001',
    'https://www.example.org/contact',
    'https://www.example.org/moderate/enquiry-e1?a=1&amp;b=2',
  ])
})

test('the organisation stands at the head, and the text to decide on before the button', () => {
  for (const [message, typed] of [
    [reply, 'It’s true'],
    [enquiry, 'A plan for next year.'],
  ] as const) {
    const { text, html } = renderMessage(message, context)
    expect(text.startsWith(`${context.site.name}\n\n`)).toBe(true)
    const body = html.slice(html.indexOf('<body'))
    const order = [context.site.name, 'ann@example.net', typed, '/moderate/'].map((said) =>
      body.indexOf(said),
    )
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(order).not.toContain(-1)
  }
})

test('an enquiry’s mail says that answering it leaves the enquiry open', () => {
  const { text, html } = renderMessage(enquiry, context)
  for (const part of [text.replaceAll('\n', ' '), html])
    expect(part).toContain('leaves the enquiry open: reminders follow until somebody presses “Answered”')
})

test('a telephone number that cannot be dialled is only text', () => {
  const { html } = renderMessage({ ...enquiry, phone: 'at the front desk' }, context)
  expect(html).toContain('at the front desk')
  expect(html).not.toContain('tel:')
})

test('fields that were left empty are not named', async () => {
  const { phone: _phone, organisation: _organisation, ...rest } = enquiry
  const { text, html } = renderMessage(rest, context)
  expect(text + html).not.toMatch(/Phone|Organisation|undefined/)
})

test('the acknowledgement has the reference, the time promised, and no link at all', async () => {
  const { enquiryId, reference, dueAt } = enquiry
  const mail = await arrived(
    { kind: 'enquiry-acknowledgement', enquiryId, reference, dueAt },
    'ann@example.net',
  )
  expect(mail.subject).toBe('We have your enquiry E-7K3QX')
  expect(mail.text).toContain('Thursday 2 July 2026, 10:15 (BST)')
  expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.parsed.headers.get('x-auto-response-suppress')).toBe('All')
  expect(links(mail)).toEqual([])
})

test('faults of the content are told with file, line and column, and what a writer typed is only text', async () => {
  const faults = [
    { file: 'content/articles/x.mdx', line: 2, column: 1, message: 'unknown field "titel".' },
    { file: 'content/articles/y.mdx', line: 9, column: 4, message: '<a href="https://evil.example">x</a>' },
  ]
  const mail = await arrived({ kind: 'content-faults', faults, more: 3, createdAt: enquiry.createdAt })
  expect(mail.subject).toBe('5 faults in 2 files or more')
  expect(mail.text).toContain('content/articles/x.mdx:2:1: unknown field "titel".')
  expect(mail.text).toContain('… and 3 more')
  expect(links(mail)).toEqual([`${context.siteUrl}/staff/content`])
  const [first] = faults
  const one = { kind: 'content-faults' as const, faults: first ? [first] : [], more: 0, createdAt: 0 }
  expect((await arrived(one)).subject).toBe('A fault in content/articles/x.mdx')
})

test('our own words are set in lines of at most 76 columns', async () => {
  const { enquiryId, reference, dueAt } = enquiry
  const messages: Message[] = [
    { kind: 'enquiry-acknowledgement', enquiryId, reference, dueAt },
    { kind: 'test-mail', createdAt: dueAt },
    { kind: 'content-faults', faults: [], more: 0, createdAt: dueAt },
    reply,
    enquiry,
  ]
  for (const message of messages)
    for (const line of renderMessage(message, context).text.split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(76)
})

test('joined letters and signs arrive as they were typed: in the subject, the facts and the text', async () => {
  const name = 'مهدی علی‌پور 👩🏽‍⚕️'
  const title = 'می‌خواهم 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👨‍👩‍👧‍👦 葛󠄀城 क्‍ष'
  const comment = `${title}\n${name}`
  const mail = await arrived({ ...reply, name, comment, article: { title, path: '/articles/rest' } })
  expect(mail.subject).toBe(`Reply to “${title}” from ${name}`)
  for (const typed of [title, name]) {
    expect(mail.text.split(typed)).toHaveLength(3)
    expect(mail.html.split(typed).length).toBeGreaterThanOrEqual(3)
  }
  const asked = await arrived({ ...enquiry, name, organisation: title })
  expect(asked.subject).toContain(name)
  expect(asked.text).toContain(title)
})

test('the lines of a text keep their indentation and the empty lines between them', async () => {
  const comment = '- Eggs\n  - of <hens>\n\n\n\t- of ducks\na  1'
  const mail = await arrived({ ...reply, comment })
  expect(mail.text).toContain(comment)
  expect(mail.html.replaceAll(/\r?\n/g, '')).toContain(
    '- Eggs<br>\u00a0 - of &lt;hens&gt;<br><br><br>\u00a0 \u00a0 - of ducks<br>a\u00a0 1',
  )
})

const hostile: [string, string][] = [
  ['a header after CRLF', 'Ann\r\nBcc: victim@example.com'],
  ['a header and a body after LF', 'Ann\nBcc: victim@example.com\n\nA body'],
  ['two mailboxes', '"Ann" <victim@example.com>, other@example.com'],
  ['a group', 'Friends: victim@example.com, other@example.com;'],
  ['an encoded word', '=?utf-8?Q?Ann=0D=0ABcc:_victim@example.com?='],
  ['an encoded word behind a format character', '=\u200b?utf-8?Q?Ann=0D=0ABcc:_victim@example.com?='],
  ['characters that cannot be seen', '\u202eevil\u2066\u200b\u200d\ufeff\u00ad'],
  ['lines of Unicode and turned text', 'Ann\u2028Bcc: victim@example.com\u2029\u202dTo:\u202c \u2067x'],
  ['markup', '<script>alert(1)</script><a href="https://evil.example">x</a>'],
  ['an attribute', '" onmouseover="alert(1)'],
  ['half a character', '\ud800 half'],
  ['five thousand accents', `a${'\u0301'.repeat(5_000)}`],
  ['five thousand letters', 'x'.repeat(5_000)],
  ['terminal controls', '\u0000\u0007\u001b[31m'],
]

test.each(hostile)('%s in a name or title adds no recipient, header, line or link', async (_what, name) => {
  const title = `${name} title`
  for (const message of [
    { ...reply, name, article: { title, path: '/articles/rest' } },
    { ...enquiry, name, organisation: name },
  ]) {
    const mail = await arrived(message)
    expect(mail.to).toBe('desk@example.org')
    expect(addresses(mail)).toEqual(['no-reply@example.org', 'desk@example.org', 'ann@example.net'])
    expect([...mail.parsed.headers.keys()].toSorted()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'reply-to',
      'subject',
      'to',
      'x-auto-response-suppress',
    ])
    expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(mail.subject.length).toBeLessThanOrEqual(600)
    expect([...new Intl.Segmenter().segment(mail.subject)].length).toBeLessThanOrEqual(150)
    const ours = /^(https:\/\/www\.example\.org\/|mailto:ann@example\.net(\?|$)|tel:01632960001$)/
    expect(links(mail).filter((link) => !ours.test(link ?? ''))).toEqual([])
    expect(mail.html).not.toMatch(/<script|<a href="https:\/\/evil|<[^>]+onmouseover/)
    for (const line of mail.raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  }
})

test.each([
  '"me@a, victim"@example.net',
  'a@example.net, b@example.net',
  'Group: a@example.net;',
  'a@example.net\r\nBcc: b@example.net',
])('an address that names more than one mailbox is sent nothing: %j', async (to) => {
  smtp = await startSmtp()
  const mailer = createMailer({
    smtpUrl: smtp.url,
    from: 'no-reply@example.org',
    dataDir: '.',
    log: createLog('error'),
  })
  const outcome = await mailer.send({
    ...renderMessage(reply, context),
    messageId: '<one@example.org>',
    date: 0,
    to,
  })
  expect(outcome).toMatchObject({ kind: 'bounced' })
  expect(smtp.connections()).toBe(0)
})

test('a hostile text stays below our own words, and is nothing but text', async () => {
  const comment =
    'Approve here:\u2028https://evil.example/moderate/x\n\n<a href="https://evil.example">Approve</a>\n\n.\nQUIT\n..\n\u202etxt'
  const mail = await arrived({ ...reply, comment })
  expect(mail.text.indexOf('https://www.example.org/moderate/')).toBeLessThan(
    mail.text.indexOf('https://evil.example'),
  )
  expect(mail.text).toContain('\n.\nQUIT\n..\ntxt')
  expect(links(mail).join()).not.toContain('evil.example')
  expect(mail.html).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;')
})

test('text in every script comes through both parts', async () => {
  const comment = `Žluťoučký kůň · 健康 · عربى · 👩🏽‍⚕️ · ${'long '.repeat(400)}`
  const mail = await arrived({ ...reply, name: 'Jiří 健康', comment })
  expect(mail.text.replace(/\s+/g, ' ')).toContain(comment.trim())
  expect(mail.html).toContain('👩🏽‍⚕️')
  expect(mail.subject).toContain('Jiří 健康')
})

test('the same message is the same mail', () => {
  expect(renderMessage(reply, context)).toEqual(renderMessage(structuredClone(reply), context))
})

test('the HTML part is well formed and says in which language it is', async () => {
  const { html } = renderMessage(reply, context)
  expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/)
  expect(html).not.toMatch(/<(img|table|script|link|iframe)\b/)
  expect((await simpleParser(`Content-Type: text/html\r\n\r\n${html}`)).html).toBeTruthy()
})

test('a sign-in mail holds one link, until when it is good, and answers to nobody', async () => {
  const expiresAt = Date.UTC(2026, 10, 24, 9, 30)
  const mail = await arrived({ kind: 'sign-in', requestId: 'r7', expiresAt })
  expect(mail.parsed.subject).toBe(`Sign in to the desk of ${site.name}`)
  expect(mail.parsed.replyTo).toBeUndefined()
  for (const part of [mail.parsed.text ?? '', mail.parsed.html || '']) {
    expect(part).toContain('https://www.example.org/staff/sign-in/r7')
    expect(part.replace(/\s+/g, ' ')).toContain('Tuesday 24 November 2026, 09:30 (GMT)')
  }
})

test('a notice of a released enquiry says who released it, and asks for an answer only where one is due', async () => {
  const released = { to: 'in_progress' as const, at: enquiry.createdAt, by: 'anna@example.org' }
  const text = async (message: MessageOf<'enquiry-to-staff'>) =>
    (await arrived(message)).text.replace(/\s+/g, ' ')
  const taken = await text({ ...enquiry, released })
  expect(taken).toContain('held as doubtful, until anna@example.org released it: it is marked as in progress')
  expect(taken).toContain('Please be in touch by Thursday 2 July 2026')
  const late = await text({ ...enquiry, released: { ...released, at: enquiry.dueAt + 1 } })
  expect(late).toContain('Please be in touch at once: this was promised by Thursday 2 July 2026')
  const answered = await text({ ...enquiry, released: { to: 'answered', at: enquiry.createdAt } })
  expect(answered).toContain('until one of the staff released it: it is marked as answered')
  expect(answered).not.toContain('Please be in touch')
})

test('an acknowledgement promises nothing that is past', async () => {
  const { enquiryId, reference, dueAt } = enquiry
  const acknowledgement = { kind: 'enquiry-acknowledgement' as const, enquiryId, reference, dueAt }
  const text = async (message: Message) => (await arrived(message)).text.replace(/\s+/g, ' ')
  const late = await text({ ...acknowledgement, isLate: true })
  expect(late).toContain('We are sorry that this time has passed')
  const answered = await text({ ...acknowledgement, isAnswered: true })
  expect(answered).toContain('have marked your enquiry as answered')
  for (const said of [late, answered]) {
    expect(said).toContain('We promised to be in touch by Thursday 2 July 2026')
    expect(said).toContain(reference)
    expect(said).not.toContain('We will be in touch by')
  }
})

test('the link of a mail to staff is made for the one that it goes to', () => {
  const itemLink: MailContext['itemLink'] = ({ id }, sentTo) => `https://www.example.org/${id}/${sentTo}`
  for (const recipient of ['anna@example.org', 'ben@example.org'])
    for (const message of [enquiry, reply])
      expect(renderMessage(message, { ...context, itemLink }, recipient).text).toContain(`1/${recipient}`)
})
