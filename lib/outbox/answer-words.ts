import type { Words } from '#lib/words/words.ts'

const ours = [
  [/^The recipient is not one plain address$/, 'outbox.answer.recipient'],
  [/^It cannot be written: what is kept of it is damaged$/, 'outbox.answer.damaged'],
  [/^It cannot be written: (?<error>.*)$/s, 'outbox.answer.unwritable'],
  [
    /^The mail server’s certificate is not accepted \((?<code>.*?)\): (?<error>.*)$/s,
    'outbox.answer.certificate',
  ],
] as const

/** What became of a mail is kept in English for the log, a server’s own words as they came: ours are known by their text. */
export function answerInWords(kept: string, t: Words): string {
  for (const [pattern, key] of ours) {
    const found = pattern.exec(kept)
    const { code = '', error = '' } = found?.groups ?? {}
    if (found) return t(key, { code, error })
  }
  return kept
}
