import { expect, test } from 'vitest'
import { formatAnnotation, formatDiagnostic } from '#lib/content/lint/format.ts'

const fault = { file: 'content/articles/x.mdx', line: 2, column: 8, message: 'the text has a colon in it' }

test('a fault is one line that editors and terminals understand', () => {
  expect(formatDiagnostic(fault)).toBe('content/articles/x.mdx:2:8: the text has a colon in it')
})

test('with its source the line stands below, and a caret at the place', () => {
  expect(formatDiagnostic(fault, { source: '---\r\ntitle: A: b\r\n---\r\n' })).toBe(
    'content/articles/x.mdx:2:8: the text has a colon in it\n  2 | title: A: b\n    |        ^',
  )
})

test('tabs and wide letters keep the caret in its place', () => {
  const told = (source: string, column: number) =>
    formatDiagnostic({ ...fault, line: 1, column }, { source })
      .split('\n')
      .at(-1)
  expect(told('\ttab: x', 2)).toBe('    | \t^')
  expect(told('健康 <5', 4)).toBe('    |      ^')
})

test('a long line is cut around the place', () => {
  const [, line = '', caret = ''] = formatDiagnostic(
    { ...fault, line: 1, column: 301 },
    { source: `${'a'.repeat(300)}<${'b'.repeat(300)}` },
  ).split('\n')
  expect(line.length).toBeLessThan(120)
  expect(line[caret.indexOf('^')]).toBe('<')
})

test('nothing in a file can steer the terminal', () => {
  expect(formatDiagnostic(fault, { source: '\n\u001b[2Jtitle: x\n' })).not.toContain('\u001b')
})

test('colours come only when they are asked for', () => {
  expect(formatDiagnostic(fault, { source: 'a\nb: c: d', colour: true })).toContain('\u001b[31m^')
})

test('an annotation escapes what its form uses', () => {
  expect(formatAnnotation({ file: 'content/a,b.mdx', line: 3, column: 1, message: '100 %\nof: it' })).toBe(
    '::error file=content/a%2Cb.mdx,line=3,col=1::100 %25%0Aof: it',
  )
})
