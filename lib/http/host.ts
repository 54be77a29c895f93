import type { IncomingMessage } from 'node:http'

/** A registered name or an address, with or without a port (RFC 3986, 3.2.2). */
const name = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i

/** Whether a request names its host as it has to: once, and as a host; before HTTP/1.1 it need not (RFC 9110, 7.2). */
export function namesOneHost({ rawHeaders, headers, httpVersion }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion !== '1.1'
  const lines = rawHeaders.filter((word, index) => index % 2 === 0 && word.toLowerCase() === 'host')
  return lines.length === 1 && name.test(headers.host)
}
