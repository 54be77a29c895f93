import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { enquiryLimits } from '#lib/enquiries/limits.ts'
import { escapeHtml } from '#lib/escape.ts'
import { shownAgain } from '#lib/forms/typed.ts'
import { replyLimits } from '#lib/replies/limits.ts'
import type { Answer, FormState, NearAddress } from '#lib/request-context.ts'
import { titled } from './html.ts'
import type { FinishedPage } from './page.ts'

type FormShown = NonNullable<Answer['form']>

const fields: Readonly<Record<FormShown['name'], readonly string[]>> = {
  reply: Object.keys(replyLimits),
  enquiry: Object.keys(enquiryLimits),
  'ask-to-sign-in': ['email'],
  'answer-reply': ['item', 'seen', 'answer'],
  'answer-enquiry': ['seen', 'answer'],
  'enquiry-note': ['note'],
}

/** Nobody can guess it, and no document escapes any of it. */
const mark = `slot${randomUUID().replaceAll('-', '')}`
const slot = new RegExp(`([/>]?)${mark}-(\\w+)-`, 'g')

/** To refuse a post must not cost a rendering: whoever sends many would stop everyone else. */
export function templateForm({ name, state }: FormShown): FormShown {
  const values = Object.fromEntries(fields[name].map((field) => [field, `${mark}-${field}-`]))
  const errors = faulty(state).map((field) => [field, `${mark}-error_${field}-`])
  return {
    ...{ name, path: `/${mark}-path-` },
    state: { values, ...(errors.length && { errors: Object.fromEntries(errors) }) },
  }
}

export function templateName({ name, state }: FormShown): string {
  return [name, ...faulty(state)].join(':')
}

function faulty(state: FormState): string[] {
  return Object.keys(state.errors ?? {})
}

export async function fillTemplate(
  template: FinishedPage,
  { path, state }: FormShown,
): Promise<FinishedPage> {
  if (!('plain' in template.bytes)) return template
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(state.values ?? {})) values.set(name, await escaped(value))
  const html = template.bytes.plain.toString().replace(slot, (_, before: string, name: string) => {
    if (name === 'path') return before.replace('/', '') + escapeHtml(path)
    const [, field] = /^error_(\w*)$/.exec(name) ?? []
    const text = (field === undefined ? values.get(name) : escapeHtml(state.errors?.[field] ?? '')) ?? ''
    // A parser drops the first line break of a text area.
    return before === '>' && text.startsWith('\n') ? `>\n${text}` : before + text
  })
  return { ...template, bytes: { plain: Buffer.from(html) } }
}

/** An answer page that names one address, which stands for as many as there are. */
export const nearestTemplate: readonly NearAddress[] = [
  { path: `/${mark}-path-`, title: `${mark}-title-`, lang: `${mark}-lang-` },
]

export function fillNearest(template: FinishedPage, nearest: readonly NearAddress[]): FinishedPage {
  if (!('plain' in template.bytes)) return template
  const html = template.bytes.plain.toString()
  const from = html.lastIndexOf('<li', html.indexOf(mark))
  const to = html.indexOf('</li>', from) + '</li>'.length
  if (from < 0) return template
  const row = html.slice(from, to)
  const rows = nearest.map((one) =>
    row.replace(slot, (_, before: string, name: keyof NearAddress) =>
      name === 'path' ? escapeHtml(one.path) : before + escapeHtml(one[name] ?? ''),
    ),
  )
  const whole = html.slice(0, from) + rows.join('') + html.slice(to)
  return { ...template, etag: '', bytes: { plain: Buffer.from(whole), isSentOnce: true } }
}

/** @param answer a template @returns it within the page, or alone where the page has no such form */
export function withForm(
  page: FinishedPage,
  plain: Buffer,
  answer: FinishedPage,
  name: FormShown['name'],
): FinishedPage {
  const html = plain.toString()
  const place = sectionIn(html, name)
  const filled = 'plain' in answer.bytes ? answer.bytes.plain.toString() : ''
  const section = sectionIn(filled, name)
  if (!place || !section) return answer
  const whole = html.slice(0, place.from) + filled.slice(section.from, section.to) + html.slice(place.to)
  return { ...page, etag: '', bytes: { plain: Buffer.from(titled(whole, { problem: true })) } }
}

export function holdsForm(plain: Buffer, name: FormShown['name']): boolean {
  return sectionIn(plain.toString(), name) !== undefined
}

/** Behind all that writers have written. */
export function sectionIn(html: string, name: string): { from: number; to: number } | undefined {
  const from = html.lastIndexOf('<section', html.lastIndexOf(` id="${name}"`))
  const end = html.indexOf('</section>', from)
  return from < 0 || end < 0 ? undefined : { from, to: end + '</section>'.length }
}

/** Characters that are escaped before others have their turn. */
const slice = 100_000

/** A megabyte of signs that all become longer takes a tenth of a second. */
async function escaped(typed: string): Promise<string> {
  const text = shownAgain(typed)
  if (text.length <= slice) return escapeHtml(text)
  const parts: string[] = []
  for (let from = 0; from < text.length; from += slice) {
    parts.push(escapeHtml(text.slice(from, from + slice)))
    await setImmediate()
  }
  return parts.join('')
}
