import { domainToASCII } from 'node:url'

/** Longest mail address, in octets: RFC 5321, 4.5.3.1.3, less the angle brackets. */
export const longestAddress = 254

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * One plain mailbox (RFC 5321 Mailbox with a dot-string local part), or undefined. No quoted local part, no group, no
 * comment, no display name, no address literal: each of these lets a visitor name a second recipient to a mail
 * library. An international domain comes back as punycode; a local part outside ASCII is refused, because most
 * servers cannot take it.
 * @param text what was typed, without surrounding space
 * @param options.localHosts takes a host without a dot too (`staff@localhost`): for settings, not for visitors
 */
export function plainAddress(text: string, options: { localHosts?: boolean } = {}): string | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const typedDomain = text.slice(at + 1)
  if (at < 1 || local.length > 64 || !localPart.test(local)) return undefined
  if (/[\s\p{Cc}\p{Cf}/?#:@[\]\\%]/u.test(typedDomain)) return undefined
  const domain = domainToASCII(typedDomain)
  const labels = domain.split('.')
  if (!labels.every((part) => label.test(part))) return undefined
  if (labels.length < 2 && !options.localHosts) return undefined
  if (labels.length > 1 && /^\d+$/.test(labels.at(-1) ?? '')) return undefined
  const address = `${local}@${domain}`
  return address.length <= longestAddress ? address : undefined
}

/** The host of a plain address. */
export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
