import { expect, test } from 'vitest'
import { directionOf, inLanguage } from '#lib/lang.ts'

test.each([
  'ar',
  'ar-EG',
  'he',
  'iw',
  'yi',
  'fa',
  'ur',
  'ps',
  'sd',
  'ug',
  'ckb',
  'dv',
  'syr',
  'nqo',
  'az-Arab',
  'pa-Arab',
  'pa-PK',
  'ku-Arab',
  'uz-AF',
  'ms-Arab',
  'ff-Adlm',
  'rhg',
  'und-Hebr',
])('%s is written from the right', (lang) => expect(directionOf(lang)).toBe('rtl'))

test.each([
  'en',
  'de-AT',
  'zh-Hant',
  'ja',
  'th',
  'az',
  'pa',
  'ku',
  'ms',
  'ar-Latn',
  'yi-Latn',
  'ks-Deva',
  'sr',
])('%s is written from the left', (lang) => expect(directionOf(lang)).toBe('ltr'))

test('only a language other than the one around is named', () => {
  expect(inLanguage('en-GB', 'en-GB')).toEqual({})
  expect(inLanguage('he', 'en-GB')).toEqual({ lang: 'he', dir: 'rtl' })
  expect(inLanguage('en-GB', 'he')).toEqual({ lang: 'en-GB', dir: 'ltr' })
})
