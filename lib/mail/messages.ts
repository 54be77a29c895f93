import { mailtoLink } from '#lib/mailto.ts'
import { formatMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { enquiryAcknowledgement, enquiryAnswer, enquiryToStaff } from './enquiry-messages.ts'
import { contentFaults } from './faults-message.ts'
import { withUrl } from './glue.ts'
import { fact, letterOf } from './layout.ts'
import type { MailContext, Message, MessageOf, RenderedMail, Writing, Written } from './message.ts'
import { deskDigest, promiseNotice } from './notices.ts'
import { cleanLine, cleanSubject } from './sanitize.ts'

const longestSubject = 150
const longestName = 60

// Nothing may answer by itself: a colleague's absence is no news for a visitor.
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** Its links say to which recipient they were sent. */
export function renderMessage(message: Message, context: MailContext, recipient?: string): RenderedMail {
  const itemLink: MailContext['itemLink'] = (item) => context.itemLink(item, recipient)
  const { name, lang } = context.site
  const t = words(lang)
  const mail = written(message, { ...context, t, itemLink })
  const { replyTo, blocks, headers = automatic, isPersonal } = mail
  const subject = cleanSubject(mail.subject, longestSubject)
  const letter = letterOf(t, subject, isPersonal ? blocks : [{ head: name }, ...blocks])
  return { subject, ...letter, ...(replyTo ? { replyTo } : {}), headers }
}

const writers: {
  [Kind in Message['kind']]: (message: MessageOf<Kind>, context: Writing) => Written
} = {
  'reply-to-staff': replyToStaff,
  'enquiry-to-staff': enquiryToStaff,
  'enquiry-acknowledgement': enquiryAcknowledgement,
  'enquiry-answer': enquiryAnswer,
  'promise-notice': promiseNotice,
  'desk-digest': deskDigest,
  'sign-in': signIn,
  'content-faults': contentFaults,
  'test-mail': testMail,
}

function written<Kind extends Message['kind']>(message: MessageOf<Kind>, context: Writing): Written {
  const { kind } = message
  // What is kept may come from a newer version.
  if (Object.hasOwn(writers, kind)) return writers[kind](message, context)
  throw new Error(`this version of the site writes no mail of the kind ${JSON.stringify(kind)}`)
}

function replyToStaff(
  message: MessageOf<'reply-to-staff'>,
  { t, site, siteUrl, itemLink }: Writing,
): Written {
  const { title, path, lang } = message.article
  return {
    subject: t('mail.reply.subject', {
      title: cleanLine(title, longestSubject - 12),
      name: cleanLine(message.name, longestName),
    }),
    replyTo: message.email,
    blocks: [
      { paragraph: t('mail.reply.waits') },
      {
        facts: [
          [t('moderation.article'), title, undefined, lang],
          [t('mail.address'), siteUrl + path, siteUrl + path],
          [t('form.name'), message.name],
          [t('form.email'), message.email, mailtoLink(message.email)],
          ...fact(t('reply.website'), message.website),
          [t('mail.received'), formatMoment(message.createdAt, site)],
        ],
      },
      { heading: t('mail.reply.typed'), quote: message.comment },
      { action: t('mail.reply.decide'), href: itemLink({ kind: 'reply', id: message.replyId }) },
      { paragraph: t('mail.reply.foot') },
    ],
  }
}

function signIn(message: MessageOf<'sign-in'>, { t, site, siteUrl, signInLink }: Writing): Written {
  return {
    subject: t('mail.sign-in.subject', { name: site.name }),
    blocks: [
      { paragraph: withUrl('mail.sign-in.asked', siteUrl, t) },
      { action: t('moderation.open-desk'), href: signInLink(message.requestId) },
      { paragraph: t('mail.sign-in.until', { until: formatMoment(message.expiresAt, site) }) },
    ],
  }
}

function testMail(message: MessageOf<'test-mail'>, { t, site, siteUrl }: Writing): Written {
  return {
    subject: t('mail.test.subject', { name: site.name }),
    blocks: [
      { paragraph: withUrl('mail.test.arrives', siteUrl, t) },
      { facts: [[t('mail.test.asked-for'), formatMoment(message.createdAt, site)]] },
    ],
  }
}
