import { site } from '#lib/site.ts'
import { languageOf } from '#lib/words/words.ts'

type Version = { lang: string; path: string }

/**
 * By `hreflang`. Each of the versions names all of them, itself too: else search engines take none of it. Whoever reads none of
 * the languages gets the one of the site, if it is among them.
 * @returns none where there is no other version
 */
export function alternatesOf(own: Version, others: readonly Version[]): Readonly<Record<string, string>> {
  if (!others.length) return {}
  const versions = [...others, { lang: own.lang, path: own.path }]
  const language = languageOf(site.lang)
  const usual = versions.find(({ lang }) => language && languageOf(lang) === language)
  return {
    ...Object.fromEntries(versions.map(({ lang, path }) => [lang, path])),
    ...(usual && { 'x-default': usual.path }),
  }
}
