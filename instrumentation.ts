import { currentRequest } from '#lib/request-context.ts'

/** The framework's hook for what a page throws: our HTTP entry logs it and chooses the status by it. */
export function onRequestError(error: unknown): void {
  const request = currentRequest()
  if (request) request.failure ??= error
}
