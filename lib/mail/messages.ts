import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import type { Site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { acknowledgementSubject, type EnquiryAnswer, enquiryAnswer } from './answer.ts'
import { type Block, type Fact, type Letter, letterAsHtml, letterAsText } from './layout.ts'
import { type DeskDigest, deskDigest, type PromiseNotice, promiseNotice } from './notices.ts'
import { cleanLine, cleanSubject } from './sanitize.ts'

/** A mail as plain data, kept in the outbox until it leaves. Times are in milliseconds since 1970. */
export type Message =
  | ReplyToStaff
  | EnquiryToStaff
  | EnquiryAcknowledgement
  | SignIn
  | ContentFaults
  | TestMail
  | EnquiryAnswer
  | PromiseNotice
  | DeskDigest

export type ReplyToStaff = {
  kind: 'reply-to-staff'
  replyId: string
  /** `lang`: BCP 47; mails of an earlier version have none. */
  article: { title: string; path: string; lang?: string }
  name: string
  email: string
  website?: string | undefined
  comment: string
  createdAt: number
}

export type EnquiryToStaff = {
  kind: 'enquiry-to-staff'
  enquiryId: string
  reference: string
  /** Path of the page it was sent from. */
  page: string
  name: string
  email: string
  phone?: string | undefined
  organisation?: string | undefined
  requirements: string
  createdAt: number
  dueAt: number
  /** It was held when it came in, until one of the staff (`by`, where that is known) took it to this status. */
  released?: { to: 'in_progress' | 'answered'; at: number; by?: string }
}

/** Nothing that was typed is in it: else the form would send anyone's words to anyone. */
export type EnquiryAcknowledgement = {
  kind: 'enquiry-acknowledgement'
  enquiryId: string
  reference: string
  dueAt: number
  /** The promised time had passed when it was written: its enquiry was held. */
  isLate?: true
  /** Its enquiry was answered before it was written. */
  isAnswered?: true
}

/** The token is not in it: it is made when the mail is written, so that the outbox opens nothing. */
export type SignIn = { kind: 'sign-in'; requestId: string; expiresAt: number }

/** What is wrong in files of the content folder. */
export type ContentFaults = {
  kind: 'content-faults'
  faults: {
    file: string
    line: number
    column: number
    message: string
    severity?: 'error' | 'warning'
    /** What stands at that place, with the number of its line. */
    typed?: string
  }[]
  /** How many there are beyond these. */
  more: number
  createdAt: number
}

export type TestMail = { kind: 'test-mail'; createdAt: number }

/** What a mail needs to know beside its own data. */
export type MailContext = {
  site: Site
  /** Public origin without a path. */
  siteUrl: string
  /** Absolute address of the page on which staff decide about an item, for the one that the mail goes to. */
  itemLink: (item: { kind: 'reply' | 'enquiry'; id: string }, sentTo?: string) => string
  /** Absolute address of the page on which a request to sign in is completed. */
  signInLink: (requestId: string) => string
}

/** A mail ready to be sent, but for its sender and recipient. */
export type RenderedMail = {
  subject: string
  text: string
  html: string
  /** One plain address. */
  replyTo?: string
  headers: Record<string, string>
}

const longestSubject = 150
const longestName = 60

// Nothing may answer by itself: a colleague's absence is no news for a visitor.
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/**
 * Writes a message out. Pure: the same message, context and recipient give the same mail.
 *
 * @param recipient its links say whom they were sent to
 */
export function renderMessage(message: Message, context: MailContext, recipient?: string): RenderedMail {
  const itemLink: MailContext['itemLink'] = (item) => context.itemLink(item, recipient)
  const mail = written(message, { ...context, itemLink })
  const { subject, replyTo, blocks, headers = automatic, isPersonal } = mail
  const { lang, name } = context.site
  const head = isPersonal ? undefined : name
  const letter: Letter = { lang, subject: cleanSubject(subject, longestSubject), head, blocks }
  return {
    subject: letter.subject,
    text: letterAsText(letter),
    html: letterAsHtml(letter),
    ...(replyTo ? { replyTo } : {}),
    headers,
  }
}

/** What a message comes to. `headers` take the place of the ones that keep automatic answers away. */
export type Written = {
  subject: string
  replyTo?: string
  blocks: Block[]
  headers?: Record<string, string>
  /** Words of one of the staff: no letterhead above them. */
  isPersonal?: true
}

function written(message: Message, context: MailContext): Written {
  switch (message.kind) {
    case 'reply-to-staff':
      return replyToStaff(message, context)
    case 'enquiry-to-staff':
      return enquiryToStaff(message, context)
    case 'enquiry-acknowledgement':
      return enquiryAcknowledgement(message, context)
    case 'sign-in':
      return signIn(message, context)
    case 'content-faults':
      return contentFaults(message, context)
    case 'enquiry-answer':
      return enquiryAnswer(message, context)
    case 'promise-notice':
      return promiseNotice(message, context)
    case 'desk-digest':
      return deskDigest(message, context)
    case 'test-mail':
      return testMail(message, context)
    default:
      throw new Error(`this version of the site writes no mail of the kind ${told(message)}`)
  }
}

// What is kept may come from a newer version.
function told(message: never): string {
  return JSON.stringify((message as Message).kind)
}

function replyToStaff(message: ReplyToStaff, { site, siteUrl, itemLink }: MailContext): Written {
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

function enquiryToStaff(message: EnquiryToStaff, { site, siteUrl, itemLink }: MailContext): Written {
  return {
    subject: `Enquiry ${message.reference} from ${cleanLine(message.name, longestName)}`,
    replyTo: message.email,
    blocks: [
      ...released(message),
      ...pleaseAnswer(message, site),
      {
        facts: [
          ['Reference', message.reference],
          ['Name', message.name],
          ['Email', message.email, mailtoLink(message.email, `Your enquiry ${message.reference}`)],
          ...fact('Phone', message.phone, telephoneLink(message.phone)),
          ...fact('Organisation', message.organisation),
          ['Sent from', siteUrl + message.page, siteUrl + message.page],
          ['Received', formatMoment(message.createdAt, site)],
          ['Answer by', formatMoment(message.dueAt, site)],
        ],
      },
      { heading: 'Their requirements, as they were typed', quote: message.requirements },
      {
        action: 'Mark as in progress, answered or spam',
        href: itemLink({ kind: 'enquiry', id: message.enquiryId }),
      },
      {
        paragraph: `Answering this mail writes to the one who enquired${message.released?.to === 'answered' ? '' : ', and leaves the enquiry open: reminders follow until somebody presses “Answered” on the page behind the link'}. Opening the link changes nothing.`,
      },
    ],
  }
}

function released({ released }: EnquiryToStaff): Block[] {
  if (!released) return []
  const status = released.to === 'answered' ? 'answered' : 'in progress'
  const by = released.by ?? 'one of the staff'
  return [
    { paragraph: `This enquiry was held as doubtful, until ${by} released it: it is marked as ${status}.` },
  ]
}

function pleaseAnswer({ dueAt, released }: EnquiryToStaff, site: Site): Block[] {
  if (released?.to === 'answered') return []
  const by = formatMoment(dueAt, site)
  const isLate = released && released.at > dueAt
  return [
    {
      paragraph: isLate
        ? `Please be in touch at once: this was promised by ${by}.`
        : `Please be in touch by ${by}: this was promised.`,
    },
  ]
}

function enquiryAcknowledgement(message: EnquiryAcknowledgement, { site, siteUrl }: MailContext): Written {
  const { email, phone, address } = site.contact
  return {
    subject: acknowledgementSubject(message.reference),
    replyTo: email,
    blocks: [
      { paragraph: `Thank you for your enquiry to ${site.name}.` },
      { paragraph: promise(message, site) },
      { paragraph: 'If you need to write to us about it, please give the reference.' },
      {
        facts: [
          ['Your reference', message.reference],
          ['Write to', email],
          ...fact('Call', phone),
          ...fact('Visit', address?.join(', ')),
        ],
      },
      {
        paragraph: `Your email address was entered in the enquiry form at ${siteUrl}. If it was not you, there is nothing to do.`,
      },
    ],
  }
}

function promise({ dueAt, isLate, isAnswered }: EnquiryAcknowledgement, site: Site): string {
  const by = formatMoment(dueAt, site)
  if (isAnswered)
    return `We promised to be in touch by ${by}, and have marked your enquiry as answered. If anything is still open, please write to us.`
  if (isLate)
    return `We promised to be in touch by ${by}. We are sorry that this time has passed: we will be in touch as soon as we can.`
  return `We will be in touch by ${by} to discuss your requirements.`
}

function signIn(message: SignIn, { site, siteUrl, signInLink }: MailContext): Written {
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

function contentFaults({ faults, more, createdAt }: ContentFaults, { site, siteUrl }: MailContext): Written {
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

function testMail(message: TestMail, { site, siteUrl }: MailContext): Written {
  return {
    subject: `Test mail from ${site.name}`,
    blocks: [
      { paragraph: `Mail from ${siteUrl} arrives here.` },
      { facts: [['Asked for', formatMoment(message.createdAt, site)]] },
    ],
  }
}

function fact(term: string, value: string | undefined, href?: string): Fact[] {
  return value ? [[term, value, href]] : []
}
