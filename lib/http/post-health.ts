import { isUnavailable } from '#lib/db/errors.ts'
import { codeOf } from '#lib/errors.ts'
import type { Finding, HealthCheck } from '#lib/health.ts'

export type PostHealth = { succeeded(): void; failed(error: unknown): void; findings: HealthCheck }

const notStored: Finding = {
  severity: 'problem',
  message: 'The last post could not be stored, for a fault of the database.',
}
const failedHere: Finding = {
  severity: 'warning',
  message: 'The last post failed for an error of the site: see the log.',
}

/** Only a fault of the database is a problem: no visitor may take the site off a load balancer. */
export function watchPosts(): PostHealth {
  let failure: Finding | undefined
  return {
    succeeded() {
      failure = undefined
    },
    failed(thrown) {
      // The check that stores a row tells of it, and sees when it is over, also where nobody posts.
      if (isUnavailable(thrown)) return
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      failure = { ...(isDatabaseFault(error) ? notStored : failedHere), detail: error.message }
    },
    findings() {
      return failure ? [failure] : []
    },
  }
}

/** Not a value that a rule refuses, which hangs on what was sent. */
function isDatabaseFault(error: Error): boolean {
  const isOne = /^(SQLITE_(CORRUPT|NOTADB|ERROR|INTERNAL|SCHEMA|MISUSE)|42...$|XX...$)/.test(codeOf(error))
  return isOne || (error.cause instanceof Error && isDatabaseFault(error.cause))
}
