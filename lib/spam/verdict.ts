import { lengthOf } from '#lib/forms/typed.ts'
import { type Words, words } from '#lib/words/words.ts'

export const allReasons = ['honeypot', 'many-links', 'many-messages', 'same-text'] as const
type Reason = (typeof allReasons)[number]

type Facts = {
  honeypot: boolean
  text: string
  earlier: false | Earlier
}

type Earlier = {
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

/** One that was kept as an English sentence is known by it; one that nobody knows any more is told as it is kept. */
export function reasonInWords(kept: string, t: Words = words()): string {
  const known = allReasons.find((reason) => kept === reason || kept === told(reason, words('en')))
  return known ? told(known, t) : kept
}

function told(reason: Reason, t: Words): string {
  if (reason === 'many-links') return t('held.many-links', { most: usualLinks })
  if (reason === 'many-messages')
    return t('held.many-messages', { most: usualMessages, minutes: recently / 60_000 })
  return t(`held.${reason}`)
}

function countLinks(text: string): number {
  return text.match(/https?:\/\/|(?<!\/)\bwww\./gi)?.length ?? 0
}
