import { expect, test } from 'vitest'
import { fold, phoneText, searchText } from '#lib/fold.ts'

test.each([
  ['Marie-Hélène', 'marie-helene'],
  ['HÉLÈNE', 'hélène'],
  ['e\u0301', 'é'],
  ['Straße', 'STRASSE'],
  ['STRAẞE', 'strasse'],
  ['Łódź', 'lodz'],
  ['Ærø', 'AERO'],
  ['Þóra Đặng', 'thora dang'],
  ['Nguyễn Thị Hồng', 'nguyen thi hong'],
  ['İstanbul, ISPARTA', 'istanbul, ısparta'],
  ['Əliyev', 'eliyev'],
  ['Ελένη', 'ΕΛΕΝΗ'],
  ['οδός', 'ΟΔΟΣ'],
  ['Пётр', 'петр'],
  ['שָׁלוֹם', 'שלום'],
  ['مُحَمَّد أحمد', 'محمد احمد'],
  ['محـــمد', 'محمد'],
  ['علی کریمی', 'علي كريمي'],
  ['می\u200cخواهم', 'میخواهم'],
  ['０２０ ７９４６', '020 7946'],
  ['٠٢٠', '020'],
  ['۰۹۱۲', '0912'],
  ['৪৫', '45'],
  ['ﬁnance', 'finance'],
  ['Ｓｍｉｔｈ', 'smith'],
  ['ｶﾞﾝ', 'ガン'],
  ['L’Hôpital', "l'hopital"],
  ['2019–2020', '2019-2020'],
  ['soft\u00adhyphen', 'softhyphen'],
  ['a\u00a0b', 'a b'],
])('%s is found by %s', (stored, typed) => expect(fold(stored)).toBe(fold(typed)))

test.each([
  ['हिन्दी', 'हन्द'],
  ['ไทย', 'ไท'],
  ['한국', '한극'],
  ['健康', '健'],
  ['a+b', 'ab'],
  ['100%', '100'],
])('%s is another word than %s', (one, other) => expect(fold(one)).not.toBe(fold(other)))

test('what is folded once is not changed by folding it again, whatever it was', () => {
  const signs = Array.from({ length: 0x11000 / 7 }, (_, index) => String.fromCodePoint(index * 7))
  for (const text of [signs.join(''), '\ud800a\udc00', 'e\u0301'.repeat(1000), `a${'\u0301'.repeat(10_000)}`])
    expect(fold(fold(text))).toBe(fold(text))
})

test('a text is folded by line, what is missing is left out, and a number is found as it is dialled', () => {
  expect(searchText(['É', undefined, null, '', 'B'])).toBe('e\nb')
  expect(searchText([phoneText('+44 (0)1632 960-001')])).toBe('+44 (0)1632 960-001\n+4401632960001')
  expect(phoneText(null)).toBeUndefined()
})
