import { deriveKeys } from '#lib/auth/keys.ts'
import { previewLink } from '#lib/auth/previews.ts'
import { loadSecret } from '#lib/auth/secret.ts'
import type { Settings } from '#lib/config.ts'
import { lastGoodIn, loadOrganisation } from '#lib/content/organisation/load.ts'
import { asServed } from '#lib/http/port-file.ts'
import { site } from '#lib/site.ts'
import { formatMoment, inEnglish } from '#lib/time/format.ts'
import { refuse, type Terminal } from '../terminal.ts'
import { fileOf, folderProblem, missing, slugMeant, slugProblem } from './content.ts'

export function preview(settings: Settings, terminal: Terminal, typed: string): number {
  const slug = slugMeant(typed)
  const problem =
    folderProblem(settings) ?? (fileOf(settings, slug) ? slugProblem(slug) : missing(settings, slug))
  if (problem) return refuse(terminal, problem)
  loadOrganisation(settings.contentDir, lastGoodIn(settings))
  const { path, expiresAt } = previewLink(deriveKeys(loadSecret(settings)), slug, Date.now())
  terminal.print(asServed(settings).siteUrl + path)
  terminal.print(
    `Whoever has the link sees the article, while the site runs, until ${formatMoment(expiresAt, inEnglish(site))}: 7 days.`,
  )
  return 0
}
