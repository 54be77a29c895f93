import { expect, test } from 'vitest'
import { lengthOf, segmenterFor } from '#lib/content/reading-time.ts'
import { seeded } from '../../support/storm.ts'
import { article, contentFolder } from './folder.ts'

const zh = '健康是人生最重要的财富，我们的诊所在五月开放。'
const ja = '私たちの診療所は五月に開き、予約なしで相談できます。'

test.each([
  ['Chinese', 'zh-CN', zh.repeat(146), 7, 14],
  ['Chinese that says nothing of its language', undefined, zh.repeat(146), 7, 14],
  ['Chinese in traditional letters', 'zh-Hant-TW', '健康是人生最重要的財富。'.repeat(350), 7, 14],
  ['Japanese', 'ja', ja.repeat(162), 8, 14],
  ['Japanese in kana', 'ja', 'コーヒーをのみましょう。'.repeat(350), 7, 14],
  ['Thai', 'th', 'สุขภาพเป็นสิ่งสำคัญที่สุดในชีวิต '.repeat(230), 6, 10],
  ['Khmer', 'km', 'គ្លីនិករបស់យើងបើកនៅខែឧសភា '.repeat(230), 5, 9],
  ['Hindi', 'hi', 'मैं अस्पताल जाना चाहता हूँ। '.repeat(230), 5, 5],
  ['Persian', 'fa', 'می‌خواهم به درمانگاه بروم. '.repeat(230), 4, 4],
  ['Korean', 'ko', '우리 병원은 오월에 문을 엽니다. '.repeat(230), 5, 5],
  ['English', 'en-GB', 'We don’t open before May. '.repeat(230), 5, 5],
  ['Chinese with as much English', 'zh', `${zh.repeat(73)} ${'we open in May '.repeat(230)}`, 7, 9],
] as const)('%s takes as long as its readers take', (_what, lang, text, least, most) => {
  const { minutes } = lengthOf(text, lang)
  expect(minutes).toBeGreaterThanOrEqual(least)
  expect(minutes).toBeLessThanOrEqual(most)
})

test.each([
  ['hi', 'मैं अस्पताल जाना चाहता हूँ।', 5],
  ['th', 'ฉันไปโรงพยาบาล', 3],
  ['zh', '我们的诊所', 3],
  ['ja', '病院に行きます', 4],
  ['km', 'ខ្ញុំទៅមន្ទីរពេទ្យ', 3],
  ['fa', 'می‌خواهم بروم', 2],
  ['ko', '병원에 갑니다', 2],
  ['en', 'It’s 1,200 words & don’t', 4],
  ['nonsense--', 'It is so', 3],
] as const)('words of %s are counted as words: %s', (lang, text, words) => {
  expect(Math.abs(lengthOf(text, lang).words - words)).toBeLessThanOrEqual(
    lang === 'km' || lang === 'th' ? 1 : 0,
  )
})

test('an article has the length of its own language, whatever the file ends in, and code in it is not read', async () => {
  const body = `## ${zh}\n\n${zh.repeat(100)}\n\n- **${zh}**\n\n\`\`\`\n${'x '.repeat(5000)}\n\`\`\`\n`
  const folder = await contentFolder({
    'articles/a.md': article(body, { lang: 'zh-CN' }),
    'articles/b.mdx': article(body, { lang: 'zh-CN' }),
  })
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  for (const { minutes, words } of library.articles()) {
    expect(minutes).toBe(5)
    expect(words).toBeGreaterThan(1000)
  }
})

test('no empty text takes less than a minute', () => {
  expect(lengthOf('', 'en')).toEqual({ words: 0, minutes: 1 })
})

test('a text of Latin letters has as many words as by UAX #29, whatever stands between its letters', () => {
  const random = seeded(19)
  const signs = [...'abZ09_éŁß.,;\'’‘:- \n\r\t"“”–—/&%$#@(){}[]|~`^+*<>=?!…·«»\u00a0\u0301日👍']
  for (const lang of [undefined, 'fr', 'sv', 'fi', 'de', 'ca', 'ar'])
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: 12 }, () => signs[Math.floor(random() * signs.length)]).join('')
      const words = [...segmenterFor(lang).segment(text)].filter(({ isWordLike }) => isWordLike)
      expect(lengthOf(text, lang).words, `${lang} ${JSON.stringify(text)}`).toBe(words.length)
    }
})
