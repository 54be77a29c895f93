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

/** Without its region or script. */
export function baseOf(lang: string): string {
  return lang.toLowerCase().split('-', 1)[0] ?? ''
}

/** What a language calls itself: `Français`; with its region, `Français (Canada)`, where another one differs by that alone. */
export function ownName(lang: string, beside: readonly string[]): string {
  const { language, script } = new Intl.Locale(lang)
  const short = [language, script].filter(Boolean).join('-')
  const isAlone = beside.every((other) => other === lang || new Intl.Locale(other).language !== language)
  const names = new Intl.DisplayNames([lang], { type: 'language', languageDisplay: 'standard' })
  const name = names.of(isAlone ? short : lang) ?? lang
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1)
}

/** A number by itself, in the digits of the site’s language. */
export function numeral(count: number): string {
  return new Intl.NumberFormat(site.lang).format(count)
}

/** The same of a year, which has no sign between its thousands. */
export function yearNumeral(year: number): string {
  return new Intl.NumberFormat(site.lang, { useGrouping: false }).format(year)
}
