import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { encodedPath } from '#lib/content/path.ts'
import { type Styles, withStylesInside } from './styles.ts'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** A page, feed or file ready to be sent: the same bytes for everyone. */
export type FinishedPage = {
  status: number
  type: string
  /** Compressed once, or as it is where compression gains nothing; a file too large for that is read as it is sent. */
  bytes: { brotli: Buffer; gzip: Buffer } | { plain: Buffer } | { file: string }
  /** Strong validator of the uncompressed bytes, without quotes. */
  etag: string
  policy: string
  /** Where it is to be found instead, for a redirect. */
  location?: string
  /** For this page alone: Set-Cookie, Content-Disposition. */
  headers?: Record<string, string | string[]>
}

/**
 * Makes of the framework's document what is sent. With `problem` the page tells a failure: `Error: ` then stands first
 * in its title.
 */
export type Finish = (html: string, options?: { problem?: boolean }) => { html: string; policy: string }

/**
 * Finishes what the framework rendered: none of its scripts and none of its data go out, because the pages work
 * without them; what remains executable is our own inline script, named by its hash in the page's policy.
 *
 * @param styles the stylesheets of the build
 */
export function finishWith(styles: Styles): Finish {
  return (html, options = {}) => {
    const { html: finished, scripts } = withoutFramework(titled(withStylesInside(html, styles), options))
    return {
      html: finished,
      policy: policyWith({ scripts, styles: stylesIn(finished) }),
    }
  }
}

/** Texts of all styles that stand in a page: those of the build, and a picture's focus. */
function stylesIn(html: string): string[] {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text)
}

function withoutFramework(html: string): { html: string; scripts: string[] } {
  const scripts: string[] = []
  const finished = html
    .replace(/<script\b([^>]*)>([\s\S]*?)<\/script>/g, (whole, attributes: string, text: string) => {
      if (/\btype="application\/ld\+json"/.test(attributes)) return whole
      const isForesight = /\btype="speculationrules"/.test(attributes)
      if (!isForesight && !/\bdata-own\b/.test(attributes)) return ''
      scripts.push(text)
      return isForesight ? whole : `<script>${text}</script>`
    })
    // Styles too: what the page needs stands in it, and what the framework foresees is another page's.
    .replace(/<link\b[^>]*\bas="(?:script|style)"[^>]*>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replaceAll('<div hidden=""></div>', '')
    // Forms are known by their names: what the framework would know them by stays here.
    .replace(/<input type="hidden" name="\$ACTION_[^>]*>/g, '')
  return { html: finished, scripts }
}

/** In development the framework's scripts stay, for hot reload, and so no policy can be named. */
export function finishForDevelopment(script: string): Finish {
  return (html, options = {}) => {
    const finished = titled(html, options).replace('</body>', `<script>${script}</script></body>`)
    return { html: finished, policy: '' }
  }
}

export function titled(html: string, { problem }: { problem?: boolean }): string {
  return problem ? html.replace(/<title>(?!Error: )/, '<title>Error: ') : html
}

/** From 7 on a page takes up to ten times as long, and 32 MB for a moment, to become not one per cent smaller. */
const brotliQuality = 6

/** Compresses a finished text once for all who will read it. */
export async function pack(
  status: number,
  type: string,
  text: string,
  rest: Partial<Pick<FinishedPage, 'policy' | 'location' | 'headers'>> = {},
): Promise<FinishedPage> {
  const bytes = Buffer.from(text)
  const [brotliBytes, gzipBytes] = await Promise.all([
    brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        [constants.BROTLI_PARAM_LGWIN]: windowFor(bytes.length),
      },
    }),
    gzipped(bytes, { level: 9 }),
  ])
  return {
    status,
    type,
    bytes: { brotli: inOwnMemory(brotliBytes), gzip: inOwnMemory(gzipBytes) },
    etag: validator(bytes),
    policy: policyWith({}),
    ...rest,
  }
}

/** Bits of the window that a text of so many bytes fills: a larger one takes megabytes and gains nothing. */
function windowFor(length: number): number {
  const { BROTLI_MIN_WINDOW_BITS: least, BROTLI_DEFAULT_WINDOW: most } = constants
  return Math.min(Math.max(Math.ceil(Math.log2(length + 1)), least), most)
}

/** A copy in memory of its own size: zlib's pieces, and those of Node's pool, keep up to 64 kB alive. */
export function inOwnMemory(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}

/** A finished file whose bytes are compressed already, such as a picture. */
export function packPlain(type: string, bytes: Buffer): FinishedPage {
  return { status: 200, type, bytes: { plain: bytes }, etag: validator(bytes), policy: filePolicy }
}

/** A redirect for good. @param to a path, not yet escaped @param query as it came */
export function movedTo(to: string, query = ''): FinishedPage {
  const [type, bytes] = ['text/html; charset=utf-8', Buffer.alloc(0)]
  return {
    status: 308,
    type,
    bytes: { plain: bytes },
    etag: '',
    policy: policyWith({}),
    location: encodedPath(to) + (query && `?${query}`),
  }
}

/** A finished file that stays on the disk. @param state what changes with its content */
export function onDisk(type: string, file: string, state: string): FinishedPage {
  return {
    status: 200,
    type,
    bytes: { file },
    etag: validator(Buffer.from(state)),
    policy: filePolicy,
  }
}

/** An SVG that is opened by itself must not run scripts or load anything. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

function validator(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
}

/** Content-Security-Policy (Level 3) of a page of ours; what stands inline is named by its hash. */
function policyWith(inline: { scripts?: string[]; styles?: string[] }): string {
  const hashes = (texts: string[] = []) =>
    texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ')
  return [
    "default-src 'none'",
    `script-src ${hashes(inline.scripts) || "'none'"}`,
    `style-src ${hashes(inline.styles) || "'self'"}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
