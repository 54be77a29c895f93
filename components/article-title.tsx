import { inLanguage } from '#lib/lang.ts'
import { typeset } from '#lib/typeset.ts'

type Props = {
  article: {
    title: string
    /** BCP 47. */
    lang: string
  }
}

/** The title of an article in the middle of the site's words: in its own language, and in its own direction. */
export function ArticleTitle({ article: { title, lang } }: Props) {
  return <bdi {...inLanguage(lang)}>{typeset(title, lang)}</bdi>
}
