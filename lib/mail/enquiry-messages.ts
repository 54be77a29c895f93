import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import type { Site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { type Block, fact } from './layout.ts'
import type { MailContext, MessageOf, Written } from './message.ts'
import { cleanLine } from './sanitize.ts'

const longestName = 60

export function enquiryToStaff(
  message: MessageOf<'enquiry-to-staff'>,
  { site, siteUrl, itemLink }: MailContext,
): Written {
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

function released({ released }: MessageOf<'enquiry-to-staff'>): Block[] {
  if (!released) return []
  const status = released.to === 'answered' ? 'answered' : 'in progress'
  const by = released.by ?? 'one of the staff'
  return [
    { paragraph: `This enquiry was held as doubtful, until ${by} released it: it is marked as ${status}.` },
  ]
}

function pleaseAnswer({ dueAt, released }: MessageOf<'enquiry-to-staff'>, site: Site): Block[] {
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

export function enquiryAcknowledgement(
  message: MessageOf<'enquiry-acknowledgement'>,
  { site, siteUrl }: MailContext,
): Written {
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

function promise({ dueAt, isLate, isAnswered }: MessageOf<'enquiry-acknowledgement'>, site: Site): string {
  const by = formatMoment(dueAt, site)
  if (isAnswered)
    return `We promised to be in touch by ${by}, and have marked your enquiry as answered. If anything is still open, please write to us.`
  if (isLate)
    return `We promised to be in touch by ${by}. We are sorry that this time has passed: we will be in touch as soon as we can.`
  return `We will be in touch by ${by} to discuss your requirements.`
}

/** Answers carry it on, so that they stand together. */
function acknowledgementSubject(reference: string): string {
  return `We have your enquiry ${reference}`
}

export function enquiryAnswer(message: MessageOf<'enquiry-answer'>, { site }: MailContext): Written {
  const { reference, replyTo, thread } = message
  const last = thread.at(-1)
  return {
    subject: last ? `Re: ${acknowledgementSubject(reference)}` : `Your enquiry ${reference}`,
    replyTo,
    isPersonal: true,
    blocks: [{ text: message.text }, { paragraph: `${site.name} · Your reference: ${reference}` }],
    // Written by a person: an absence note may answer it.
    headers: last ? { 'In-Reply-To': last, References: thread.join(' ') } : {},
  }
}
