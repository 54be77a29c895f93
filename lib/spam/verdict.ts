import { lengthOf } from '#lib/forms/typed.ts'

/** Why a message is kept back for staff; stored with it. */
export type Reason = 'honeypot' | 'many-links' | 'many-messages' | 'same-text'

/** What is known of a message when it comes in. */
export type Facts = {
  /** Something stands in the field that people do not see. */
  honeypot: boolean
  /** What was written. */
  text: string
  /** Messages that came before this one; false when they do not count: FORM_LIMITS. */
  earlier: false | Earlier
}

export type Earlier = {
  /** From the same client within `recently`. */
  fromClient: number
  /** Other articles that got the very same text within the last day. */
  sameTextElsewhere: number
}

/** Links in one text that nobody wonders at. */
const usualLinks = 3
/** Messages from one client that nobody wonders at, and within which time (milliseconds). */
export const usualMessages = 20
export const recently = 10 * 60 * 1000

/** From this many characters on, two people hardly write the same. */
const ownWords = 40

/**
 * Whether a message goes to staff at once or is held: no mail, no acknowledgement, but in their queue. Few and plain
 * rules: a person decides, with the reasons in front of them.
 */
export function verdict(facts: Facts): { held: boolean; reasons: Reason[] } {
  const reasons: Reason[] = []
  if (facts.honeypot) reasons.push('honeypot')
  if (countLinks(facts.text) > usualLinks) reasons.push('many-links')
  const { fromClient, sameTextElsewhere } = facts.earlier || { fromClient: 0, sameTextElsewhere: 0 }
  if (fromClient >= usualMessages) reasons.push('many-messages')
  if (lengthOf(facts.text) >= ownWords && sameTextElsewhere >= 2) reasons.push('same-text')
  return { held: reasons.length > 0, reasons }
}

const words: Record<Reason, string> = {
  honeypot: 'A field that people cannot see was filled in, as robots do.',
  'many-links': `There are more than ${usualLinks} links in the text.`,
  'many-messages': `More than ${usualMessages} messages came from the same connection within ${recently / 60_000} minutes.`,
  'same-text': 'The same text was sent to several articles within a day.',
}

/** A stored reason as staff read it; one from another version stands as it is. */
export function reasonInWords(reason: string): string {
  return Object.entries(words).find(([known]) => known === reason)?.[1] ?? reason
}

function countLinks(text: string): number {
  return text.match(/https?:\/\/|(?<!\/)\bwww\./gi)?.length ?? 0
}
