import type { Heading } from '#lib/content/headings.ts'
import { site } from '#lib/site.ts'
import { typeset } from '#lib/typeset.ts'
import styles from './contents.module.css'
import { SiteWords } from './site-words.ts'

/** The fewest h2 that make a table of contents worth its place. */
const fewest = 3

export function hasContents(headings: readonly Heading[]): boolean {
  return headings.filter((heading) => heading.depth === 2).length >= fewest
}

type Props = {
  headings: readonly Heading[]
  /** Of the text, BCP 47. */
  lang?: string
}

/** Table of contents: the h2 of a text. It stands open in the margin, and folded where it would stand before the text. */
export function Contents({ headings, lang = site.lang }: Props) {
  const title = <SiteWords within={lang}>{(t) => t('article.contents')}</SiteWords>
  return (
    <nav className={styles.contents} aria-labelledby="contents">
      <p className={styles.title} id="contents">
        {title}
      </p>
      <details className={styles.fold}>
        <summary>{title}</summary>
        <ol className={styles.list}>
          {headings
            .filter((heading) => heading.depth === 2)
            .map((heading) => (
              <li key={heading.id}>
                <a href={`#${heading.id}`}>{typeset(heading.text, lang)}</a>
              </li>
            ))}
        </ol>
      </details>
    </nav>
  )
}
