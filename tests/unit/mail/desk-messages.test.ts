import { afterEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import type { MailContext, Message, MessageOf, OpenEnquiry } from '#lib/mail/message.ts'
import { renderMessage } from '#lib/mail/messages.ts'
import { site } from '#lib/site.ts'
import { type ArrivedMail, type Smtp, startSmtp } from '../../support/smtp.ts'

const context: MailContext = {
  ...{ site, siteUrl: 'https://www.example.org' },
  itemLink: ({ kind, id }) => `https://www.example.org/moderate/${kind}-${id}`,
  signInLink: (id) => `https://www.example.org/staff/sign-in/${id}`,
}

const answer: MessageOf<'enquiry-answer'> = {
  ...{ kind: 'enquiry-answer', enquiryId: 'e1', reference: 'E-7K3QX', replyTo: 'one@staff.example' },
  text: 'Dear Ann,\n\n  yes: 3 < 5 & "so on".\n\nOne',
  thread: ['<first@example.org>', '<second@example.org>'],
}

const enquiry: OpenEnquiry = {
  ...{ id: 'e1', reference: 'E-7K3QX', name: 'Ann Clark', organisation: 'Clark & Daughters' },
  dueAt: Date.UTC(2026, 6, 2, 9, 15),
}
const other: OpenEnquiry = {
  ...{ id: 'e2', reference: 'E-22222', name: 'Bob', assignedTo: 'two@staff.example' },
  dueAt: Date.UTC(2026, 10, 24, 9, 15),
}

let smtp: Smtp | undefined
afterEach(async () => {
  await smtp?.stop()
  smtp = undefined
})

async function arrived(message: Message): Promise<ArrivedMail> {
  smtp ??= await startSmtp()
  const from = 'no-reply@example.org'
  const mailer = createMailer({ smtpUrl: smtp.url, from, dataDir: '.', log: createLog('error') })
  const before = smtp.mails.length
  const envelope = { messageId: '<one@example.org>', date: enquiry.dueAt, to: 'ann@example.net' }
  expect(await mailer.send({ ...renderMessage(message, context), ...envelope })).toMatchObject({
    kind: 'sent',
  })
  return smtp.mails[before] ?? expect.fail('nothing arrived')
}

test('an answer arrives as it was typed, in the thread of what was sent before, and may be answered', async () => {
  const mail = await arrived(answer)
  expect([mail.to, mail.replyTo]).toEqual(['ann@example.net', 'one@staff.example'])
  expect(mail.subject).toBe('Re: We have your enquiry E-7K3QX')
  expect(mail.parsed.inReplyTo).toBe('<second@example.org>')
  expect(mail.parsed.references).toEqual(['<first@example.org>', '<second@example.org>'])
  expect(mail.text).toContain(answer.text)
  expect(mail.html).toContain('Dear Ann,<br>\n<br>\n\u00a0 yes: 3 &lt; 5 &amp; &quot;so on&quot;.')
  expect(mail.text).toContain('Your reference: E-7K3QX')
  for (const header of ['auto-submitted', 'x-auto-response-suppress'])
    expect(mail.parsed.headers.has(header)).toBe(false)
})

test('an answer to one who had no acknowledgement begins a thread of its own', async () => {
  const mail = await arrived({ ...answer, thread: [] })
  expect(mail.subject).toBe('Your enquiry E-7K3QX')
  expect([mail.parsed.inReplyTo, mail.parsed.references]).toEqual([undefined, undefined])
})

test('an answer that is markup, a header or a dot on its own line arrives as text', async () => {
  const text = '<script>alert(1)</script>\r\nBcc: victim@example.com\n.\nQUIT'
  const mail = await arrived({ ...answer, text })
  expect(mail.text).toContain('<script>alert(1)</script>\nBcc: victim@example.com\n.\nQUIT')
  expect(mail.html).not.toContain('<script>')
  expect(mail.parsed.bcc).toBeUndefined()
})

test.each([
  ['reminder', 'Reminder: answer enquiry E-7K3QX by Thursday 2 July 2026, 10:15 (BST)'],
  ['escalation', 'Urgent: answer enquiry E-7K3QX by Thursday 2 July 2026, 10:15 (BST)'],
  ['overdue', 'Overdue: enquiry E-7K3QX was promised an answer by Thursday 2 July 2026, 10:15 (BST)'],
] as const)('a notice of one enquiry, %s, names it, its time, and leads to it', async (stage, subject) => {
  const mail = await arrived({ kind: 'promise-notice', stage, enquiries: [enquiry], count: 1 })
  expect(mail.subject).toBe(subject)
  for (const said of ['Ann Clark (Clark & Daughters)', 'nobody']) expect(mail.text).toContain(said)
  expect(mail.text).toContain('https://www.example.org/moderate/enquiry-e1')
  expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-generated')
})

test('a notice of several lists each with its time, says how many there are, and leads to the desk', async () => {
  const notice: MessageOf<'promise-notice'> = {
    ...{ kind: 'promise-notice', stage: 'overdue', enquiries: [enquiry, other], count: 60 },
  }
  const mail = await arrived(notice)
  expect(mail.subject).toBe('Overdue: 60 enquiries were promised an answer')
  expect(mail.text).toContain('E-7K3QX:')
  expect(mail.text).toContain(
    'E-22222: Bob, overdue since Tuesday 24 November 2026, 09:15 (GMT), assigned to two@staff.example',
  )
  expect(mail.text).toContain('And 58 more.')
  expect(mail.text).toContain('https://www.example.org/staff')
})

test('the morning’s digest says what is open, overdue, held and to be moderated', async () => {
  const digest: MessageOf<'desk-digest'> = {
    ...{ kind: 'desk-digest', at: Date.UTC(2026, 10, 24, 8), enquiries: [enquiry, other] },
    counts: { enquiries: 2, overdue: 1, heldEnquiries: 1, replies: 3 },
  }
  const mail = await arrived(digest)
  expect(mail.subject).toBe(
    'This morning: 2 open enquiries (1 overdue), 1 held enquiry, 3 replies to moderate',
  )
  expect(mail.text).toContain('Tuesday 24 November 2026, 08:00 (GMT)')
  expect(mail.text).toContain('overdue since Thursday 2 July 2026, 10:15 (BST)')
  expect(mail.text).toContain('E-22222: Bob, answer by Tuesday 24 November 2026, 09:15 (GMT)')
  expect(mail.text).toContain('Held, perhaps spam: 1 enquiry.')
  expect(mail.text).toContain('Awaiting moderation: 3 replies.')
})

test('a hostile name in a notice or digest adds no line, header or link', async () => {
  const name = 'Ann\r\nBcc: victim@example.com\n\n<a href="https://evil.example">x</a>'
  const counts = { enquiries: 1, overdue: 0, heldEnquiries: 0, replies: 0 }
  const enquiries = [{ ...enquiry, name, organisation: name }]
  for (const message of [
    { kind: 'promise-notice', stage: 'reminder', enquiries, count: 1 },
    { kind: 'promise-notice', stage: 'reminder', enquiries: [...enquiries, other], count: 2 },
    { kind: 'desk-digest', at: 0, enquiries, counts },
  ] satisfies Message[]) {
    const mail = await arrived(message)
    expect(mail.parsed.bcc).toBeUndefined()
    expect(mail.text).not.toMatch(/^Bcc:/m)
    expect(mail.html.match(/href="/g)).toHaveLength(1)
    expect(mail.html).not.toContain('href="https://evil.example')
  }
})
