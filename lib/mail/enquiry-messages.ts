import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { formatMoment } from '#lib/time/format.ts'
import { withComma, withUrl } from './glue.ts'
import { type Block, fact } from './layout.ts'
import type { MessageOf, Writing, Written } from './message.ts'
import { cleanLine } from './sanitize.ts'

const longestName = 60

export function enquiryToStaff(
  message: MessageOf<'enquiry-to-staff'>,
  { t, site, siteUrl, itemLink }: Writing,
): Written {
  const { reference } = message
  const isAnswered = message.released?.to === 'answered'
  return {
    subject: t('mail.enquiry.subject', { reference, name: cleanLine(message.name, longestName) }),
    replyTo: message.email,
    blocks: [
      ...released(message, { t }),
      ...pleaseAnswer(message, { t, site }),
      {
        facts: [
          [t('mail.reference'), reference],
          [t('form.name'), message.name],
          [
            t('form.email'),
            message.email,
            mailtoLink(message.email, cleanLine(t('moderation.your-enquiry', { reference }), Infinity)),
          ],
          ...fact(t('enquiry.phone'), message.phone, telephoneLink(message.phone)),
          ...fact(t('enquiry.organisation'), message.organisation),
          [t('moderation.sent-from'), siteUrl + message.page, siteUrl + message.page],
          [t('mail.received'), formatMoment(message.createdAt, site)],
          [t('moderation.answer-by'), formatMoment(message.dueAt, site)],
        ],
      },
      { heading: t('mail.enquiry.typed'), quote: message.requirements },
      { action: t('mail.enquiry.mark'), href: itemLink({ kind: 'enquiry', id: message.enquiryId }) },
      {
        paragraph: isAnswered
          ? t('mail.enquiry.foot-answered')
          : t('mail.enquiry.foot', { button: t('decide.answered') }),
      },
    ],
  }
}

function released({ released }: MessageOf<'enquiry-to-staff'>, { t }: Pick<Writing, 't'>): Block[] {
  if (!released) return []
  const { to, by: name } = released
  const paragraph =
    name === undefined ? t(`mail.released.${to}.other`) : t(`mail.released.${to}.by`, { name })
  return [{ paragraph }]
}

function pleaseAnswer(
  { dueAt, released }: MessageOf<'enquiry-to-staff'>,
  { t, site }: Pick<Writing, 't' | 'site'>,
): Block[] {
  if (released?.to === 'answered') return []
  const by = formatMoment(dueAt, site)
  const isLate = released && released.at > dueAt
  return [{ paragraph: t(isLate ? 'mail.enquiry.please-at-once' : 'mail.enquiry.please', { by }) }]
}

export function enquiryAcknowledgement(
  message: MessageOf<'enquiry-acknowledgement'>,
  { t, site, siteUrl }: Writing,
): Written {
  const { reference } = message
  const { email, phone, address } = site.contact
  return {
    subject: t('mail.acknowledgement.subject', { reference }),
    replyTo: email,
    blocks: [
      { paragraph: t('mail.acknowledgement.thanks', { name: site.name }) },
      { paragraph: t(promise(message), { by: formatMoment(message.dueAt, site) }) },
      { paragraph: t('mail.acknowledgement.give-reference') },
      {
        facts: [
          [t('received.enquiry.reference'), reference],
          [t('mail.acknowledgement.write'), email],
          ...fact(t('mail.acknowledgement.call'), phone),
          ...fact(t('mail.acknowledgement.visit'), address && withComma(address, t)),
        ],
      },
      { paragraph: withUrl('mail.acknowledgement.entered', siteUrl, t) },
    ],
  }
}

function promise({ isLate, isAnswered }: MessageOf<'enquiry-acknowledgement'>) {
  if (isAnswered) return 'mail.acknowledgement.answered'
  return isLate ? 'mail.acknowledgement.late' : 'mail.acknowledgement.promise'
}

/** It carries the acknowledgement's subject on, so that they stand together. */
export function enquiryAnswer(message: MessageOf<'enquiry-answer'>, { t, site }: Writing): Written {
  const { reference, replyTo, thread } = message
  const last = thread.at(-1)
  return {
    subject: last
      ? `Re: ${t('mail.acknowledgement.subject', { reference })}`
      : t('moderation.your-enquiry', { reference }),
    replyTo,
    isPersonal: true,
    blocks: [{ text: message.text }, { paragraph: t('mail.answer.foot', { name: site.name, reference }) }],
    // Written by a person: an absence note may answer it.
    headers: last ? { 'In-Reply-To': last, References: thread.join(' ') } : {},
  }
}
