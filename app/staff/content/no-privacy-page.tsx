import warning from '#components/mail-warnings.module.css'
import { hasPage } from '#lib/content/has-page.ts'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'

/** What an owner would want to know before a visitor finds out. */
export function NoPrivacyPage() {
  const { privacyPath: path } = site
  if (hasPage(context().library, path)) return null
  return <p className={warning.warnings}>{words()('content.no-privacy', { path })}</p>
}
