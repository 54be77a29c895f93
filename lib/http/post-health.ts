import { codeOf, isUnavailable } from '#lib/db/errors.ts'
import type { HealthCheck } from '#lib/health.ts'

/** What became of the last post that was ours to store, for `/readyz`. */
export type PostHealth = { succeeded(): void; failed(error: unknown): void; findings: HealthCheck }

/**
 * A row that can be stored in one table proves nothing for the others: while posts fail by a fault of the database, the
 * site is not ready, until one succeeds. A database that is away or full is left to the check that stores a row: it sees
 * when that is over, also where nobody sends a post. Any other fault may hang on what was sent, and is only a warning:
 * whoever finds one must not be able to take the site off a load balancer.
 */
export function watchPosts(): PostHealth {
  let failure: { isDatabase: boolean; error: Error } | undefined
  return {
    succeeded() {
      failure = undefined
    },
    failed(thrown) {
      if (isUnavailable(thrown)) return
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      failure = { isDatabase: isDatabaseFault(error), error }
    },
    findings() {
      if (!failure) return []
      const { isDatabase, error } = failure
      return [
        isDatabase
          ? {
              severity: 'problem',
              message: 'The last post could not be stored, for a fault of the database.',
              detail: error.message,
            }
          : {
              severity: 'warning',
              message: 'The last post failed for an error of the site: see the log.',
              detail: error.message,
            },
      ]
    },
  }
}

/** Damage, a missing table, an internal error; not a value that a rule refuses, which hangs on what was sent. */
function isDatabaseFault(error: Error): boolean {
  const isOne = /^(SQLITE_(CORRUPT|NOTADB|ERROR|INTERNAL|SCHEMA|MISUSE)|42...$|XX...$)/.test(codeOf(error))
  return isOne || (error.cause instanceof Error && isDatabaseFault(error.cause))
}
