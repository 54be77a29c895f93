import { domainToASCII } from 'node:url'

/** Octets: RFC 5321, 4.5.3.1.3, less the angle brackets. */
export const longestAddress = 254

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** RFC 5321's dot-string mailbox alone, as punycode: all else in its grammar may name a second recipient. */
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

export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
