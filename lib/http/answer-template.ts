import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { enquiryLimits } from '#lib/enquiries/limits.ts'
import { escapeHtml } from '#lib/escape.ts'
import { shownAgain } from '#lib/forms/typed.ts'
import { replyLimits } from '#lib/replies/limits.ts'
import type { Answer, FormState } from '#lib/request-context.ts'
import type { FinishedPage } from './html.ts'

type FormShown = NonNullable<Answer['form']>

const fields = { reply: Object.keys(replyLimits), enquiry: Object.keys(enquiryLimits) }

/** Begins what a template is filled in for: nobody can guess it, and no document escapes any of it. */
const mark = `slot${randomUUID().replaceAll('-', '')}`
const slot = new RegExp(`([/>]?)${mark}-(\\w+)-`, 'g')

/**
 * A form to render in an answer page that `fillTemplate` fills in: to refuse a post must not cost a rendering, as
 * whoever sends many would stop everyone else.
 */
export function templateForm({ name, state }: FormShown): FormShown {
  const values = Object.fromEntries(fields[name].map((field) => [field, `${mark}-${field}-`]))
  const errors = faulty(state).map((field) => [field, `${mark}-error_${field}-`])
  return {
    ...{ name, path: `/${mark}-path-` },
    state: { values, ...(errors.length && { errors: Object.fromEntries(errors) }) },
  }
}

/** Names the template of a form: one for each set of fields that have a message. */
export function templateName({ name, state }: FormShown): string {
  return [name, ...faulty(state)].join(':')
}

function faulty(state: FormState): string[] {
  return Object.keys(state.errors ?? {})
}

/** @param template a page with a form of `templateForm`, its bytes plain */
export async function fillTemplate(
  template: FinishedPage,
  { path, state }: FormShown,
): Promise<FinishedPage> {
  if (!('plain' in template.bytes)) return template
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(state.values ?? {})) values.set(name, await escaped(value))
  const html = template.bytes.plain.toString().replace(slot, (_, before: string, name: string) => {
    // The path stands in JSON too.
    if (name === 'path') return before.replace('/', '') + escapeHtml(JSON.stringify(path).slice(1, -1))
    const [, field] = /^error_(\w*)$/.exec(name) ?? []
    const text = (field === undefined ? values.get(name) : escapeHtml(state.errors?.[field] ?? '')) ?? ''
    // A parser drops the first line break of a text area.
    return before === '>' && text.startsWith('\n') ? `>\n${text}` : before + text
  })
  return { ...template, bytes: { plain: Buffer.from(html) } }
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
