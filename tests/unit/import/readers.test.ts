import { describe, expect, test } from 'vitest'
import { languageTag } from '#lib/import/language.ts'
import { readDate } from '#lib/import/markdown/dates.ts'
import { dedent } from '#lib/import/markdown/dedent.ts'
import { replaceFormulas } from '#lib/import/markdown/formulas.ts'
import { maskCode } from '#lib/import/markdown/mask.ts'
import { knownTags, textOfTag } from '#lib/import/markdown/tags.ts'
import { readArgs } from '#lib/import/markdown/template-args.ts'
import { plainLine, plainText } from '#lib/import/plain-text.ts'
import { firstSentences, instantOf, textFile, written } from '#lib/import/text-file.ts'
import { instant } from '#lib/import/wordpress/fields.ts'
import { createMender } from '#lib/import/wordpress/mend.ts'
import { guessZone } from '#lib/import/wordpress/zone.ts'

const local = (text: string) => ({ local: text })
const at = (text: string) => ({ at: Date.parse(text) })

describe('a date of another system', () => {
  test.each([
    ['2013-06-19', local('2013-06-19')],
    ['2013-6-9', local('2013-06-09')],
    ['2013/06/19', local('2013-06-19')],
    ['2013.06.19', local('2013-06-19')],
    ['2013年6月19日', local('2013-06-19')],
    ['20130619', local('2013-06-19')],
    ['20130619T084501Z', at('2013-06-19T08:45:01Z')],
    ['2013-06-19 8:50', local('2013-06-19 08:50:00')],
    ['2013-06-19T08:50:08', local('2013-06-19 08:50:08')],
    ['2013-06-19T08:50:08.123456Z', at('2013-06-19T08:50:08Z')],
    ['2013-06-19 8:50:08 -0400', at('2013-06-19T12:50:08Z')],
    ['2013-06-19T08:50:08+05:30', at('2013-06-19T03:20:08Z')],
    ['2013-06-19 08:50:08 +530', at('2013-06-19T03:20:08Z')],
    ['2013-06-19 08:50 UTC+2', at('2013-06-19T06:50:00Z')],
    ['2013-06-19 08:50:08 PDT', at('2013-06-19T15:50:08Z')],
    ['2013-06-19 12:15 am', local('2013-06-19 00:15:00')],
    ['2013-06-19 12:15 PM', local('2013-06-19 12:15:00')],
    ['2013-06-19 3:15 p.m.', local('2013-06-19 15:15:00')],
    ['2013-06-19 21:43:79', local('2013-06-19')],
    ['19.6.2013', local('2013-06-19')],
    ['19/6/2013', local('2013-06-19')],
    ['6/9/2013', local('2013-06-09')],
    ['6.9.2013', local('2013-09-06')],
    ['6/9/2013 14:05', local('2013-06-09 14:05:00')],
    ['6/19/2013, 8:50:08 AM', local('2013-06-19 08:50:08')],
    ['6/19/2013 9:30 pm', local('2013-06-19 21:30:00')],
    ['19/6/2013 14:05:30', local('2013-06-19 14:05:30')],
    ['19.6.2013, 14:05', local('2013-06-19 14:05:00')],
    ['19.06.2013 14:05:30 +0200', at('2013-06-19T12:05:30Z')],
    ['June 19, 2013', local('2013-06-19')],
    ['Jun 19 2013', local('2013-06-19')],
    ['June 19th, 2013', local('2013-06-19')],
    ['19th of June 2013', local('2013-06-19')],
    ['Wed, 19 Jun 2013 08:50:08 GMT', at('2013-06-19T08:50:08Z')],
    ['Wed, 19 Jun 2013 08:50:08 +0200', at('2013-06-19T06:50:08Z')],
    ['19. Juni 2013', local('2013-06-19')],
    ['19. März 2013', local('2013-03-19')],
    ['1er août 2013', local('2013-08-01')],
    ['14 février 2013', local('2013-02-14')],
    ['14 de julio de 2013', local('2013-07-14')],
    ['14 luglio 2013', local('2013-07-14')],
    ['14 mei 2013', local('2013-05-14')],
    ['14 de março de 2013', local('2013-03-14')],
    ['14 Ağustos 2013', local('2013-08-14')],
    ['1371631808', at('2013-06-19T08:50:08Z')],
    ['1371631808000', at('2013-06-19T08:50:08Z')],
    [' 2013-06-19 ', local('2013-06-19')],
    ...[
      '',
      'today',
      '2013',
      '2013-06',
      '2013-13-01',
      '2013-02-29',
      '2013-00-10',
      '31/11/2013',
      '0000-00-00',
      '0001-01-01',
    ].map((typed) => [typed, undefined] as const),
    ...[
      '31 November 2013',
      'June 31, 2013',
      '14 Brumaire 2013',
      '19-6',
      '{{ page.date }}',
      '1',
      '13716318080000',
    ].map((typed) => [typed, undefined] as const),
  ] as const)('%j is %j', (typed, date) => {
    expect(readDate(typed)).toEqual(date)
  })

  test.each(['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
    'is written as it was seen in %s, and means the same moment wherever it is read',
    (zone) => {
      for (let moment = Date.UTC(2012, 0, 1, 1, 2, 3); moment < Date.UTC(2014, 0, 1); moment += 1234567890) {
        const text = written(moment, zone)
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/)
        expect(Date.parse(text)).toBe(Math.floor(moment / 1000) * 1000)
        expect(instantOf({ local: text.slice(0, 19).replace('T', ' ') }, zone)).toBe(Date.parse(text))
      }
    },
  )

  test('an export that tells no zone is known by its dates, in summer and in winter', () => {
    for (const [zone, lang] of [
      ['Europe/Berlin', 'de-DE'],
      ['Asia/Kathmandu', 'en'],
      ['America/New_York', 'en-US'],
      ['Asia/Riyadh', 'ar'],
      ['America/Argentina/Buenos_Aires', 'es'],
    ] as const) {
      const samples = Array.from({ length: 24 }, (_, month) => {
        const moment = Date.UTC(2024, month, 5, 10)
        return { at: moment, local: Date.parse(`${written(moment, zone).slice(0, 19)}Z`) }
      })
      expect(guessZone(samples, lang)?.replace('Katmandu', 'Kathmandu')).toBe(zone)
    }
    expect(guessZone([{ at: 5, local: 5 }], 'de')).toBe('UTC')
    expect(guessZone([], 'de')).toBeUndefined()
    expect(guessZone([{ at: 0, local: 61_000 }], undefined)).toBeUndefined()
  })

  test.each([
    ['2013-06-19 08:50:08', Date.UTC(2013, 5, 19, 8, 50, 8)],
    ['2013-06-19', Date.UTC(2013, 5, 19)],
    ...['0000-00-00 00:00:00', '', '2013-13-19', '2013-06-19 25:00:00', 'x'].map(
      (text) => [text, undefined] as const,
    ),
  ] as const)('of WordPress %j is %s', (text, moment) => expect(instant(text)).toBe(moment))
})

