import { isIP } from 'node:net'
import { parseConnectionUrl } from 'nodemailer/lib/shared'

export type Server = ReturnType<typeof parseConnectionUrl>

/** The offer of STARTTLS could be taken away on the way (RFC 3207, 6); `?requireTLS=false` allows that. */
export function readServer(smtpUrl: string): Server {
  const server = parseConnectionUrl(smtpUrl)
  const { auth, secure, requireTLS, host = '' } = server
  if (!auth || secure || requireTLS !== undefined || isLoopback(host)) return server
  return { ...server, requireTLS: true }
}

function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost')
}
