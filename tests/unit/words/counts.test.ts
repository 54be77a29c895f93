import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { answerInWords, changeInWords } from '#lib/desk/changes.ts'
import { enquiryTransitions } from '#lib/enquiries/enquiry.ts'
import { fileInWords } from '#lib/file-size.ts'
import { ownName } from '#lib/lang.ts'
import { healthOf } from '#lib/outbox/health.ts'
import { replyStatuses } from '#lib/replies/reply.ts'
import { allReasons, reasonInWords } from '#lib/spam/verdict.ts'
import { typeset } from '#lib/typeset.ts'
import { catalogues, languages, type WordKey } from '#lib/words/languages.ts'
import { words } from '#lib/words/words.ts'

const parse = (message: string, lang: string) => new IntlMessageFormat(message, lang).getAst()
type Element = ReturnType<typeof parse>[number]
const TYPE = { plural: 6, tag: 8 } as const

/** Each value that a message asks for: `count` where it is one. */
function valuesIn(elements: readonly Element[], found = new Map<string, 'count' | 'text' | 'tag'>()) {
  for (const element of elements) {
    if (element.type === 0 || element.type === 7) continue
    const isCounted = element.type === TYPE.plural || element.type === 2
    if (element.type === TYPE.tag) found.set(element.value, 'tag')
    else if (isCounted || !found.has(element.value)) found.set(element.value, isCounted ? 'count' : 'text')
    if (element.type === TYPE.tag) valuesIn(element.children, found)
    else if ('options' in element)
      for (const { value } of Object.values(element.options)) valuesIn(value, found)
  }
  return found
}

function said(key: WordKey, lang: (typeof languages)[number], count: number, text = 'X'): string {
  const message = typeset(catalogues[lang][key], lang)
  const values = [...valuesIn(parse(message, lang))].map(([name, kind]) => [
    name,
    kind === 'count' ? count : kind === 'tag' ? (children: unknown[]) => children.join('') || text : text,
  ])
  return [new IntlMessageFormat(message, lang).format(Object.fromEntries(values))].flat().join('')
}

const counts = [0, 1, 2, 3, 10, 11, 12, 21, 99, 100, 101, 1000, 1_000_000]
const keys = Object.keys(catalogues.en) as WordKey[]
const counted = (lang: (typeof languages)[number]) =>
  keys.filter((key) => [...valuesIn(parse(catalogues[lang][key], lang)).values()].includes('count'))

