import { lengthOf } from '#lib/forms/typed.ts'

export type Reason = 'honeypot' | 'many-links' | 'many-messages' | 'same-text'

export type Facts = {
  honeypot: boolean
  text: string
  earlier: false | Earlier
}

export type Earlier = {
  fromClient: number
  sameTextElsewhere: number
}

const usualLinks = 3
export const usualMessages = 20
export const recently = 10 * 60 * 1000

/** From this many characters on, two people hardly write the same. */
const ownWords = 40

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

export function reasonInWords(reason: string): string {
  return Object.entries(words).find(([known]) => known === reason)?.[1] ?? reason
}

function countLinks(text: string): number {
  return text.match(/https?:\/\/|(?<!\/)\bwww\./gi)?.length ?? 0
}
