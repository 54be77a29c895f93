import type { IncomingMessage } from 'node:http'

/** RFC 3986, 3.2.2. */
const name = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i

export function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let host: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'host') continue
    if (host !== undefined) return false
    host = rawHeaders[index + 1]
  }
  return isHost(host, httpVersion)
}

/** Before HTTP/1.1 a request need not name one (RFC 9110, 7.2). */
export function isHost(host: string | undefined, httpVersion: string): boolean {
  if (host === undefined) return httpVersion !== '1.1'
  if (host === last) return true
  const isOne = name.test(host)
  if (isOne) last = host
  return isOne
}

/** Nearly all requests name the same. */
let last: string | undefined