describe.each(languages)('in %s', (lang) => {
  test('each sentence with a number says it, or has a word for it, whatever the number', () => {
    const odd: string[] = []
    for (const key of counted(lang))
      for (const count of counts) {
        const text = said(key, lang, count)
        if (/[{}#<>]|undefined|NaN|plural|\s{2}|^\s|\s$/u.test(text)) odd.push(`${key} ${count}: ${text}`)
        // One and two may be words; what is more, and a nought, are digits or a sentence of their own.
        const digits = new Intl.NumberFormat(lang).format(count)
        if (count > 2 && !text.includes(digits) && !text.includes(String(count))) {
          const other = said(key, lang, count + 100)
          if (text !== other) odd.push(`${key} ${count} is not in: ${text}`)
        }
      }
    expect(odd).toEqual([])
  })

  test('of one and of several is told in other words wherever English does so', () => {
    const same = counted('en').filter((key) => {
      const differs = (lang: (typeof languages)[number]) =>
        said(key, lang, 1).replace(/\p{N}+/gu, '') !== said(key, lang, 5).replace(/\p{N}+/gu, '')
      return differs('en') && !differs(lang)
    })
    // What has one form for both in a language is none of these.
    expect(same.filter((key) => new Set([3, 5, 11].map((count) => said(key, lang, count))).size < 3)).toEqual(
      [],
    )
  })

  test('whatever is put in stays whole, and nothing of it is read as a message', () => {
    const hostile = ['{name}', "it's", '<b>', '#', 'a } b', "'{'", '$&', '\\', 'http://x.example/?a=1&b=2']
    for (const text of hostile)
      for (const key of keys) {
        const values = valuesIn(parse(catalogues[lang][key], lang))
        if (![...values.values()].includes('text') || [...values.keys()].some((name) => name === 'kind'))
          continue
        const plain = said(key, lang, 3, 'X')
        if (plain.includes('X')) expect(said(key, lang, 3, text), key).toContain(text)
      }
  })

  test('French has its spaces, and no other language has them', () => {
    const odd = keys.filter((key) => {
      const text = said(key, lang, 3)
      return lang === 'fr' ? /[ \t](?=[;?!:»])|«[ \t]/.test(text) : /[\u202f]/.test(text)
    })
    expect(odd).toEqual([])
  })

  test('each step of the staff has its sentence, by whomever it was', () => {
    const moment = 'XXXX'
    const statuses = [...replyStatuses, ...Object.values(enquiryTransitions).map(({ to }) => to)]
    const seen = new Set<string>()
    const t = words(lang)
    for (const status of new Set(statuses))
      for (const who of ['by', 'mail', 'other', 'link'] as const)
        for (const key of [`change.${status}.${who}`, `changed-back.${status}.${who}`]) {
          if (!Object.hasOwn(catalogues.en, key)) continue
          const text = t(key as 'change.approved.by', { name: 'anna@example.org', at: moment })
          expect(text).toContain(moment)
          expect(text.includes('anna@example.org')).toBe(who === 'by' || who === 'mail')
          seen.add(text)
        }
    expect(seen.size).toBeGreaterThan(20)
  })

  test('a language is called as it calls itself, with its region where another differs by that alone', () => {
    expect(ownName(lang, [lang, 'ja'])).not.toBe(ownName(`${lang}-001`, [`${lang}-001`, lang]))
    expect(ownName(lang, [])).toMatch(/^[\p{Lu}\p{Lo}]/u)
  })

  test('a size is told in three digits at most before its sign, and never as nothing', () => {
    for (let bytes = 0; bytes < 2e12; bytes = Math.ceil(bytes * 1.7) + 1) {
      const told = fileInWords('a/report.PDF?v=2', bytes, lang)
      const number =
        told
          .replace(/^PDF[,،] /u, '')
          .match(/[\p{Nd}.,٫٬\u00a0\u202f]+/u)?.[0]
          .trim() ?? ''
      expect(told.startsWith('PDF')).toBe(true)
      if (bytes < 999e9) expect(number.replace(/[.,٫]\p{Nd}$/u, '').length).toBeLessThanOrEqual(3)
      expect(Number(number.replace(/[^\d]/g, '') || 1)).toBeGreaterThan(0)
    }
    expect(fileInWords('report', 1500, lang)).not.toMatch(/^[,،]/)
  })

  test('why a message is held is told from what was kept, now and by an earlier version', () => {
    const t = words(lang)
    for (const reason of allReasons) {
      const english = reasonInWords(reason, words('en'))
      expect(reasonInWords(english, t)).toBe(reasonInWords(reason, t))
      expect(reasonInWords(reason, t)).not.toBe(reason)
    }
    expect(reasonInWords('of a plugin', t)).toBe('of a plugin')
  })

  test('what the outbox warns of is told for each of its states', () => {
    const well = { transport: 'ok', keepsFiles: false, waiting: 0, failed: 0, oldestWaitingMs: 0 }
    const none = { wronglyRefused: 0, doubtful: 0, fromFuture: 0, answer: undefined }
    const of = (state: object) => healthOf({ ...well, ...none, ...state } as never, words(lang))
    expect(of({})).toMatchObject({ isWell: true, findings: [], warnings: [] })
    const minute = 60_000
    const states = [
      { keepsFiles: true },
      ...[16, 119, 120, 60 * 48].map((minutes) => ({ oldestWaitingMs: minutes * minute })),
      ...[1, 2, 5].flatMap((count) => [
        ...[{ failed: count }, { wronglyRefused: count }, { doubtful: count }, { fromFuture: count }],
      ]),
    ]
    const told = states.map((state) => of(state).warnings)
    for (const warnings of told) expect(warnings).toHaveLength(1)
    expect(new Set(told.flat()).size).toBe(states.length)
    expect(of({ failed: 1, doubtful: 1, oldestWaitingMs: 16 * minute }).warnings).toHaveLength(3)
    expect(of({ oldestWaitingMs: 15 * minute }).isWell).toBe(true)
  })
})

test('what was decided is told with who did it, or without where nobody knows', () => {
  const change = { status: 'approved', at: 0, isUndo: false } as const
  const told = [
    changeInWords({ ...change, by: 'anna@example.org' } as never, 'today'),
    changeInWords({ ...change, by: 'anna@example.org', fromMail: true } as never, 'today'),
    changeInWords({ ...change, fromMail: true } as never, 'today'),
    changeInWords(change as never, 'today'),
    changeInWords({ ...change, isUndo: true } as never, 'today'),
    answerInWords({ kind: 'published', by: 'anna@example.org' }, 'today'),
    answerInWords({ kind: 'withdrawn' }, 'today'),
  ]
  expect(new Set(told).size).toBe(told.length)
  expect(told.map((text) => text.includes('anna'))).toEqual([true, true, false, false, false, true, false])
})
