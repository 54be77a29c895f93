import type { ComponentProps } from 'react'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { SiteWords } from '../site-words.ts'
import styles from './anchored-heading.module.css'
import { notesId } from './notes-id.ts'
import { textOf } from './text-of.ts'

type Props = ComponentProps<'h2'> & {
  /** Language of the text around, BCP 47. */
  within?: string
}

export function AnchoredH2(props: Props) {
  return <AnchoredHeading level="h2" {...props} />
}

export function AnchoredH3(props: Props) {
  return <AnchoredHeading level="h3" {...props} />
}

/** The link stands beside the heading, not in it: the heading's own name stays clean. */
function AnchoredHeading({ level: Level, id, within = site.lang, children }: Props & { level: 'h2' | 'h3' }) {
  if (id === notesId)
    return (
      <Level id={id}>
        <SiteWords within={within}>{(t) => t('article.notes')}</SiteWords>
      </Level>
    )
  if (!id) return <Level>{children}</Level>
  return (
    <div className={styles.section}>
      <Level id={id}>{children}</Level>
      <a
        className={styles.anchor}
        href={`#${id}`}
        aria-label={words(within)('article.section-link', { heading: textOf(children) })}
      >
        §
      </a>
    </div>
  )
}
