import type { z } from 'zod'
import type { Link } from '#lib/site.ts'
import { decode } from '../decode.ts'
import { type Diagnostic, diagnostic, hasErrors, inReadingOrder, top } from '../lint/diagnostic.ts'
import { checkFields } from '../lint/fields.ts'
import type { Place } from '../source.ts'
import { type Fields, readFields } from '../yaml.ts'
import { adviceForSetting } from './advice.ts'
import type { OwnSettings } from './live.ts'
import { siteOf, siteSchema } from './site.ts'
import { checkContrast, themeOf, themeSchema } from './theme.ts'
import { checkWords } from './words.ts'

export type OrganisationDocument = {
  [Name in keyof OwnSettings]: {
    kind: Name
    diagnostics: Diagnostic[]
    value?: OwnSettings[Name]
    /** Paths on the site that it names. */
    links?: (Place & { to: string })[]
    /** A typeface of one's own. */
    fontFile?: Place & { to: string }
  }
}[keyof OwnSettings]

/** Bytes: the contract's 256 kB. */
export const longestOfOrganisation = 256 * 1024

/** An empty file means the defaults; `value` is missing where there is an error. */
export function parseOrganisation(kind: keyof OwnSettings, bytes: Uint8Array): OrganisationDocument {
  if (bytes.length > longestOfOrganisation) {
    const message = 'the file is larger than 256 kB: write less, for all of it is settings'
    return { kind, diagnostics: [diagnostic('large-file', top, message)] }
  }
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
    return { kind, ...done(values && siteOf(values)), ...(values && { links: linksIn(values, given) }) }
  }
  const { values, diagnostics } = checkFields(given, themeSchema, adviceForSetting)
  found.push(...diagnostics)
  const theme = values && themeOf(values)
  if (theme) found.push(...checkContrast(theme, given))
  const font = theme && typeof theme.typeface !== 'string' && theme.typeface.file
  return {
    ...{ kind, ...done(theme) },
    ...(font && { fontFile: { ...given.valueAt(['typeface']), to: font } }),
  }
}

function linksIn(values: z.output<typeof siteSchema>, fields: Fields): (Place & { to: string })[] {
  const { navigation = [], footer = [], privacyPath } = values
  const listed = (name: string, all: readonly Link[]) =>
    all.map(({ path: to }, index) => ({ ...fields.valueAt([name, index, 'path']), to }))
  const privacy = privacyPath === undefined ? [] : [{ ...fields.valueAt(['privacyPath']), to: privacyPath }]
  return [...listed('navigation', navigation), ...listed('footer', footer), ...privacy]
}
