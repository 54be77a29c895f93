import { deriveKeys } from '#lib/auth/keys.ts'
import { previewLink } from '#lib/auth/previews.ts'
import { loadSecret } from '#lib/auth/secret.ts'
import type { Settings } from '#lib/config.ts'
import { asServed } from '#lib/http/port-file.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { complainOfMissing, fileOf, hasContent, slugMeant, slugProblem } from './content.ts'
import type { Terminal } from './terminal.ts'

export function preview(settings: Settings, terminal: Terminal, typed: string): number {
  if (!hasContent(settings, terminal)) return 1
  const slug = slugMeant(typed)
  const file = fileOf(settings, slug)
  const problem = file && slugProblem(slug)
  if (!file) complainOfMissing(settings, slug, terminal)
  if (problem) terminal.complain(problem)
  if (!file || problem) return 1
  const { path, expiresAt } = previewLink(deriveKeys(loadSecret(settings)), slug, Date.now())
  terminal.print(asServed(settings).siteUrl + path)
  terminal.print(
    `Whoever has the link sees the article, while the site runs, until ${formatMoment(expiresAt, site)}: 7 days.`,
  )
  return 0
}
