import type { ComponentProps } from 'react'
import styles from './anchored-heading.module.css'
import { textOf } from './text-of.ts'

type Props = ComponentProps<'h2'>

/** The heading that the compiler puts above footnotes: part of no text, so nobody links to it. */
const notes = 'footnote-label'

export function AnchoredH2(props: Props) {
  return <AnchoredHeading level="h2" {...props} />
}

export function AnchoredH3(props: Props) {
  return <AnchoredHeading level="h3" {...props} />
}

/** The link stands beside the heading, not in it: the heading's own name stays clean. */
function AnchoredHeading({ level: Level, id, children }: Props & { level: 'h2' | 'h3' }) {
  if (!id || id === notes) return <Level id={id}>{children}</Level>
  return (
    <div className={styles.section}>
      <Level id={id}>{children}</Level>
      <a className={styles.anchor} href={`#${id}`} aria-label={`Link to this section: ${textOf(children)}`}>
        §
      </a>
    </div>
  )
}
