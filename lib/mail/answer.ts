import type { MailContext, Written } from './messages.ts'

/** Words of one of the staff to one who enquired. */
export type EnquiryAnswer = {
  kind: 'enquiry-answer'
  enquiryId: string
  reference: string
  /** As it was typed. */
  text: string
  /** Where the next word goes: a plain address. */
  replyTo: string
  /** Message-IDs of what was sent to them before about it, oldest first. */
  thread: readonly string[]
}

/** The subject of the first mail to one who enquired; answers to it carry it on, so that they stand together. */
export function acknowledgementSubject(reference: string): string {
  return `We have your enquiry ${reference}`
}

export function enquiryAnswer(message: EnquiryAnswer, { site }: MailContext): Written {
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
