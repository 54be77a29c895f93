import { afterEach, expect, test } from 'vitest'
import { contrast } from '#lib/contrast.ts'
import { type Block, letterOf } from '#lib/mail/layout.ts'
import { keptSpaces, paragraphsOf } from '#lib/paragraphs.ts'
import { changeTheme, defaultTheme } from '#lib/theme.ts'
import { words } from '#lib/words/words.ts'

const langs = ['en-GB', 'fr-FR', 'de-DE', 'es-ES', 'ar']

const hostile = [
  ...[
    '<b>bold</b>',
    '"quoted" & \'single\'',
    '</blockquote></div></body>',
    '<script>alert(1)</script>',
    '&lt;b&gt;',
  ],
  ...[
    'https://evil.example/',
    '\u202egnp.exe',
    '-- \nA signature',
    '.',
    '> quoted',
    '\r\n\r\nFrom: evil',
    '\u2028',
  ],
  ...['\u0000\u0007', '🙂', 'مرحبا', 'x'.repeat(300), ' two  spaces ', '\ttab', '', '$& $1', '\ud800'],
]

test.each(langs)('in %s whatever a visitor types stays text, and stands behind all that is ours', (lang) => {
  const t = words(lang)
  for (const typed of hostile) {
    const blocks: Block[] = [
      { head: 'Clinic' },
      {
        facts: [
          ['Name', typed],
          ['Page', [typed, ' and ', typed], 'https://example.org/?a=1&b="2"', 'he'],
        ],
      },
      { quote: typed, heading: 'Comment', note: 'A note', lang: 'he' },
      { action: 'Decide', href: 'https://example.org/moderate/x?a=1&b=2' },
      { paragraph: 'Ours at the end' },
    ]
    const { text, html } = letterOf(t, 'A <b> & "c"', blocks)
    expect(html).not.toMatch(/<(?:script|b)>/)
    // Each element is one that we wrote, and each is closed.
    const names = [...html.matchAll(/<(\/?)([a-z]+\d?)\b/g)].map(([, end, name]) => `${end}${name}`)
    const opened = names.filter((name) => !/^\/|^(?:meta|br)$/.test(name)).sort()
    expect(
      names
        .filter((name) => name.startsWith('/'))
        .map((name) => name.slice(1))
        .sort(),
    ).toEqual(opened)
    expect(html.match(/href="[^"]*"/g)).toEqual([
      'href="https://example.org/?a=1&amp;b=&quot;2&quot;"',
      'href="https://example.org/moderate/x?a=1&amp;b=2"',
    ])
    expect(`${html}${text.replaceAll('\r', '\u0007')}`).not.toMatch(/[\u202a-\u202e]|(?![\n\r\t])\p{Cc}/u)
    expect(text.isWellFormed()).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    const last = text.indexOf('Comment')
    for (const ours of ['Clinic', 'Decide', 'Ours at the end']) expect(text.indexOf(ours)).toBeLessThan(last)
  }
})

test.each(langs)('in %s lines of ours are short enough for any mail, and lose no word', (lang) => {
  const words26 = Array.from({ length: 200 }, (_, at) => 'abcdefghij'.repeat(2).slice(0, 1 + ((at * 7) % 19)))
  for (const count of [1, 5, 20, 60, 200]) {
    const paragraph = words26.slice(0, count).join(' ')
    const { text } = letterOf(words(lang), 'S', [{ paragraph }])
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(76)
    expect(text.trim().split(/\s+/).join(' ')).toBe(paragraph)
  }
  const address = `https://example.org/${'x'.repeat(120)}`
  const { text } = letterOf(words(lang), 'S', [{ paragraph: `See ${address} now` }])
  expect(text.split('\n')).toContain(address)
})

test('a mail says its language and its direction, and of a value in another one that one', () => {
  const arabic = letterOf(words('ar'), 'S', [{ facts: [['T', 'שלום', undefined, 'he']] }]).html
  expect(arabic).toMatch(/<html lang="ar" dir="rtl">/)
  expect(arabic).toContain('<bdi lang="he" dir="rtl">שלום</bdi>')
  const english = letterOf(words('en-GB'), 'S', [{ quote: 'x', heading: 'h' }]).html
  expect(english).toMatch(/<html lang="en-GB">/)
  expect(english).toContain('border-left')
  expect(letterOf(words('ar'), 'S', [{ quote: 'x', heading: 'h' }]).html).toContain('border-right')
})

afterEach(() => changeTheme(defaultTheme))

test('a button can be read in whatever accent, and its edge is seen on white and on black', () => {
  for (let colour = 0; colour < 0x1000000; colour += 0x0a5a5a) {
    const accent = `#${colour.toString(16).padStart(6, '0')}`
    changeTheme({ ...defaultTheme, light: { ...defaultTheme.light, accent } })
    const { html } = letterOf(words(), 'S', [{ action: 'Go', href: 'https://example.org/' }])
    const [, edge = '', ground = '', label = ''] =
      /border:2px solid (#\w{6}).*background:(#\w{6});color:(#\w{6})/.exec(html) ?? []
    expect(ground).toBe(accent)
    expect(contrast(label, ground)).toBeGreaterThanOrEqual(4.5)
    for (const paper of ['#ffffff', '#000000']) expect(contrast(edge, paper)).toBeGreaterThanOrEqual(3)
  }
})

test('paragraphs, their lines and their spaces are those that were typed', () => {
  expect(paragraphsOf('a\nb\n\nc\n\n\n\nd\n')).toEqual([['a', 'b'], ['c'], ['', '', 'd']])
  expect(paragraphsOf('\n\n a\r\n\r\nb')).toEqual([[' a'], ['b']])
  expect(['', '\n', ' \n\t\n'].map(paragraphsOf)).toEqual([[], [], []])
  for (const line of ['a', 'a b', ' a', '  a', 'a  b', 'a   b    c', '\ta', '\t\ta b', 'a  ']) {
    const kept = keptSpaces(line)
    expect(kept.replaceAll('\u00a0', ' ')).toBe(line.replaceAll('\t', '    '))
    // A reader of HTML takes nothing away of it.
    expect(kept).not.toMatch(/^ | {2}/)
  }
})

/** WCAG 2.2, “contrast ratio”: values as its own tools tell them. */
test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
  ['#777777', '#ffffff', 4.48],
  ['#949494', '#ffffff', 3.03],
  ['#595959', '#ffffff', 7],
  ['#ff0000', '#ffffff', 4],
  ['#0000ff', '#ffffff', 8.59],
  ['#00ff00', '#000000', 15.3],
  ['#808080', '#000000', 5.32],
])('%s on %s has a contrast of %d', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1)
  expect(contrast(other, one)).toBe(contrast(one, other))
})
