import { isFrench } from '#lib/typeset.ts'
import type { Language } from '#lib/words/languages.ts'
import { languageOf, words } from '#lib/words/words.ts'
import { cityNames } from './city-names.ts'

/** Whose time it is, in words: `Kolkata time`, `heure d’Athènes`. */
export function placeOf(timeZone: string, lang: string): string {
  const city = cityOf(timeZone, languageOf(lang) ?? 'en')
  const said = words(lang)('time.zone-of', { city })
  return isFrench(lang) ? said.replace(`de ${city}`, ofPlace(city)) : said
}

/** The zone by itself, for staff: `Europe/London` in English, as it stands in site.yml. */
export function zoneInWords(timeZone: string, lang: string): string {
  return languageOf(lang) === 'en' ? timeZone.replaceAll('_', ' ') : placeOf(timeZone, lang)
}

/** `de Paris`, `d’Athènes`, `du Caire`, `des Açores`. */
function ofPlace(name: string): string {
  if (/^le /i.test(name)) return `du ${name.slice(3)}`
  if (/^les /.test(name)) return `des ${name.slice(4)}`
  return /^(?:[aeiouœ]|h[eé](?:lsinki|bron))/i.test(name.normalize('NFD').replace(/\p{M}/gu, ''))
    ? `d’${name}`
    : `de ${name}`
}

function cityOf(timeZone: string, language: Language): string {
  const typed = lastPart(timeZone)
  const spaced = typed.replaceAll('_', ' ')
  if (language === 'en') return spaced
  const names = namesIn(language)
  // CLDR knows some zones by an older name, such as Asia/Calcutta.
  const { timeZone: older } = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions()
  return names.get(typed) ?? names.get(lastPart(older)) ?? spaced
}

function lastPart(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1)
}

const read = new Map<string, ReadonlyMap<string, string>>()

function namesIn(language: keyof typeof cityNames): ReadonlyMap<string, string> {
  const known = read.get(language) ?? new Map(pairs(cityNames[language]))
  read.set(language, known)
  return known
}

function pairs(text: string): [string, string][] {
  return [...text.matchAll(/(\S+?)=([^;]+);/g)].map(([, zone = '', name = '']) => [zone, name])
}
