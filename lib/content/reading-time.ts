export type Length = {
  words: number
  /** Whole, at least 1. */
  minutes: number
}

/** Silently 238 a minute, less on a screen (Brysbaert, Journal of Memory and Language 109, 2019). */
const wordsPerMinute = 230

/** Aloud 255 in Chinese, 357 in Japanese (IReST, IOVS 53:9, 2012), silently 1.3 times as many: 332, 464. */
const charactersPerMinute = 400

const byCharacter = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}ー]/u
const allByCharacter = new RegExp(byCharacter, 'gu')

/** Of Latin letters, which most are: counted so it takes a sixth. A colon is part of a word in some languages. */
const plainLine = /^(?:[\t\r -9;-^`-~\u00a0«»À-ÖØ-öø-ɏ–—‘’“”…]|:(?![A-Za-zÀ-ɏ]))*$/
const plainWord =
  /[\dA-Za-zÀ-ÖØ-öø-ɏ](?:[\dA-Za-zÀ-ÖØ-öø-ɏ]|(?<=[A-Za-zÀ-ɏ])['.‘’](?=[A-Za-zÀ-ɏ])|(?<=\d)['.,;‘’](?=\d))*/g

/** By UAX #29, and by a dictionary where words have no spaces, as in Thai; `lang` may be no known one. */
export function lengthOf(text: string, lang: string | undefined): Length {
  let words = 0
  let byWords = 0
  for (const line of text.split('\n')) {
    if (plainLine.test(line)) {
      const count = line.match(plainWord)?.length ?? 0
      words += count
      byWords += count
      continue
    }
    for (const { segment, isWordLike } of segmenterFor(lang).segment(line)) {
      if (!isWordLike) continue
      words++
      if (!byCharacter.test(segment)) byWords++
    }
  }
  const characters = words > byWords ? (text.match(allByCharacter)?.length ?? 0) : 0
  const minutes = byWords / wordsPerMinute + characters / charactersPerMinute
  return { words, minutes: Math.max(1, Math.round(minutes)) }
}

const segmenters = new Map<string, Intl.Segmenter>()

export function segmenterFor(lang = 'en', granularity: 'word' | 'sentence' = 'word'): Intl.Segmenter {
  const key = `${granularity} ${lang}`
  const known = segmenters.get(key)
  if (known) return known
  const made = new Intl.Segmenter(isKnown(lang) ? lang : 'en', { granularity })
  segmenters.set(key, made)
  return made
}

function isKnown(lang: string): boolean {
  try {
    return Intl.Segmenter.supportedLocalesOf(lang).length > 0
  } catch {
    return false
  }
}
