import { expect, test } from 'vitest'
import { sortFailure } from '#lib/mail/smtp-errors.ts'
import { answerInWords } from '#lib/outbox/answer-words.ts'
import { words } from '#lib/words/words.ts'
import { englishIn } from '../../support/english.ts'

const certificate = sortFailure(
  Object.assign(new Error('expired in May'), { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }),
  'before',
).answer

const ours = [
  'The recipient is not one plain address',
  'It cannot be written: what is kept of it is damaged',
  'It cannot be written: no space\nleft',
  certificate,
]

test.each(ours)('%j is told in the language of the desk, with what a machine said in it', (kept) => {
  for (const language of ['fr', 'de', 'es', 'ar'] as const) {
    const told = answerInWords(kept, words(language))
    expect(told).not.toBe(kept)
    const said = ['no space\nleft', 'expired in May', 'CERT_HAS_EXPIRED'].filter((one) => kept.includes(one))
    for (const one of said) expect(told).toContain(one)
    const without = said.reduce((text, one) => text.replace(one, ''), told)
    expect(englishIn(without, language)).toEqual([])
  }
})

test.each(['550 5.1.1 no such user', 'It cannot be', '', 'He said: The recipient is not one plain address'])(
  'the words of a server stay: %j',
  (kept) => {
    expect(answerInWords(kept, words('de'))).toBe(kept)
  },
)
