import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

/** Bytes, and milliseconds. */
const largest = 60e6
const patience = 30_000

/** @param isOwn of the old site's own host, which may stand within the same network */
export async function fetchFile(
  address: string,
  isOwn: (address: string) => boolean,
): Promise<{ bytes: Buffer } | { problem: string }> {
  try {
    const signal = AbortSignal.timeout(patience)
    let url = new URL(address.replace(/^\/\//, 'https://'))
    for (let hops = 0; hops < 6; hops++) {
      if (!/^https?:$/.test(url.protocol)) return { problem: 'no web address' }
      if (!isOwn(url.href) && (await isWithin(url.hostname)))
        return { problem: 'an address within a network' }
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: { 'user-agent': 'Broadsheet import' },
      })
      const to = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && to) {
        await response.body?.cancel()
        url = new URL(to, url)
        continue
      }
      if (!response.ok || !response.body) return { problem: `answer ${response.status}` }
      const parts: Uint8Array[] = []
      let size = 0
      for await (const part of response.body) {
        size += part.byteLength
        if (size > largest) return { problem: 'more than 60 MB' }
        parts.push(part)
      }
      return { bytes: Buffer.concat(parts) }
    }
    return { problem: 'too many redirects' }
  } catch (error) {
    return {
      problem:
        error instanceof Error
          ? error.cause instanceof Error
            ? error.cause.message
            : error.message
          : 'no answer',
    }
  }
}

/** An export may name whatever it likes: a router, a database beside it. */
async function isWithin(host: string): Promise<boolean> {
  const all = await lookup(host.replace(/^\[|\]$/g, ''), { all: true })
  return all.some(({ address }) => ipaddr.process(address).range() !== 'unicast')
}
