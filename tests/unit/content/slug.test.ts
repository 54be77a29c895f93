import { expect, test } from 'vitest'
import { encodedPath, plainPath } from '#lib/content/path.ts'
import { isSlug, slugify } from '#lib/content/slug.ts'
import { topicSlug } from '#lib/content/topic.ts'

const scripts = [
  '健康',
  'Здоровье',
  'בריאות',
  'ΟΔΌΣ Υγείας',
  'น้ำดื่ม',
  'स्वास्थ्य',
  'الصحة',
  '건강',
  'Առողջություն և կյանք',
  'ໜັງສື',
]

test.each(scripts)('%s is its own address, as people type it', (text) => {
  const slug = text.toLowerCase().replaceAll(' ', '-')
  for (const form of ['NFC', 'NFD'] as const) expect(slugify(text.normalize(form))).toBe(slug)
  expect(isSlug(slug)).toBe(true)
  expect(plainPath(encodedPath(slug))).toBe(slug)
})

test.each([
  ['Grüße, Straße & Œuvre', 'grusse-strasse-oeuvre'],
  ['Children’s health', 'childrens-health'],
  ['İstanbul', 'istanbul'],
  ['Ｈ₂Ｏ', 'h2o'],
  ['ශ්\u200dරී', 'ශ්රී'],
  ['می\u200cخواهم', 'می-خواهم'],
  ['❤\ufe0f Care 1\ufe0f\u20e3', 'care-1\u20e3'],
  ['\u200fבריאות\u200e', 'בריאות'],
  ['…\u0301', ''],
  ['😀', ''],
])('%s becomes %s', (text, slug) => {
  expect(slugify(text)).toBe(slug)
  expect(slug === '' || isSlug(slug)).toBe(true)
})

test.each([
  '',
  '-',
  'a--b',
  '-a',
  'a-',
  'A',
  'a_b',
  'a b',
  'u\u0308ber',
  '\u0301a',
  'a\ufe0f',
  'a\u200db',
  '😀',
  'a.b',
])('"%s" is no address', (text) => expect(isSlug(text)).toBe(false))

test.each([
  ['C', 'c'],
  ['C++', 'c-plus-plus'],
  ['C#', 'c-sharp'],
  ['F♯', 'f-sharp'],
  ['LGBT', 'lgbt'],
  ['LGBT+', 'lgbt-plus'],
  ['LGBTQIA+ health', 'lgbtqia-plus-health'],
  ['健康+', '健康-plus'],
  ['.NET', 'dot-net'],
  ['NET', 'net'],
  ['ASP.NET', 'asp-net'],
  ['Node.js', 'node-js'],
  ['Health & Safety', 'health-safety'],
  ['Health + Safety', 'health-safety'],
  ['Health+Safety', 'health-safety'],
  ['#MeToo', 'metoo'],
  ['…and more', 'and-more'],
  ['...and more', 'and-more'],
  ['😀', '😀'],
  ['❤\ufe0f', '❤'],
  ['🇩🇪', '🇩🇪'],
  ['Care 💉', 'care'],
  ['?!', ''],
])('the topic %s has the address %s', (label, slug) => expect(topicSlug(label)).toBe(slug))
