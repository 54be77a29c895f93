import { isIP } from 'node:net'
import { parseConnectionUrl } from 'nodemailer/lib/shared'

export type Server = ReturnType<typeof parseConnectionUrl>

/**
 * A mail server out of SMTP_URL. A login and the sign-in links of the staff do not leave the machine in clear:
 * whoever stands between could take the server's offer of STARTTLS away (RFC 3207, 6). `?requireTLS=false` allows it.
 */
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
