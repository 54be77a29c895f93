import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { catalogues, languages } from '#lib/words/languages.ts'

const chunks = fileURLToPath(new URL('../../.next/server/chunks', import.meta.url))

test('the pages have no second copy of the words, nor of what reads articles', () => {
  const texts = readdirSync(chunks, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(chunks, name), 'utf8'))
  expect(texts.length).toBeGreaterThan(20)
  const copied = ['Map keys must be unique', ...languages.map((lang) => catalogues[lang]['content.intro'])]
  expect(copied.filter((part) => texts.some((text) => text.includes(part)))).toEqual([])
})
