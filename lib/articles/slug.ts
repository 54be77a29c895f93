import { streamSafe } from '#lib/unicode.ts'

/** What an address of an article or a page is made of: lower-case words joined by hyphens. */
export const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/**
 * The part of an address that stands for a text: lower case, accents dropped, words joined by hyphens.
 * Letters of other scripts stay. Empty when the text has neither letter nor digit.
 */
export function slugify(text: string): string {
  return streamSafe(text)
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => spelled[letter] ?? letter)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

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