test.each([
  ['', [], {}],
  ['"a" \'b\' c', ['a', 'b', 'c'], {}],
  ['src="x.png" alt=\'A "b"\'', [], { src: 'x.png', alt: 'A "b"' }],
  ['src = x.png, width: 300', [], { src: 'x.png', width: '300' }],
  ['{ src: "x", altText: "y" }', [], { src: 'x', alttext: 'y' }],
  ['https://example.org/a?b', ['https://example.org/a?b'], {}],
  ['url=https://example.org/', [], { url: 'https://example.org/' }],
  ['title="a \\"b\\" c"', [], { title: 'a "b" c' }],
  ['“curly” `raw \\n`', ['curly', 'raw \\n'], {}],
  ['a="1" a="2"', [], { a: '1' }],
  ['feature_image="x" feature-image="y"', [], { featureimage: 'x' }],
  ['unclosed="a b', ['unclosed', 'a', 'b'], {}],
])('the call %j has its parts', (text, positional, named) => {
  expect(readArgs(text)).toEqual({ positional, named })
})

test('a long text with a sign of a formula that never ends is read once', () => {
  const deaf = {
    variable: () => undefined,
    setVariable() {},
    refer: () => undefined,
    person: () => undefined,
  }
  const long = [`The process is $$ ${'a=b_c '.repeat(300_000)}`, `It costs $5 ${'\\a '.repeat(300_000)}`]
  for (const text of long) expect(replaceFormulas(text, { ...deaf, tell() {} })).toBe(text)
})

