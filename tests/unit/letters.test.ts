import { expect, test } from 'vitest'
import { byLetter } from '#lib/letters.ts'

test.each([
  [
    'en',
    ['1918', '“Eating”', 'émigrés', 'Ethics', '“Zoo”', 'Apes', '!?'],
    ['… 1', '0–9 1', 'A 1', 'E 3', 'Z 1'],
  ],
  ['sv', ['Apa', 'Zebra', 'Ål', 'Älg'], ['A 1', 'Z 1', 'Å 1', 'Ä 1']],
  ['de', ['Ärzte', 'Arbeit'], ['A 2']],
  ['ar', ['أدوية', 'إدارة', 'صحة'], ['ا 2', 'ص 1']],
  ['ar', ['التهاب المفاصل', 'السمع', 'النوم', '«الصحة»', 'جلد', 'نساء'], ['ا 1', 'ج 1', 'س 1', 'ص 1', 'ن 2']],
  ['el', ['ύπνος', 'Υγεία'], ['Υ 2']],
  ['ru', ['Ёлка', 'Еда'], ['Е 2']],
  ['ko', ['가족', '건강', '수면'], ['ᄀ 2', 'ᄉ 1']],
  ['zh', ['健康', '睡眠'], ['漢 2']],
  // A vowel that is written with a letter is none of its own.
  ['hi', ['काम', 'किताब', 'केला', 'क़लम', 'ज़िला', 'आँख'], ['क 4', 'ज 1', 'आ 1']],
  ['bn', ['কাজ', 'কে', 'খেলা'], ['ক 2', 'খ 1']],
  ['ta', ['கால்', 'கிளி', 'மரம்'], ['க 2', 'ம 1']],
  ['th', ['กา', 'กิน', 'ขา'], ['ก 2', 'ข 1']],
  ['he', ['אוכל', 'בריאות'], ['א 1', 'ב 1']],
  ['vi', ['Ăn', 'An', 'Ẩm'], ['Ă 1', 'A 1', 'Â 1']],
  // Georgian has capitals for whole words in capitals alone: few typefaces have them.
  ['ka', ['ანბანი', 'ბავშვი', 'ბინა'], ['ა 1', 'ბ 2']],
  ['tr', ['ırmak', 'Isparta', 'izmir', 'İnce'], ['I 2', 'İ 2']],
  ['en', ['ﬁsh', 'Food', 'ŉ', 'ǆep'], ['F 2', 'N 1', 'D 1']],
  ['de', ['ß', 'ssa'], ['S 2']],
  ['hy', ['և', 'երկու'], ['Ե 2']],
  ['en', ['٣ things', '三', '½', '…'], ['0–9 2', '漢 1', '… 1']],
  ['ja', ['くすり', 'ぐあい', '健康'], ['く 2', '漢 1']],
])('the index in %s stands by its letters', (lang, labels, told) => {
  const letters = byLetter(labels, { lang, label: (label) => label, other: '…' })
  expect(letters.map(({ letter, items }) => `${letter} ${items.length}`)).toEqual(told)
})

test('every letter of the world stands under one letter, and under the same as its capital', () => {
  const odd: string[] = []
  for (let code = 0x20; code < 0x30000; code += 7) {
    const label = String.fromCodePoint(code)
    if (!/\p{L}/u.test(label)) continue
    const letterOf = (label: string) =>
      byLetter([label], { lang: 'en', label: (label) => label, other: '…' })[0]?.letter ?? ''
    const letter = letterOf(label)
    if ([...letter.normalize('NFC')].length !== 1 || letterOf(letter) !== letter)
      odd.push(`${label} ${letter}`)
  }
  expect(odd).toEqual([])
})

test('what begins with no letter stands under the words for it, as they are written', () => {
  const options = { lang: 'es', label: (label: string) => label, other: 'Símbolos' }
  expect(byLetter(['!', 'ámbar', '?'], options).map(({ letter }) => letter)).toEqual(['Símbolos', 'A'])
})
