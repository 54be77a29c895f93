import type { IncomingMessage } from 'node:http'

/**
 * Whether a post comes from a page of ours (OWASP, "Verifying Origin With Standard Headers"): its Origin, or where that
 * is missing its Referer, is SITE_URL's, or, when that is not set, has the host that the post came to. A client that
 * sends neither is no browser of today; it is taken unless it says itself that it crosses sites.
 */
export function isOwnOrigin(
  request: IncomingMessage,
  site: { siteUrl: string; siteUrlGiven: boolean },
): boolean {
  const { origin, referer, host } = request.headers
  const told = origin ?? referer
  if (request.headers['sec-fetch-site'] === 'cross-site' && origin === undefined) return false
  if (told === undefined) return true
  const given = URL.parse(told)
  if (!given) return false
  if (site.siteUrlGiven) return given.origin === site.siteUrl
  return /^https?:$/.test(given.protocol) && host !== undefined && given.host === hostOf(host, given.protocol)
}

/** A Host header in the form of URL's `host`: lower case, without the default port. */
function hostOf(host: string, protocol: string): string | undefined {
  return URL.parse(`${protocol}//${host}`)?.host
}

/**
 * The client's address: the socket's, or what the nearest of `trusted` proxies wrote into X-Forwarded-For.
 *
 * @param trusted how many proxies in front add to the header
 */
export function clientAddress(request: IncomingMessage, trusted: number): string {
  const socket = request.socket.remoteAddress ?? '-'
  if (trusted === 0) return socket
  const told = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return told.at(-trusted) ?? told[0] ?? socket
}
