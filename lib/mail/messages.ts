import { mailtoLink } from '#lib/mailto.ts'
import { formatMoment } from '#lib/time/format.ts'
import { enquiryAcknowledgement, enquiryAnswer, enquiryToStaff } from './enquiry-messages.ts'
import { fact, letterOf } from './layout.ts'
import type { MailContext, Message, MessageOf, RenderedMail, Written } from './message.ts'
import { deskDigest, promiseNotice } from './notices.ts'
import { cleanLine, cleanSubject } from './sanitize.ts'

const longestSubject = 150
const longestName = 60

// Nothing may answer by itself: a colleague's absence is no news for a visitor.
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** Its links say to which recipient they were sent. */
export function renderMessage(message: Message, context: MailContext, recipient?: string): RenderedMail {
  const itemLink: MailContext['itemLink'] = (item) => context.itemLink(item, recipient)
  const mail = written(message, { ...context, itemLink })
  const { replyTo, blocks, headers = automatic, isPersonal } = mail
  const { lang, name } = context.site
  const subject = cleanSubject(mail.subject, longestSubject)
  const letter = letterOf(lang, subject, isPersonal ? blocks : [{ head: name }, ...blocks])
  return { subject, ...letter, ...(replyTo ? { replyTo } : {}), headers }
}

const writers: {
  [Kind in Message['kind']]: (message: MessageOf<Kind>, context: MailContext) => Written
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

function written<Kind extends Message['kind']>(message: MessageOf<Kind>, context: MailContext): Written {
  const { kind } = message
  // What is kept may come from a newer version.
  if (Object.hasOwn(writers, kind)) return writers[kind](message, context)
  throw new Error(`this version of the site writes no mail of the kind ${JSON.stringify(kind)}`)
}

function replyToStaff(
  message: MessageOf<'reply-to-staff'>,
  { site, siteUrl, itemLink }: MailContext,
): Written {
  return {
    subject: `Reply to “${cleanLine(message.article.title, longestSubject - 12)}” from ${cleanLine(message.name, longestName)}`,
    replyTo: message.email,
    blocks: [
      { paragraph: 'A reply to an article awaits moderation. Nobody sees it until you approve it.' },
      {
        facts: [
          ['Article', message.article.title, undefined, message.article.lang],
          ['Address', siteUrl + message.article.path, siteUrl + message.article.path],
          ['Name', message.name],
          ['Email', message.email, mailtoLink(message.email)],
          ...fact('Website', message.website),
          ['Received', formatMoment(message.createdAt, site)],
        ],
      },
      { heading: 'The reply, as it was typed', quote: message.comment },
      {
        action: 'Approve, reject or mark as spam',
        href: itemLink({ kind: 'reply', id: message.replyId }),
      },
      {
        paragraph: 'Opening the link changes nothing. Answering this mail writes to the visitor.',
      },
    ],
  }
}

function signIn(message: MessageOf<'sign-in'>, { site, siteUrl, signInLink }: MailContext): Written {
  return {
    subject: `Sign in to the desk of ${site.name}`,
    blocks: [
      { paragraph: `Someone asked to sign in at ${siteUrl} with this address.` },
      { action: 'Open the desk', href: signInLink(message.requestId) },
      {
        paragraph: `The link leads to a button, opens the desk once, and is good until ${formatMoment(message.expiresAt, site)}. If it was not you, there is nothing to do.`,
      },
    ],
  }
}

function contentFaults(
  { faults, more, createdAt }: MessageOf<'content-faults'>,
  { site, siteUrl }: MailContext,
): Written {
  const files = new Set(faults.map(({ file }) => file))
  const [file = ''] = files
  const number = faults.length + more
  const where = files.size > 1 ? `${files.size} files${more ? ' or more' : ''}` : file
  const lines = faults.map(({ file, line, column, message, severity, typed }) => {
    const isWarning = severity === 'warning' ? ' (warning)' : ''
    return `${file}:${line}:${column}: ${message}${isWarning}${typed ? `\n${typed}` : ''}`
  })
  return {
    subject: `${number === 1 ? 'A fault' : `${number} faults`} in ${cleanLine(where, longestSubject - 20)}`,
    blocks: [
      {
        paragraph:
          'Something in the articles has to be mended. An error keeps a file off the site: what readers could see of it before stays as it was, and one that is new is shown as soon as it is right. A warning, such as a link that leads nowhere, takes nothing off the site.',
      },
      {
        facts: [
          ['Site', siteUrl],
          ['Noticed', formatMoment(createdAt, site)],
        ],
      },
      {
        paragraph:
          'Each is told once, when nobody has changed anything for a minute. All there are, and which files readers do not see:',
      },
      { action: 'Open the content page of the desk', href: `${siteUrl}/staff/content` },
      {
        heading: 'Where (file, line, column), what, and what is written there',
        quote: [...lines, ...(more ? [`… and ${more} more`] : [])].join('\n\n'),
      },
    ],
  }
}

function testMail(message: MessageOf<'test-mail'>, { site, siteUrl }: MailContext): Written {
  return {
    subject: `Test mail from ${site.name}`,
    blocks: [
      { paragraph: `Mail from ${siteUrl} arrives here.` },
      { facts: [['Asked for', formatMoment(message.createdAt, site)]] },
    ],
  }
}
