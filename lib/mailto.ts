/**
 * A `mailto:` link to one address. Each part is encoded: an address may hold `?` and `&`, which would otherwise add a
 * header such as a blind copy (RFC 6068, 2).
 *
 * @param address one plain address
 */
export function mailtoLink(address: string, subject?: string): string {
  const to = address.split('@').map(encodeURIComponent).join('@')
  return `mailto:${to}${subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`}`
}
