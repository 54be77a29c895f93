import { plainDigits } from './fold.ts'

/** Encoded, since an address may hold `?` and `&` and so add a header such as a blind copy (RFC 6068, 2). */
export function mailtoLink(address: string, subject?: string): string {
  const to = address.split('@').map(encodeURIComponent).join('@')
  return `mailto:${to}${subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`}`
}

/** RFC 3966, without an extension, a second number, or the `(0)` that is dialled only inside the country. */
export function telephoneLink(typed: string | undefined): string | undefined {
  const [first = ''] = plainDigits(typed ?? '')
    .trim()
    .split(/\p{L}|[#,;]| \/ /u)
  const plus = /^[(\s]*\+/.test(first) ? '+' : ''
  const isFromAbroad = plus || /^0\s?0/.test(first)
  const digits = (isFromAbroad ? first.replace(/\(\s*0\s*\)/, '') : first).replace(/\D/g, '')
  // E.164 has 15 at most: what is longer is two numbers.
  return digits.length < 3 || digits.length > 15 ? undefined : `tel:${plus}${digits}`
}
