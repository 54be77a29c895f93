import { site } from './site.ts'

export type Direction = 'ltr' | 'rtl'

const directions = new Map<string, Direction>()

export function directionOf(lang: string): Direction {
  const known = directions.get(lang)
  if (known) return known
  const direction = new Intl.Locale(lang).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
  directions.set(lang, direction)
  return direction
}

export function inLanguage(lang: string, around: string = site.lang): { lang?: string; dir?: Direction } {
  return lang === around ? {} : { lang, dir: directionOf(lang) }
}
