/**
 * A `mailto:` link to one address. Each part is encoded: an address may hold `?` and `&`, which would otherwise add a
 * header such as a blind copy (RFC 6068, 2).
 * @param address one plain address
 */
export function mailtoLink(address: string, subject?: string): string {
  const to = address.split('@').map(encodeURIComponent).join('@')
  return `mailto:${to}${subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`}`
}

/**
 * A `tel:` link to a number as people write it (RFC 3966). What follows the number, such as an extension or a second
 * one, is no part of it; neither is the `(0)` that is dialled only without the country's code.
 * @returns undefined when there is no number in it that can be dialled
 */
export function telephoneLink(typed: string | undefined): string | undefined {
  const [first = ''] = (typed ?? '').trim().split(/\p{L}|[#,;]| \/ /u)
  const plus = first.startsWith('+') ? '+' : ''
  const digits = (plus ? first.replace('(0)', '') : first).replace(/\D/g, '')
  // E.164 has 15 at most: what is longer is two numbers.
  return digits.length < 3 || digits.length > 15 ? undefined : `tel:${plus}${digits}`
}
