import type { PageForm } from './finish.ts'
import { actionOf } from './finish.ts'

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

/** Whether a body of this type can hold a form. */
export function isForm(contentType: string | undefined): boolean {
  return forms.includes(mediaType(contentType))
}

/**
 * Reads a form out of a body: multipart, urlencoded, or the encoding of the framework's client.
 *
 * A file in place of a text counts as nothing typed; of a name that stands twice the first counts.
 *
 * @returns undefined when the body is not what its type says
 */
export async function readPost(
  body: Buffer,
  contentType: string | undefined,
  nextAction: string | undefined,
): Promise<Post | undefined> {
  const entries = plainEntries(body, contentType) ?? (await anyEntries(body, contentType))
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
  const prefix = /"\$K([0-9a-f]+)"\]$/.exec(root)?.[1]
  const typed = prefix
    ? entries.flatMap(([name, value]): [string, string][] =>
        name.startsWith(`${prefix}_`) ? [[name.slice(prefix.length + 1), value]] : [],
      )
    : []
  const known = typed.filter(([name]) => !name.startsWith('$ACTION_'))
  const whole = prefix !== undefined && isJson(root) && /^[0-9a-f]{40,64}$/.test(nextAction)
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

/** What reaches the framework: its own hidden fields as it rendered them, and the fields the form has. */
export function canonicalBody(form: PageForm, typed: Readonly<Record<string, string>>): FormData {
  const body = new FormData()
  for (const [name, value] of form.hidden) body.append(name, value)
  for (const [name, value] of Object.entries(typed)) if (form.names.has(name)) body.append(name, value)
  return body
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
  const first = (fields: readonly [string, string][]) => JSON.stringify(boundOf(fields)?.[0])
  return first(posted) === first(own)
}

/** The arguments bound to the action that a form's hidden fields name. @throws when they are no JSON */
export function boundOf(hidden: readonly [string, string][]): unknown[] | undefined {
  const bound = hidden.find(([name]) => /^\$ACTION_\d+:1$/.test(name))
  const value: unknown = bound && JSON.parse(bound[1])
  return Array.isArray(value) ? value : undefined
}

/** Whether the JSON in hidden fields can be read. */
function isWhole(hidden: readonly [string, string][]): boolean {
  return hidden.every(([name, value]) => !/:\d+$/.test(name) || isJson(value))
}

function isJson(text: string): boolean {
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
 * The fields of a multipart body as browsers send a form without files (RFC 7578): each part has its name, in plain
 * characters, and nothing else. The runtime's own reader takes everything, and several times as long.
 *
 * @returns undefined when it is anything else
 */
function plainEntries(body: Buffer, contentType = ''): [string, string][] | undefined {
  const [, , boundary] = /^multipart\/form-data; *boundary=("?)([\w'()+,./:=?-]+)\1$/i.exec(contentType) ?? []
  if (!boundary) return undefined
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

async function anyEntries(
  body: Buffer,
  contentType: string | undefined,
): Promise<[string, string][] | undefined> {
  try {
    const data = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType ?? '' },
    }).formData()
    return [...data].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  } catch {
    return undefined
  }
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
