import type { IncomingMessage } from 'node:http'

/** OWASP, "Verifying Origin With Standard Headers": a client that sends none of them is no browser, and is taken. */
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

/** Lower case, without the default port. */
function hostOf(host: string, protocol: string): string | undefined {
  return URL.parse(`${protocol}//${host}`)?.host
}

/** @param trusted how many proxies in front add to X-Forwarded-For */
export function clientAddress(request: IncomingMessage, trusted: number): string {
  const socket = request.socket.remoteAddress ?? '-'
  if (trusted === 0) return socket
  const told = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return told.at(-trusted) ?? told[0] ?? socket
}
