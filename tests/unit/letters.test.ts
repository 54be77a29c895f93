import { expect, test } from 'vitest'
import { byLetter } from '#lib/letters.ts'

test.each([
  ['en', ['1918', '“Eating”', 'émigrés', 'Ethics', 'Zoo', '!?'], ['0–9 1', 'E 3', 'Z 1', '… 1']],
  ['sv', ['Apa', 'Zebra', 'Ål', 'Älg'], ['A 1', 'Z 1', 'Å 1', 'Ä 1']],
  ['de', ['Ärzte', 'Arbeit'], ['A 2']],
  ['ar', ['أدوية', 'إدارة', 'صحة'], ['ا 2', 'ص 1']],
  ['ar', ['التهاب المفاصل', 'السمع', 'النوم', '«الصحة»', 'جلد', 'نساء'], ['ا 1', 'ج 1', 'س 1', 'ص 1', 'ن 2']],
  ['el', ['ύπνος', 'Υγεία'], ['Υ 2']],
  ['ru', ['Ёлка', 'Еда'], ['Е 2']],
  ['ko', ['가족', '건강', '수면'], ['ᄀ 2', 'ᄉ 1']],
  ['zh', ['健康', '睡眠'], ['漢 2']],
  ['ja', ['くすり', 'ぐあい', '健康'], ['く 2', '漢 1']],
])('the index in %s stands by its letters', (lang, labels, told) => {
  const letters = byLetter(labels, { lang, label: (label) => label, other: '…' })
  expect(letters.map(({ letter, items }) => `${letter} ${items.length}`)).toEqual(told)
})
