import { createHash } from 'node:crypto'

/** An SVG that is opened by itself must not run scripts or load anything. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

export function policyWith(inline: { scripts?: string[]; styles?: string[]; hasMedia?: boolean }): string {
  const hashes = (texts: string[] = []) =>
    texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ')
  return [
    "default-src 'none'",
    `script-src ${hashes(inline.scripts) || "'none'"}`,
    `style-src ${hashes(inline.styles) || "'self'"}`,
    "img-src 'self' data:",
    ...(inline.hasMedia ? ["media-src 'self'"] : []),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
