import { isDeepStrictEqual } from 'node:util'
import { actionOf, type PageForm } from './html.ts'

/** A post as it came: what was typed, and what the framework's hidden fields or its client claim. */
export type Post = {
  typed: Record<string, string>
  hidden: [name: string, value: string][]
  /** The action that the framework's own client names; undefined when it names none that could be one. */
  action?: string | undefined
  /** Whether that client sent it, which reads its answer from other headers. */
  byClient: boolean
}

const forms = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** Fields or parts that one post may have. */
const mostFields = 200

/** Bytes of the head of one part. */
const longestHead = 8000

/** Characters of one hidden field of the framework. */
const longestHidden = 10_000

/** Whether a body of this type can hold a form. */
export function isForm(contentType: string | undefined): boolean {
  return forms.includes(mediaType(contentType))
}

/**
 * Reads a form out of a body: multipart, urlencoded, or the encoding of the framework's client.
 *
 * A file in place of a text counts as nothing typed; of a name that stands twice the first counts. Fields are counted
 * before any of them is looked at.
 *
 * @returns undefined when the body is not what its type says, or has more fields than any form
 */
export async function readPost(
  body: Buffer,
  contentType: string | undefined,
  nextAction: string | undefined,
): Promise<Post | undefined> {
  const isMultipart = mediaType(contentType) === 'multipart/form-data'
  const entries = isMultipart ? await multipartEntries(body, contentType) : urlencodedEntries(body)
  if (!entries) return undefined
  return nextAction === undefined ? nativePost(entries) : clientPost(entries, nextAction)
}

function nativePost(entries: [string, string][]): Post {
  const hidden = entries.filter(([name]) => name.startsWith('$ACTION_'))
  const typed = entries.filter(([name]) => !name.startsWith('$ACTION_'))
  return { typed: firstOfEach(typed), hidden, byClient: false }
}

/**
 * The framework's client numbers its parts: `0` holds the arguments as JSON, in which `$K1` stands for the form
 * whose fields are named `1_…`.
 */
function clientPost(entries: [string, string][], nextAction: string): Post {
  const root = entries.find(([name]) => name === '0')?.[1] ?? ''
  const prefix = /"\$K([0-9a-f]+)"\]$/.exec(root.slice(-100))?.[1]
  const typed = prefix
    ? entries.flatMap(([name, value]): [string, string][] =>
        name.startsWith(`${prefix}_`) ? [[name.slice(prefix.length + 1), value]] : [],
      )
    : []
  const known = typed.filter(([name]) => !name.startsWith('$ACTION_'))
  const whole = prefix !== undefined && isWholeJson(root) && /^[0-9a-f]{40,64}$/.test(nextAction)
  return { typed: firstOfEach(known), hidden: [], action: whole ? nextAction : undefined, byClient: true }
}

/** The form of a page that a post belongs to, or why there is none: 400 made up, 409 of another build. */
export function formFor(post: Post, pageForms: readonly PageForm[]): PageForm | 400 | 409 {
  // Nearly every post: nothing has to be taken apart to know it.
  const unchanged = pageForms.find(({ hidden }) => isUnchanged(post.hidden, hidden))
  if (unchanged) return unchanged
  const claimed = post.byClient ? post.action : isWhole(post.hidden) && actionOf(post.hidden)
  if (!claimed) return 400
  const forms = pageForms.filter(({ action }) => action === claimed)
  const [first] = forms
  if (!first) return 409
  if (post.byClient) return first
  return forms.find(({ hidden }) => sameHidden(post.hidden, hidden)) ?? 400
}

/** Whether hidden fields came back just as the page has them. */
function isUnchanged(posted: Post['hidden'], own: PageForm['hidden']): boolean {
  const isSame = ([name, value]: [string, string], index: number) =>
    posted[index]?.[0] === name && posted[index]?.[1] === value
  return own.length > 0 && own.length === posted.length && own.every(isSame)
}

/**
 * What reaches the framework: its own hidden fields as it rendered them, and the fields the form has.
 *
 * @param others names that are passed on though the form has them no longer
 */
export function canonicalBody(
  form: PageForm,
  typed: Readonly<Record<string, string>>,
  others?: RegExp,
): FormData {
  const body = new FormData()
  for (const [name, value] of form.hidden) body.append(name, value)
  for (const [name, value] of Object.entries(typed))
    if (form.names.has(name) || others?.test(name)) body.append(name, value)
  return body
}

/** The same post or form as if it stood on another page: the path of its page is its first bound argument. */
export function withPath<T extends Pick<Post, 'hidden'>>(of: T, from: string, to: string): T {
  const hidden = of.hidden.map(([name, value]): [string, string] => {
    const [first, ...rest] = (isBound(name) && listIn(value)) || []
    return first === from ? [name, JSON.stringify([to, ...rest])] : [name, value]
  })
  return { ...of, hidden }
}

