import { streamSafe } from '#lib/unicode.ts'

// Text as visitors type and paste it, made fit to be kept, counted, mailed and shown. Every function takes time
// in proportion to the text, and little of it for a text that is too long anyway.

/** Characters of the longest text that any form takes. */
const longestField = 20_000

/** Kept nowhere: NUL ends a text in PostgreSQL, and no feed may hold the others. Line feed and tab are not in it. */
const unstorable = /[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu

const newline = /\r\n|[\r\v\f\u0085\u2028\u2029]/g

/** Turn the order of the letters around them: on one line they make an address or a name look like another. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g

const invisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2800]/u

/** Two UTF-16 units that are one character. */
const pairs = /[\ud800-\udbff][\udc00-\udfff]/g

/** Invisible, but the end of a visible sign: the colour of a heart, the country of a flag, the form of a letter in a name. */
const finishesSign = /[\p{Variation_Selector}\u{e0020}-\u{e007f}]/u

/** Letters that composing would make another letter of: names are written with these (CJK Compatibility Ideographs). */
const otherThanCompatible = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu

/** Nearly every text that people type in English: what is said below of all others changes nothing in these. */
const plainText = /^[!-~](?:[\n\t -~]*[!-~])?$/
const plainLine = /^[!-~]+(?: [!-~]+)*$/

/**
 * A text of several lines: line feeds only, composed letters (NFC), nothing unstorable, and nothing invisible
 * around it. Empty when there is nothing to see in it.
 *
 * @param most characters that are taken; far above them the text comes back as it is, to be refused for its length
 */
export function typedText(raw: string, most = longestField): string {
  if (isFarAbove(most, raw)) return raw
  const text = raw.replace(newline, '\n')
  return plainText.test(text) ? text : unwrapped(composed(storable(text)))
}

/** A text of one line, by the same rules; each run of blanks is one space, and no control of direction remains. */
export function typedLine(raw: string, most = longestField): string {
  if (isFarAbove(most, raw) || plainLine.test(raw)) return raw
  return unwrapped(composed(storable(raw).replace(bidiControls, '')).replace(/\s+/g, ' '))
}

/** An address: as it was typed, less what is invisible around it. What is inside has to be right by itself. */
export function typedAddress(raw: string, most = longestField): string {
  return isFarAbove(most, raw) || plainLine.test(raw) ? raw : unwrapped(raw)
}

/**
 * Whether a text is longer than any of `most` characters could be before it was made fit: two UTF-16 units a character,
 * its marks apart, and what is pasted along with it.
 */
function isFarAbove(most: number, raw: string): boolean {
  return raw.length > 4 * most + 1000
}

function composed(text: string): string {
  return streamSafe(text).replace(otherThanCompatible, (part) => part.normalize('NFC'))
}

/** What was typed, to be shown in its field again: as it was, less what no page can hold. */
export function shownAgain(raw: string): string {
  return storable(raw)
}

/**
 * Length in characters, as limits mean it: Unicode code points after the text was made fit, a line break being
 * one. Not UTF-16 units, which HTML's `maxlength` counts and which make two of an emoji: so no field has one.
 */
export function lengthOf(text: string): number {
  return text.length - (text.match(pairs)?.length ?? 0)
}

/** Whether there is a character in it that takes no place on the screen, a plain space aside. */
export function hasInvisible(text: string): boolean {
  return invisible.test(text.replaceAll(' ', ''))
}

function storable(raw: string): string {
  return raw.replace(newline, '\n').replace(unstorable, '')
}

// By hand, because /\s+$/ takes quadratic time on many blanks before a letter.
function unwrapped(text: string): string {
  const signs = [...text]
  const first = signs.findIndex((sign) => !invisible.test(sign))
  if (first < 0) return ''
  const last = signs.findLastIndex((sign) => !invisible.test(sign) || finishesSign.test(sign))
  return signs.slice(first, last + 1).join('')
}
