import { encodedPath } from '#lib/content/path.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import { rulesAt } from '#lib/routes.ts'
import { RenderTimeout } from './deadline.ts'
import type { FinishedPage } from './html.ts'
import type { FrameworkAnswer } from './renderer.ts'

// What reading a page and taking a form have in common.

/** Pages for one reader only: never kept, never indexed, and their address is told to nobody. */
export const forOne = { test: (path: string) => rulesAt(path).audience !== 'everyone' }

/** The only pages that set a cookie. */
export const desk = { test: (path: string) => rulesAt(path).setsCookies }

/**
 * Referrer `same-origin`, not `no-referrer`: with that a browser would send `Origin: null` with the page's own post. The
 * opener policy is for these pages alone: it makes the browser start another process for the page that has it.
 */
export const privateHeaders = {
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** What the framework is asked for: the path with its escapes, and the query as it came. */
export function targetOf(path: string, query: string): string {
  return encodedPath(path) + (query && `?${query}`)
}

/** What an answer of the desk says beside its body. No other page of ours sets a cookie or is to be saved. */
export function deskHeaders({ cookies, disposition }: FrameworkAnswer): NonNullable<FinishedPage['headers']> {
  return {
    ...(cookies.length && { 'Set-Cookie': cookies }),
    ...(disposition && { 'Content-Disposition': disposition }),
  }
}

/** 503 where trying again helps, or will soon. */
export function failureStatus(cause: unknown): 500 | 503 {
  return isUnavailable(cause) || cause instanceof RenderTimeout ? 503 : 500
}