/**
 * Same names as the page's own, same action, same first bound argument. The state of an earlier answer travels
 * in the last bound argument and may differ; it is never used.
 */
function sameHidden(posted: readonly [string, string][], own: readonly [string, string][]): boolean {
  const names = (fields: readonly [string, string][]) =>
    fields
      .map(([name]) => name.replace(/^(\$ACTION_(?:REF_)?)\d+/, '$1'))
      .sort()
      .join('\n')
  if (names(posted) !== names(own)) return false
  return isDeepStrictEqual(boundOf(posted)?.[0], boundOf(own)?.[0])
}

/** The arguments bound to the action that a form's hidden fields name. */
export function boundOf(hidden: readonly [string, string][]): unknown[] | undefined {
  const bound = hidden.find(([name]) => isBound(name))
  return bound && listIn(bound[1])
}

function isBound(name: string): boolean {
  return /^\$ACTION_\d+:1$/.test(name)
}

function listIn(text: string): unknown[] | undefined {
  const value: unknown = isWholeJson(text) ? JSON.parse(text) : undefined
  return Array.isArray(value) ? value : undefined
}

/** Whether hidden fields are no longer than ours can be, and the JSON in them can be read. */
function isWhole(hidden: readonly [string, string][]): boolean {
  return hidden.every(
    ([name, value]) => value.length <= longestHidden && (!/:\d{1,3}$/.test(name) || isWholeJson(value)),
  )
}

function isWholeJson(text: string): boolean {
  if (text.length > longestHidden) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function firstOfEach(entries: [string, string][]): Record<string, string> {
  return Object.fromEntries([...entries].reverse())
}

/**
 * The fields of an urlencoded body, as the standard has it (https://url.spec.whatwg.org/#urlencoded-parsing).
 *
 * @returns undefined when there are too many
 */
function urlencodedEntries(body: Buffer): [string, string][] | undefined {
  const text = body.toString()
  return text.split('&', mostFields + 1).length > mostFields
    ? undefined
    : [...new URLSearchParams(`&${text}`)]
}

async function multipartEntries(body: Buffer, contentType = ''): Promise<[string, string][] | undefined> {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined || !isBounded(body, `--${boundary}`)) return undefined
  return plainEntries(body, boundary) ?? (await anyEntries(body, contentType))
}

/** The boundary of a multipart body (RFC 2046, 5.1.1); undefined where its type leaves any doubt of it. */
function boundaryOf(contentType: string): string | undefined {
  const [, parameters] = multipartType.exec(contentType.trim()) ?? []
  const boundaries = [...(parameters ?? '').matchAll(/; *boundary=(?:"([^"]*)"|([^; ]*))/gi)]
  const [found] = boundaries
  const boundary = found?.[1] ?? found?.[2]
  return boundaries.length === 1 && boundary && /^[\w'()+,./:=?-]{1,70}$/.test(boundary)
    ? boundary
    : undefined
}

const multipartType = /^multipart\/form-data((?: *; *[\w-]+=(?:"[^"\\]*"|[^\s;"]+))*)$/i

/** Whether a multipart body has no more parts than a form has fields, and none whose head is longer than any browser's. */
function isBounded(body: Buffer, delimiter: string): boolean {
  let parts = 0
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const end = body.indexOf('\r\n\r\n', at)
    const length = (end < 0 ? body.length : end) - at
    // The last delimiter begins no part.
    if (parts++ > mostFields || length > longestHead) return false
  }
  return true
}

/**
 * The fields of a multipart body as browsers send a form without files (RFC 7578): each part has its name, in plain
 * characters, and nothing else. The runtime's own reader takes everything, and several times as long.
 *
 * @returns undefined when it is anything else
 */
function plainEntries(body: Buffer, boundary: string): [string, string][] | undefined {
  const [before, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`)
  const after = parts.pop()
  if (before !== '' || (after !== '--\r\n' && after !== '--')) return undefined
  const entries: [string, string][] = []
  for (const part of parts) {
    const [head, name] = plainHead.exec(part) ?? []
    if (head === undefined || name === undefined) return undefined
    entries.push([name, part.slice(head.length)])
  }
  return entries
}

const plainHead = /^\r\nContent-Disposition: form-data; name="([\w$:-]+)"\r\n\r\n/i

async function anyEntries(body: Buffer, contentType: string): Promise<[string, string][] | undefined> {
  try {
    const data = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData()
    return [...data].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  } catch {
    return undefined
  }
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
