import { notFound, permanentRedirect } from 'next/navigation'
import type { Found } from '#lib/content/article.ts'
import { encodedPath } from '#lib/content/path.ts'
import { currentRequest } from '#lib/request-context.ts'

/** What stands at an address; where nothing does, the request ends as moved (308), gone (410) or unknown (404). */
export function findOr404<T>(found: Found<T>): T {
  if (found.kind === 'here') return found.item
  if (found.kind === 'moved') permanentRedirect(encodedPath(found.to))
  const request = currentRequest()
  if (request && found.kind === 'gone') request.status = 410
  notFound()
}
