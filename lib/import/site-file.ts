import { stringify } from 'yaml'
import { parseOrganisation } from '#lib/content/organisation/parse.ts'
import { languageTag } from './language.ts'
import type { SiteItem } from './model.ts'
import type { Report } from './report.ts'

/** Of what the old site said of itself, as far as this one can be set to it. */
export function siteFile(
  { title, tagline, lang }: SiteItem,
  timeZone: string | undefined,
  report: Report,
): string | undefined {
  const fits = (fields: object) => {
    const { diagnostics } = parseOrganisation('site', Buffer.from(stringify(fields)))
    return diagnostics.length === 0
  }
  const found = { name: title, tagline, lang: languageTag(lang) ?? lang, timeZone }
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(found)) {
    if (!value) continue
    if (fits({ [name]: value })) fields[name] = value
    else report.add('to-do', `${name} of the old site, which site.yml does not take`, undefined, value)
  }
  return Object.keys(fields).length ? stringify(fields, { lineWidth: 0 }) : undefined
}
