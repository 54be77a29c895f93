import { isIP } from 'node:net'

/** Counts the posts of each client within the last minute. */
export type PostCounter = {
  /**
   * Counts one post, unless there were too many.
   *
   * @returns whole seconds until the next one is taken; 0 when this one is
   */
  count(client: string): number
}

const minute = 60_000

/**
 * A counter in memory, with a window that slides: a refused post does not count, so that whoever waits as long
 * as told is heard again.
 *
 * @param options.now milliseconds of a clock that is never set
 * @param options.most posts taken from one client in a minute
 * @param options.clients how many clients are remembered; the one silent for longest is forgotten first
 */
export function createPostCounter(options: {
  now: () => number
  most?: number
  clients?: number
}): PostCounter {
  const { now, most = 120, clients = 5_000 } = options
  const posts = new Map<string, number[]>()
  return {
    count(client) {
      const at = now()
      const recent = (posts.get(client) ?? []).filter((time) => time > at - minute)
      const [oldest = at] = recent
      const taken = recent.length < most
      if (taken) recent.push(at)
      // Set anew, so that the map stays in the order of the last post.
      posts.delete(client)
      posts.set(client, recent)
      const [quietest] = posts.keys()
      if (posts.size > clients && quietest !== undefined) posts.delete(quietest)
      return taken ? 0 : Math.max(1, Math.ceil((oldest + minute - at) / 1000))
    },
  }
}

/**
 * What one client is known by: an IPv4 address, the /64 of an IPv6 one (a household has as many addresses in it
 * as it likes), the IPv4 address inside a mapped one. `unknown` for anything else.
 *
 * @param address as a socket or a proxy names it: some proxies write `address:port` or `[v6]:port` (RFC 7239, 6)
 */
export function clientKey(address: string): string {
  const plain = withoutPort(address.trim()).replace(/%.*$/, '')
  const version = isIP(plain)
  if (version === 4) return plain
  if (version !== 6) return 'unknown'
  const groups = groupsOf(plain)
  const [a, b, c, d, e, f, g = 0, h = 0] = groups
  if (!a && !b && !c && !d && !e && f === 0xffff) return [g >> 8, g & 255, h >> 8, h & 255].join('.')
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${canonical(`${network.join(':')}::`)}/64`
}

function withoutPort(address: string): string {
  const [, bracketed, bare] = /^(?:\[([^[\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(address) ?? []
  return bracketed ?? bare ?? address
}

/**
 * The network that a client's key belongs to, too large to tell one household from another: the /24 of an IPv4
 * address, the /48 of an IPv6 one. `unknown` for anything else.
 */
export function networkOf(client: string): string {
  const address = client.replace(/\/\d+$/, '')
  if (isIP(address) === 4) return address.replace(/\.\d+$/, '.0/24')
  if (isIP(address) !== 6) return 'unknown'
  const network = groupsOf(address).slice(0, 3)
  return `${canonical(`${network.map((group) => group.toString(16)).join(':')}::`)}/48`
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = canonical(address).split('::')
  const read = (part: string) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : [])
  if (tail === undefined) return read(head)
  const [before, after] = [read(head), read(tail)]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

/** An IPv6 address in its shortest form, in hexadecimal digits only. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}
