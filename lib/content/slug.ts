import { streamSafe } from '#lib/unicode.ts'
import { foldedPath } from './path.ts'

const word = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`
const words = new RegExp(word, 'gu')
const slugShape = new RegExp(`^${word}(?:-${word})*$`, 'u')

/** Lower-case letters and digits of any script, composed (NFC), with hyphens between them. */
export function isSlug(text: string): boolean {
  return slugShape.test(text) && foldedPath(text) === text && text.search(invisible) === -1
}

/** Accents of Latin letters go, letters of other scripts stay; empty without letter or digit. */
export function slugify(text: string): string {
  const plain = streamSafe(text)
    .replace(invisible, '')
    .replace(foldable, (part) => part.normalize('NFKD'))
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
  const small = foldedPath(plain)
    .replace(/[ßæœøłđðþ]/g, (letter) => spelled[letter] ?? letter)
    .replace(/['’]/g, '')
  return small.match(words)?.join('-') ?? ''
}

/** Ways to write a letter, and directions, which no keyboard shows. */
const invisible = /\u200d|[\p{Variation_Selector}\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/gu

/** In Thai, Lao and Armenian what is compatible (NFKD) is spelled otherwise than people type it. */
const foldable = /[^\p{Script=Thai}\p{Script=Lao}\p{Script=Armenian}]+/gu

const spelled: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}
