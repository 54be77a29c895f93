import { expect, test } from 'vitest'
import {
  formatDay,
  formatDeadline,
  formatMinute,
  formatMoment,
  localStamp,
  shortMoment,
} from '#lib/time/format.ts'

const london = { lang: 'en-GB', timeZone: 'Europe/London' }

test('a moment is told with its day, its time and its zone, in winter and in summer', () => {
  expect(formatMoment(Date.UTC(2026, 10, 24, 9, 15), london)).toBe('Tuesday 24 November 2026, 09:15 (GMT)')
  expect(formatMoment(Date.UTC(2026, 5, 30, 23, 15), london)).toBe('Wednesday 1 July 2026, 00:15 (BST)')
})

test('a moment is told in the words and the zone that are asked for', () => {
  const at = Date.UTC(2026, 10, 24, 9, 15)
  expect(formatMoment(at, { lang: 'cs', timeZone: 'Europe/Prague' })).toBe(
    'úterý 24. listopadu 2026, 10:15 (SEČ)',
  )
  expect(formatMoment(at, { lang: 'en-GB', timeZone: 'Asia/Kolkata' })).toBe(
    'Tuesday 24 November 2026, 14:45 (Kolkata time)',
  )
})

test('a spreadsheet gets the time that the clocks of the place show, midnight as 00', () => {
  expect(localStamp(Date.UTC(2026, 5, 30, 23, 15, 7), 'Europe/London')).toBe('2026-07-01 00:15:07')
  expect(localStamp(Date.UTC(2026, 10, 24, 9, 15), 'Europe/Paris')).toBe('2026-11-24 10:15:00')
})

const winter = Date.UTC(2026, 0, 1, 20, 15)

test.each([
  ['fr-FR', 'Europe/Paris', 'jeudi 1er janvier 2026 à 21:15 (heure de Paris)'],
  ['fr-FR', 'Europe/Athens', 'jeudi 1er janvier 2026 à 22:15 (heure d’Athènes)'],
  ['fr-FR', 'Africa/Cairo', 'jeudi 1er janvier 2026 à 22:15 (heure du Caire)'],
  ['fr-FR', 'Europe/Helsinki', 'jeudi 1er janvier 2026 à 22:15 (heure d’Helsinki)'],
  ['fr-FR', 'Asia/Hong_Kong', 'vendredi 2 janvier 2026 à 04:15 (heure de Hong Kong)'],
  ['fr-FR', 'Atlantic/Azores', 'jeudi 1er janvier 2026 à 19:15 (heure des Açores)'],
  ['fr-FR', 'Indian/Reunion', 'vendredi 2 janvier 2026 à 00:15 (heure de La Réunion)'],
  ['fr-FR', 'America/Jamaica', 'jeudi 1er janvier 2026 à 15:15 (heure de la Jamaïque)'],
  ['fr-FR', 'Asia/Kolkata', 'vendredi 2 janvier 2026 à 01:45 (heure de Kolkata)'],
  ['de-AT', 'Europe/Vienna', 'Donnerstag, 1. Jänner 2026, 21:15 Uhr (Ortszeit Wien)'],
  ['de-DE', 'America/New_York', 'Donnerstag, 1. Januar 2026, 15:15 Uhr (Ortszeit New York)'],
  ['es-ES', 'Europe/London', 'jueves, 1 de enero de 2026, 20:15 (hora de Londres)'],
  ['es-MX', 'America/Mexico_City', 'jueves, 1 de enero de 2026, 14:15 (hora de Ciudad de México)'],
  ['ar-EG', 'Africa/Cairo', 'الخميس، ١ يناير ٢٠٢٦، ٢٢:١٥ (بتوقيت القاهرة)'],
  ['ar', 'Asia/Riyadh', 'الخميس، 1 يناير 2026، 23:15 (بتوقيت الرياض)'],
])('in %s the time of %s has its words, its digits and the place’s own name', (lang, timeZone, told) => {
  expect(formatMoment(winter, { lang, timeZone }).replace(/[\u2066-\u2069]/g, '')).toBe(told)
})

test('no zone of the world is told by an offset', () => {
  for (const timeZone of Intl.supportedValuesOf('timeZone'))
    for (const lang of ['en-GB', 'fr-FR', 'de-DE', 'es-ES', 'ar'])
      expect(formatMoment(winter, { lang, timeZone })).not.toMatch(/(?:UTC|GMT|غرينتش) ?[+-−]/)
})

test('days and minutes are written as each language does', () => {
  const paris = { timeZone: 'Europe/Paris' }
  expect(formatDay('2026-01-01', 'fr')).toBe('1er janvier 2026')
  expect(formatDay('2026-01-11', 'fr')).toBe('11 janvier 2026')
  expect(formatMinute(winter, { lang: 'fr', ...paris })).toBe('1er janvier 2026 à 21:15')
  expect(formatMinute(winter, { lang: 'de', ...paris })).toBe('1. Januar 2026 um 21:15 Uhr')
  expect(formatMinute(winter, { lang: 'en-GB', ...paris })).toBe('1 January 2026 at 21:15')
  expect(formatDeadline(winter, { lang: 'de', ...paris })).toBe(
    'Donnerstag, 1. Januar um 21:15 Uhr (Ortszeit Paris)',
  )
  expect(shortMoment(winter, winter, { lang: 'de', ...paris })).toBe('heute, 21:15 Uhr')
  expect(shortMoment(winter, winter + 86_400_000, { lang: 'fr', ...paris })).toBe('1er janv. à 21:15')
})

test('a zone that has been renamed has its name by either', () => {
  for (const timeZone of ['Asia/Kolkata', 'Asia/Calcutta'])
    expect(formatMoment(winter, { lang: 'de', timeZone })).toContain('(Ortszeit Kalkutta)')
})
