import { expect, test } from 'vitest'
import { goneWorker, offlineWorker } from '#lib/offline-worker.ts'
import { languages } from '#lib/words/languages.ts'
import { words } from '#lib/words/words.ts'

test.each(languages)('the worker has at most 2,000 bytes in %s, and is a program', (language) => {
  const text = offlineWorker({ line: words(language)('offline.form'), version: '0123456789ab' })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000)
  expect(() => new Function(text)).not.toThrow()
  expect(() => new Function(goneWorker)).not.toThrow()
})

test.each([
  ['many words', 'لا يوجد اتصال بالإنترنت. '.repeat(40)],
  ['one word', 'ö'.repeat(3_000)],
  ['what is escaped', `"<'& `.repeat(300)],
])('a long line of one’s own is cut: %s', (_, line) => {
  const text = offlineWorker({ line, version: '0123456789ab' })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000)
  expect(text).toContain('…</p>')
  expect(() => new Function(text)).not.toThrow()
})

test('a line of one’s own breaks neither the page nor the worker', () => {
  const text = offlineWorker({ line: `"</p>" ' \\ <script>`, version: '' })
  expect(() => new Function(text)).not.toThrow()
  expect(text).not.toContain('<script>')
})
