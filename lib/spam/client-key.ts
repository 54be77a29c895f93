import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** By the /64 of an IPv6 address, as a household has any number in it; a port may follow (RFC 7239, 6). */
export function clientKey(address: string): string {
  return networkIn(withoutPort(address.trim()).replace(/%.*$/, ''), { ipv4: 32, ipv6: 64 })
}

export function networkOf(client: string): string {
  return networkIn(client.replace(/\/\d+$/, ''), { ipv4: 24, ipv6: 48 })
}

function withoutPort(address: string): string {
  const [, bracketed, bare] = /^(?:\[([^[\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(address) ?? []
  return bracketed ?? bare ?? address
}

function networkIn(text: string, bits: { ipv4: number; ipv6: number }): string {
  // `ipaddr.js` reads shorter and octal forms too.
  if (!isIP(text)) return 'unknown'
  const address = ipaddr.process(text)
  const kind = address.kind()
  if (bits[kind] === 32) return address.toString()
  const network = (kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(
    `${address}/${bits[kind]}`,
  )
  return `${network}/${bits[kind]}`
}
