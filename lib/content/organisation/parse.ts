import { decode } from '../decode.ts'
import { type Diagnostic, hasErrors, inReadingOrder } from '../lint/diagnostic.ts'
import { checkFields } from '../lint/fields.ts'
import { readFields } from '../yaml.ts'
import { adviceForSetting } from './advice.ts'
import type { Organisation } from './live.ts'
import { siteOf, siteSchema } from './site.ts'
import { checkContrast, themeOf, themeSchema } from './theme.ts'
import { checkWords } from './words.ts'

export type OrganisationDocument = {
  [Name in keyof Organisation]: { kind: Name; diagnostics: Diagnostic[]; value?: Organisation[Name] }
}[keyof Organisation]

/** An empty file means the defaults; `value` is missing where there is an error. */
export function parseOrganisation(kind: keyof Organisation, bytes: Uint8Array): OrganisationDocument {
  const decoded = decode(bytes)
  if ('problem' in decoded) return { kind, diagnostics: [decoded.problem] }
  const { text } = decoded
  const fields = readFields(text, text, 0, { letters: 256_000, lines: 5_000, instead: 'write less' })
  const found: Diagnostic[] = [...fields.diagnostics]
  const given = { ...fields, data: fields.data ?? {} }
  const done = <Value>(value: Value | undefined) => {
    const diagnostics = inReadingOrder(found)
    return { diagnostics, ...(value !== undefined && !hasErrors({ diagnostics }) && { value }) }
  }
  if (kind === 'words') {
    const { value, diagnostics } = checkWords(given)
    found.push(...diagnostics)
    return { kind, ...done(value) }
  }
  if (kind === 'site') {
    const { values, diagnostics } = checkFields(given, siteSchema, adviceForSetting)
    found.push(...diagnostics)
    return { kind, ...done(values && siteOf(values)) }
  }
  const { values, diagnostics } = checkFields(given, themeSchema, adviceForSetting)
  found.push(...diagnostics)
  const theme = values && themeOf(values)
  if (theme) found.push(...checkContrast(theme, given))
  return { kind, ...done(theme) }
}
