import { streamSafe } from '#lib/unicode.ts'

// Every function takes time in proportion to the text, and little of it for a text that is too long anyway.

const longestField = 20_000

/** NUL ends a text in PostgreSQL, and no feed may hold the others. */
const unstorable = /[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu

const newline = /\r\n|[\r\v\f\u0085\u2028\u2029]/g

/** On one line they make an address or a name look like another. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g

const invisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2800]/u

/** Invisible, but the end of a visible sign: the colour of a heart, the country of a flag. */
const finishesSign = /[\p{Variation_Selector}\u{e0020}-\u{e007f}]/u

/** Names are written with these, and composing would change them (CJK Compatibility Ideographs). */
const otherThanCompatible = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu

const plainText = /^[!-~](?:[\n\t -~]*[!-~])?$/
const plainLine = /^[!-~]+(?: [!-~]+)*$/

export function typedText(raw: string, most = longestField): string {
  if (isFarAbove(most, raw)) return raw
  const text = raw.replace(newline, '\n')
  return plainText.test(text) ? text : unwrapped(composed(storable(text)))
}

export function typedLine(raw: string, most = longestField): string {
  if (isFarAbove(most, raw) || plainLine.test(raw)) return raw
  return unwrapped(composed(storable(raw).replace(bidiControls, '')).replace(/\s+/g, ' '))
}

export function typedAddress(raw: string): string {
  return isFarAbove(longestField, raw) || plainLine.test(raw) ? raw : unwrapped(raw)
}

function isFarAbove(most: number, raw: string): boolean {
  return raw.length > 4 * most + 1000
}

function composed(text: string): string {
  return streamSafe(text).replace(otherThanCompatible, (part) => part.normalize('NFC'))
}

export function shownAgain(raw: string): string {
  return storable(raw)
}

export function allShownAgain(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shownAgain(value)]))
}

/** Code points: HTML's `maxlength` would count two for an emoji. */
export function lengthOf(text: string): number {
  let length = 0
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) length++
  return length
}

export function hasInvisible(text: string): boolean {
  return invisible.test(text.replaceAll(' ', ''))
}

function storable(raw: string): string {
  return raw.replace(newline, '\n').replace(unstorable, '')
}

// By hand, because /\s+$/ takes quadratic time on many blanks before a letter.
function unwrapped(text: string): string {
  let from = 0
  for (let sign = signAt(text, from); sign && invisible.test(sign); sign = signAt(text, from))
    from += sign.length
  let to = text.length
  while (to > from) {
    const sign = lastSign(text, to)
    if (!invisible.test(sign) || finishesSign.test(sign)) break
    to -= sign.length
  }
  return text.slice(from, to)
}

function signAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function lastSign(text: string, end: number): string {
  const sign = signAt(text, end - 2)
  return sign.length === 2 ? sign : text.slice(end - 1, end)
}
