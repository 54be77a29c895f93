import type { ReactNode } from 'react'
import { inLanguage, ownName } from '#lib/lang.ts'
import { Phrase } from './phrase.ts'
import { SiteWords } from './site-words.ts'

type Props = {
  className: string | undefined
  /** Of the article, BCP 47. */
  lang: string
  versions: readonly { lang: string; path: string }[]
}

/** The same article in other languages, each under the name that its own readers know. */
export function Translations({ className, lang, versions }: Props) {
  if (!versions.length) return null
  const names = (around: string): ReactNode[] =>
    versions.map((version) => (
      <a key={version.path} href={version.path} hrefLang={version.lang} {...inLanguage(version.lang, around)}>
        {ownName(version.lang, [lang, ...versions.map((other) => other.lang)])}
      </a>
    ))
  return (
    <p className={className}>
      <SiteWords within={lang}>
        {(t) => (
          <Phrase
            of={t.rich('article.read-in', { languages: () => <Phrase of={t.list(names(t.lang))} /> })}
          />
        )}
      </SiteWords>
    </p>
  )
}