test('code is covered and comes back as it was, whatever stands in it', () => {
  const texts = [
    'a `b` c',
    '``a ` b`` and `c`',
    '`open\n\n`closed`',
    '```js\n{{ x }}\n```\nafter',
    '> ```\n> {% if %}\n> ```',
    '- item\n  ~~~\n  ```\n  ~~~',
    '```\nnever closed {{ x }}',
    '\\`not code\\` `code`',
    '`'.repeat(300),
    '````\n```\n{{ inner }}\n```\n````\n{{ outer }}',
    '\ue000\ue001 `x`',
    'a\r\n```\r\ncode\r\n```\r\nb',
  ]
  for (const text of texts) {
    const { text: masked, unmask, lineAt } = maskCode(text)
    expect(unmask(masked)).toBe(text)
    expect(lineAt(masked.length)).toBe(text.split('\n').length)
    if (/\{\{ (?:x|inner) \}\}|\{% if/.test(text)) expect(masked).not.toMatch(/\{\{ (?:x|inner)|\{% if/)
  }
  expect(maskCode(texts[9] ?? '').text).toContain('{{ outer }}')
})

test.each([
  ['<p>One</p>', '<p>One</p>', []],
  ['Vec<T> and <gmaxwell>', 'Vec&lt;T&gt; and &lt;gmaxwell&gt;', ['T', 'gmaxwell']],
  ['<TABLE></TABLE> <Table>', '<TABLE></TABLE> &lt;Table&gt;', ['Table']],
  ['<my-element a="1">', '<my-element a="1">', []],
  ['<o:p></o:p>', '<o:p></o:p>', []],
  ['a < b > c', 'a < b > c', []],
  ['<img alt="<x>">', '<img alt="<x>">', []],
  ['<script>if (a<b>c) x()</script><T>', '<script>if (a<b>c) x()</script>&lt;T&gt;', ['T']],
  ['<style>a<b></style>', '<style>a<b></style>', []],
])('of %j only what is no tag of HTML becomes text', (html, kept, told) => {
  const names: string[] = []
  expect(knownTags(html, (name) => names.push(name))).toBe(kept)
  expect(names).toEqual(told)
})

test('a line and a text of HTML are what somebody reads of them', () => {
  expect(plainLine('  Fish &amp; <b>chips</b>\n&lt;b&gt; \u200b\u202ex ')).toBe('Fish & chips <b> x')
  expect(plainLine('AT&T')).toBe('AT&T')
  expect(plainText('<p>One<br>two</p><ul><li>a</li><li>b</li></ul><script>x</script>')).toBe(
    'One\ntwo\n\n- a\n- b',
  )
  expect(plainText('See <a href="https://example.org/a/">example.org/a</a> and <a href="/b">b</a>')).toBe(
    'See https://example.org/a/ and b',
  )
  expect(plainText('<a href="https://example.org/long/path">example.org/lo…</a>')).toBe(
    'https://example.org/long/path',
  )
  expect(plainText('Typed\n\nwithout\ntags <3')).toBe('Typed\n\nwithout\ntags <3')
  expect(plainText('<blockquote>Said</blockquote>Answer<img alt="a cat">')).toBe('“Said”\n\nAnswera cat')
  expect(textOfTag('<gmaxwell>')).toBe('<gmaxwell>')
  expect(textOfTag('<b>')).toBeUndefined()
})

test('the first sentences end where a sentence ends, or at a word, and never within a sign', () => {
  expect(firstSentences('One. Two.', 'en')).toBe('One. Two.')
  const long = firstSentences(`${'word '.repeat(100)}.`, 'en')
  expect(long).toMatch(/ word…$/)
  for (const sign of ['🙂', '漢', 'a', '👩🏽‍⚕️', 'e\u0301'])
    for (const before of ['', 'a', 'ab', 'abc']) {
      const cut = firstSentences(before + sign.repeat(800), 'en')
      expect(cut.isWellFormed(), `${before}${sign}`).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(221)
    }
})

test('a file has the fields that were given, and nothing that YAML would read as something else', () => {
  const odd = [
    'yes',
    'null',
    '1.0',
    '2026-11-20',
    '- a',
    'a: b',
    '#x',
    "it's",
    '"q"',
    '@x',
    '%x',
    '{a}',
    '| x',
    'two\nlines',
    '~',
  ]
  const file = textFile({ title: 'T', none: undefined, empty: '', list: [], odd }, '\n\nBody\n\n')
  expect(file).toMatch(/^---\ntitle: T\nodd:\n[\s\S]+\n---\n\nBody\n$/)
  expect(file).not.toMatch(/^(?:none|empty|list):/m)
})

test.each([
  ['en-us', 'en-US'],
  ['pt_BR', 'pt-BR'],
  ['de_DE.UTF-8', 'de-DE'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['iw', 'he'],
  [' FR ', 'fr'],
  ...['', 'english!', 'x', 'en-', '日本語', 'en_', 'sr@latin', undefined].map(
    (tag) => [tag, undefined] as const,
  ),
] as const)('the language %j is %s', (typed, tag) => expect(languageTag(typed)).toBe(tag))

test('what is indented is so by what all of it has', () => {
  expect(dedent('  a\n    b\n\n  c')).toBe('a\n  b\n\nc')
  expect(dedent('a\n  b')).toBe('a\n  b')
  expect(dedent('\n\n')).toBe('\n\n')
})

const xml = [
  '<rss><item><title>Fish & chips &amp; &nbsp; &#38; &bogus</title></item></rss>',
  '<a>1 < 2 and <3 <b>x</c></b></a>',
  '<a><![CDATA[x ]]> y ]]></a><b>]]></b>',
  '<content:encoded><![CDATA[if (a[b[0]]>1)\n<p>]]&gt;</p>]]></content:encoded>\n<wp:x>1</wp:x>',
  '<!-- a -- & < b --><a/>\u0001<b>\ufffe</b>',
  '<a>\n\n<![CDATA[\u0002]]>\n</a>\n</nothing>',
  '<a href="x?a=1&b=2">t</a><![CDATA[never closed & <',
  '<ééé>&</ééé><_x/>< y',
]

test('an export is mended alike, in whatever pieces it comes', () => {
  for (const text of xml) {
    const mend = (pieces: readonly string[]) => {
      const flaws: object[] = []
      const { write, end } = createMender((flaw) => flaws.push(flaw))
      return { out: pieces.map((piece) => write(piece)).join('') + end(), flaws }
    }
    const whole = mend([text])
    for (const size of [1, 2, 3, 5, 7, 11, 17])
      expect(mend(text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []), `${text} by ${size}`).toEqual(
        whole,
      )
    for (let cut = 1; cut < text.length; cut++)
      expect(mend([text.slice(0, cut), text.slice(cut)]), `${text} at ${cut}`).toEqual(whole)
    // Lines stay, and a parser's places with them.
    expect(whole.out.split('\n').length).toBe(text.split('\n').length)
  }
})
