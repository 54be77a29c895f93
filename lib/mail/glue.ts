import type { Words } from '#lib/words/words.ts'

type WithUrl = 'mail.acknowledgement.entered' | 'mail.sign-in.asked' | 'mail.test.arrives'

/** Not as a value: the sign that isolates one in an Arabic sentence would become a part of the link. */
export function withUrl(key: WithUrl, url: string, t: Words): string {
  return t.rich(key, { url: () => url }).join('')
}

/** `A, B, C`. */
export function withComma(items: readonly string[], t: Words): string {
  const [head = '', ...more] = items
  return more.reduce((first, then) => t('mail.comma', { first, then }), head)
}
