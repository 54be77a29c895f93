import { createHash } from 'node:crypto'

/** An SVG that is opened by itself must not run scripts or load anything. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** @param named.files the digests of scripts that the page may load, as their `integrity` says */
export function policyWith(named: {
  scripts?: string[]
  files?: string[]
  styles?: string[]
  hasMedia?: boolean
}): string {
  const hashes = (texts: string[] = []) =>
    texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ')
  const files = (named.files ?? []).map((digest) => `'${digest}'`)
  return [
    "default-src 'none'",
    `script-src ${[hashes(named.scripts), ...files].filter(Boolean).join(' ') || "'none'"}`,
    `style-src ${hashes(named.styles) || "'self'"}`,
    "img-src 'self' data:",
    ...(named.hasMedia ? ["media-src 'self'"] : []),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
