import { isDeepStrictEqual } from 'node:util'
import type { Document } from '../document.ts'
import { type Diagnostic, diagnostic } from '../lint/diagnostic.ts'
import { type Organisation, usual } from './live.ts'
import { fontProblem, ownFilesIn } from './own-files.ts'

type DocumentOf = (path: string) => Document | undefined

/** A file with errors leaves its last good version in force. */
export function organisationIn(documentOf: DocumentOf, before: Organisation): Organisation {
  const [site, theme, words, redirects, front] = [
    ...['site.yml', 'theme.yml', 'words.yml', 'redirects.yml', 'front.yml'].map(documentOf),
  ]
  const isWhole = theme && !missingFont(theme, documentOf).length
  const settings = {
    site: site?.kind === 'site' ? (site.value ?? before.site) : usual.site,
    theme: theme?.kind === 'theme' ? (isWhole && theme.value) || before.theme : usual.theme,
    words: words?.kind === 'words' ? (words.value ?? before.words) : usual.words,
    redirects: redirects?.kind === 'redirects' ? (redirects.value ?? before.redirects) : usual.redirects,
    front: front?.kind === 'front' ? (front.value ?? before.front) : usual.front,
  }
  const files = ownFilesIn(
    settings.theme,
    (name) => {
      const document = documentOf(name)
      return document?.kind === 'logo' || document?.kind === 'font' ? document : undefined
    },
    before.files,
  )
  const now = { ...settings, files }
  const isSame = isDeepStrictEqual(now.redirects, before.redirects)
  if (isSame) now.redirects = before.redirects
  return isDeepStrictEqual(now, before) ? before : now
}

export function missingFont(theme: Document, documentOf: DocumentOf): Diagnostic[] {
  if (theme.kind !== 'theme' || !theme.fontFile) return []
  const { to, ...place } = theme.fontFile
  const font = documentOf(to)
  const message = fontProblem(to, font?.kind === 'font' ? font : undefined)
  return message ? [diagnostic('field-value', place, message)] : []
}
