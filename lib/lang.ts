import { site } from './site.ts'

export type Direction = 'ltr' | 'rtl'

const directions = new Map<string, Direction>()

/**
 * The direction that a language is written in, by its script: `az` is not `az-Arab` (Unicode CLDR, as the runtime has
 * it).
 * @param lang BCP 47
 */
export function directionOf(lang: string): Direction {
  const known = directions.get(lang)
  if (known) return known
  const direction = new Intl.Locale(lang).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
  directions.set(lang, direction)
  return direction
}

/**
 * The attributes of an element whose text is in another language than the text around it; none when it is the same.
 * @param around BCP 47; the site's own language when not given
 */
export function inLanguage(lang: string, around: string = site.lang): { lang?: string; dir?: Direction } {
  return lang === around ? {} : { lang, dir: directionOf(lang) }
}
