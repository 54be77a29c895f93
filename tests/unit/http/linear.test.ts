import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { plainAddress } from '#lib/address.ts'
import { slugify } from '#lib/content/slug.ts'
import { containsAll } from '#lib/db/contains.ts'
import { parseEnquiry } from '#lib/enquiries/form.ts'
import { fold } from '#lib/fold.ts'
import { hasInvisible, lengthOf, shownAgain, typedAddress, typedLine, typedText } from '#lib/forms/typed.ts'
import { fillTemplate, templateForm } from '#lib/http/answer-template.ts'
import { packPlain } from '#lib/http/page.ts'
import { encodingOf } from '#lib/http/respond.ts'
import { isQueryTooLong, readTarget } from '#lib/http/target.ts'
import { parseReply } from '#lib/replies/form.ts'
import { maskedPath } from '#lib/routes.ts'
import { clientKey } from '#lib/spam/client-key.ts'
import { verdict } from '#lib/spam/verdict.ts'
import { watchProcessor } from '../../support/processor-time.ts'

// What takes time in the square of a text takes minutes for these; what takes time in proportion, some milliseconds.
const size = 60_000
const tooLong = 1500

const units = [
  ...[' ', '\t', '\r', '\n', '\r\n', ' \t', '\u00a0', '\u200b', '\u0301', '\u0301\u0323', 'a\u0301\u0323'],
  ...['a', '0', '-', '.', '/', '//', '@', ',', ';', ':', '=', '&', '%', '*', '"', '\\', '[', '{', '()', '🙂'],
  ...[
    'a@',
    '@,',
    'a.',
    'a-',
    ', ',
    '; ',
    ';q=',
    'br,',
    'br ;',
    'www.',
    'http://',
    '%41',
    '0,',
    'a=b;',
    '--B',
  ],
]
const texts = units.flatMap((unit) => {
  const long = unit.repeat(size / unit.length)
  return [long, `x${long}x`, `*${long}\u0000`, `/${long}!`, `https://${long}@`]
})

/** The regular expressions written in a file. */
function expressionsIn(file: string): RegExp[] {
  const code = stripTypeScriptTypes(readFileSync(file, 'utf8')).replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')
  const literal =
    /(?<=[=(,:[!&|?;{>]\s*|return\s+)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g
  return [...code.matchAll(literal)].map(([, source = '', flags = '']) => new RegExp(source, flags))
}

const files = [
  ...['lib/http', 'lib/forms', 'lib/spam', 'lib/auth', 'lib/auth', 'lib/enquiries', 'lib/replies'].flatMap(
    (folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`),
  ),
  ...['lib/address.ts', 'lib/unicode.ts', 'lib/db/contains.ts', 'lib/content/slug.ts'],
].map((file) => ({ file, expressions: expressionsIn(file) }))

test('the expressions of the files are found', () => {
  expect(files.flatMap(({ expressions }) => expressions).length).toBeGreaterThan(80)
})

test.each(files.filter(({ expressions }) => expressions.length))(
  'no expression of $file takes time in the square of a text',
  { timeout: 300_000 },
  ({ expressions }) => {
    for (const expression of expressions)
      for (const text of texts) {
        const spent = watchProcessor()
        if (expression.global) text.replace(expression, '')
        else expression.test(text)
        expect(spent(), `${expression} on ${JSON.stringify(text.slice(0, 12))}`).toBeLessThan(tooLong)
      }
  },
)

const template = packPlain('text/html', Buffer.from(''))
const reply = { comment: 'A comment', name: 'Ada', email: 'ada@example.org', website: '' }
const enquiry = { requirements: 'A wish', name: 'Ada', email: 'ada@example.org', phone: '', organisation: '' }
const page = { bytes: { brotli: Buffer.of(), gzip: Buffer.of() } }
const readers: Record<string, (text: string) => unknown> = {
  ...{ typedText, typedLine, typedAddress, shownAgain, hasInvisible, lengthOf, plainAddress, slugify },
  ...{ readTarget, isQueryTooLong, maskedPath, clientKey },
  fold,
  containsAll: (text) => containsAll([sql.ref('name')], text),
  encodingOf: (text) => encodingOf({ ...template, ...page }, text),
  verdict: (text) => verdict({ honeypot: false, text, earlier: false }),
  fillTemplate: (text) =>
    fillTemplate(template, {
      ...templateForm({ name: 'reply', path: '/', state: {} }),
      ...{ path: text, state: { values: { comment: text } } },
    }),
  ...Object.fromEntries(
    Object.keys(reply).map((name) => [
      `reply ${name}`,
      (text: string) => parseReply({ ...reply, [name]: text }),
    ]),
  ),
  ...Object.fromEntries(
    Object.keys(enquiry).map((name) => [
      `enquiry ${name}`,
      (text: string) => parseEnquiry({ ...enquiry, [name]: text }),
    ]),
  ),
}

test.each(Object.keys(readers))(
  'what a visitor sends is taken by %s in proportion to its length',
  { timeout: 300_000 },
  (name) => {
    for (const text of texts) {
      const spent = watchProcessor()
      readers[name]?.(text)
      expect(spent(), JSON.stringify(text.slice(0, 12))).toBeLessThan(tooLong)
    }
  },
)
