import type { IncomingMessage } from 'node:http'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import { clientKey } from '#lib/spam/client-key.ts'
import { clientAddress } from './origin.ts'

export function createClients(trusted: number, log: Log) {
  let fault: string | undefined
  let isLogged = false
  return {
    keyOf(request: IncomingMessage): string {
      const header = request.headers['x-forwarded-for']
      const key = clientKey(clientAddress(request, trusted))
      if (trusted > 0) {
        if (header === undefined) fault = 'sends no X-Forwarded-For'
        else fault = key === 'unknown' ? 'writes no address into X-Forwarded-For' : undefined
      }
      if (fault !== undefined && !isLogged) {
        isLogged = true
        log.warn(`${warning(fault)} ${remedy}`)
      }
      return key
    },
    /** Warns while the proxy in front does not say whom it speaks for: all visitors then share one limit. */
    check: (): Finding[] =>
      fault === undefined ? [] : [{ severity: 'warning', message: warning(fault), detail: remedy }],
  }
}

function warning(fault: string): string {
  return `The proxy in front ${fault}, so all visitors count as one, and share one limit of messages.`
}

const remedy = 'Let the proxy add the client’s address to X-Forwarded-For, or set TRUST_PROXY to 0.'
