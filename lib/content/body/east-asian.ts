import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'

const eastAsian = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uffef]/u

/**
 * Whether CommonMark's rule for emphasis would go wrong in a text: where no space stands between words, `**要点。**次` is
 * neither opened nor closed (commonmark-spec#650). No other text is read otherwise.
 */
export function isEastAsian(text: string): boolean {
  return eastAsian.test(text)
}

/** Emphasis beside the letters and marks of Chinese, Japanese and Korean. */
export function eastAsianEmphasis(): unknown[] {
  return [cjkFriendlyExtension(), gfmStrikethroughCjkFriendly({ singleTilde: false })]
}
