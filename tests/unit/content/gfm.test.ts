import { createProcessor, type ProcessorOptions } from '@mdx-js/mdx'
import remarkGfm from 'remark-gfm'
import { expect, test } from 'vitest'
import { furtherSyntax } from '#lib/content/gfm-further.ts'
import { type Format, parseTree } from '#lib/content/mdx.ts'
import { seeded } from '../../support/storm.ts'

/** Boxes and lists of terms, as if the text had both. */
function further(this: { data(): object }): undefined {
  const data: { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] } = this.data()
  const [syntax, tree] = furtherSyntax(':::\n: ').extensions
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...syntax]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), ...tree]
}

const remarkPlugins: ProcessorOptions['remarkPlugins'] = [[remarkGfm, { singleTilde: false }], further]
const whole = {
  mdx: createProcessor({ format: 'mdx', remarkPlugins }),
  md: createProcessor({ format: 'md', remarkPlugins }),
}

/** What addresses, tables and their neighbours are made of. */
const pieces = [
  ...['word ', 'a', '.', ' ', '\n', '\n\n', '- ', '> ', '# ', '*', '~~', '~', '[^1]', '\\', '`', '_', '('],
  ...[
    'www.example.org',
    'WWW.',
    'https://example.org/a',
    'http:',
    'desk@example.org',
    '@',
    '&#64;',
    'a&#64;b.org',
  ],
  ...[
    'mailto:',
    'xmpp:a@b.org',
    '&#119;ww.example.org',
    'htt&#112;s://example.org',
    '&amp;',
    '[a](/b)',
    '](https://c.org)',
  ],
  ...[
    '| a | b |\n| - | - |\n| c | d |\n',
    'a\n:-\nb\n',
    'a\n-:\nb\n',
    'a\n-\nb\n',
    '|',
    '\\|',
    ':-',
    '---\n',
    ':',
  ],
]

test('what is left out for the sake of speed changes nothing that is read', () => {
  const random = seeded(20_261_125)
  const below = (limit: number) => Math.floor(random() * limit)
  for (let round = 0; round < 4000; round++) {
    const text = Array.from({ length: 1 + below(8) }, () => pieces[below(pieces.length)]).join('')
    const format: Format = below(2) ? 'mdx' : 'md'
    const { tree, problems } = parseTree(text, format)
    expect(problems, text).toEqual([])
    expect(tree, text).toEqual(whole[format].parse(text))
  }
})

test.each([
  'See www.example.org',
  'See https://example.org',
  'Write to desk@example.org',
  'Write to desk&#64;example.org',
])('a bare address is a link: %s', (text) => {
  expect(JSON.stringify(parseTree(text, 'mdx').tree)).toContain('"type":"link"')
})

test.each(['| a |\n| - |', 'a\n:-', 'a\n-:'])(
  'a table is a table, however little there is of it: %j',
  (text) => {
    expect(JSON.stringify(parseTree(text, 'mdx').tree)).toContain('"type":"table"')
  },
)
