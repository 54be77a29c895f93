import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { encodedPath } from '#lib/content/path.ts'
import { type Styles, withStylesInside } from './styles.ts'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** The hidden fields that the framework needs to run a form's action, and the names people type into. */
export type PageForm = { action: string; hidden: [name: string, value: string][]; names: Set<string> }

/** A page, feed or file ready to be sent: the same bytes for everyone. */
export type FinishedPage = {
  status: number
  type: string
  /** Compressed once, or as it is where compression gains nothing; a file too large for that is read as it is sent. */
  bytes: { brotli: Buffer; gzip: Buffer } | { plain: Buffer } | { file: string }
  /** Strong validator of the uncompressed bytes, without quotes. */
  etag: string
  policy: string
  forms: PageForm[]
  /** Where it is to be found instead, for a redirect. */
  location?: string
  /** For this page alone: Set-Cookie, Content-Disposition. */
  headers?: Record<string, string | string[]>
}

/**
 * Makes of the framework's document what is sent. With `problem` the page tells a failure: `Error: ` then stands first
 * in its title.
 */
export type Finish = (
  html: string,
  options?: { problem?: boolean },
) => { html: string; policy: string; forms: PageForm[] }

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
      forms: withoutDocument(formsOf(finished)),
    }
  }
}

/** Texts of all styles that stand in a page: those of the build, and a picture's focus. */
function stylesIn(html: string): string[] {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text)
}

/** A copy: a part of a text keeps all of it in memory, and these stay for as long as their page is kept. */
function withoutDocument(forms: PageForm[]): PageForm[] {
  return structuredClone(forms)
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
    .replace(/<form\b[\s\S]*?<\/form>/g, withoutState)
  return { html: finished, scripts }
}

/**
 * The state of the form before travels in a hidden field, everything that was typed included; nothing here reads it,
 * and a long text would soon make the next post too large.
 */
function withoutState(form: string): string {
  if (!form.includes('name="$ACTION_KEY"')) return form
  return form.replace(/(name="\$ACTION_\d+:1" value=")([^"]*)"/, (whole, before: string, value: string) => {
    const bound: unknown = JSON.parse(unescaped(value))
    if (!Array.isArray(bound)) return whole
    return `${before}${JSON.stringify([...bound.slice(0, -1), {}])
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;')}"`
  })
}

/** In development the framework's scripts stay, for hot reload, and so no policy can be named. */
export function finishForDevelopment(script: string): Finish {
  return (html, options = {}) => {
    const finished = titled(html, options).replace('</body>', `<script>${script}</script></body>`)
    return { html: finished, policy: '', forms: formsOf(finished) }
  }
}

function titled(html: string, { problem }: { problem?: boolean }): string {
  return problem ? html.replace(/<title>(?!Error: )/, '<title>Error: ') : html
}

/** From 7 on a page takes up to ten times as long, and 32 MB for a moment, to become not one per cent smaller. */
const brotliQuality = 6

/** Compresses a finished text once for all who will read it. */
export async function pack(
  status: number,
  type: string,
  text: string,
  rest: Partial<Pick<FinishedPage, 'policy' | 'forms' | 'location' | 'headers'>> = {},
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
    forms: [],
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
  return { status: 200, type, bytes: { plain: bytes }, etag: validator(bytes), policy: filePolicy, forms: [] }
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
    forms: [],
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
    forms: [],
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

function formsOf(html: string): PageForm[] {
  const elsewhere = controlsIn(html).filter(({ form }) => form)
  return [...html.matchAll(/<form\b([^>]*\bmethod="POST"[^>]*)>([\s\S]*?)<\/form>/gi)].map(
    ([, attributes = '', inside = '']) => {
      const id = attribute(attributes, 'id')
      const controls = [
        ...controlsIn(inside).filter(({ form }) => !form),
        ...elsewhere.filter(({ form }) => form === id),
      ]
      const hidden = controls
        .filter(({ tag, name }) => tag === 'input' && name?.startsWith('$ACTION_'))
        .map(({ name, value }): [string, string] => [name ?? '', value])
      const names = controls.flatMap(({ name }) => (name && !name.startsWith('$ACTION_') ? [name] : []))
      return { action: actionOf(hidden) ?? '', hidden, names: new Set(names) }
    },
  )
}

type Control = { tag: string; name: string | undefined; value: string; form: string | undefined }

/** What can be filled in or pressed; `form` is the id of the form it belongs to, where it stands outside of it. */
function controlsIn(html: string): Control[] {
  return [...html.matchAll(/<(input|textarea|select|button)\b([^>]*)>/g)].map(
    ([, tag = '', attributes = '']) => {
      const name = attribute(attributes, 'name')
      // What was typed may be long, and nobody needs it.
      const value = name?.startsWith('$ACTION_') ? attribute(attributes, 'value') : undefined
      return { tag, name, value: value ?? '', form: attribute(attributes, 'form') }
    },
  )
}

/** The id of the action that a form's hidden fields name, or undefined when they name none. */
export function actionOf(hidden: readonly [string, string][]): string | undefined {
  for (const [name, value] of hidden) {
    const plain = /^\$ACTION_ID_([0-9a-f]{40,64})$/.exec(name)
    if (plain) return plain[1]
    const bound =
      /^\$ACTION_\d+:0$/.test(name) && /^\{"id":"([0-9a-f]{40,64})","bound":"\$@\d+"\}$/.exec(value)
    if (bound) return bound[1]
  }
  return undefined
}

const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'", '#39': "'" }

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)
  return found?.[1] === undefined ? undefined : unescaped(found[1])
}

function unescaped(text: string): string {
  return text.replace(/&(quot|amp|lt|gt|#x27|#39);/g, (_, entity: string) => entities[entity] ?? '')
}
