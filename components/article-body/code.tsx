import type { ComponentProps } from 'react'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import styles from './code.module.css'

type Props = ComponentProps<'pre'> & {
  /** Language of the text around, BCP 47. */
  within?: string
}

/** A block of code; a long line scrolls inside it, by keyboard too. */
export function CodeBlock({ within = site.lang, children }: Props) {
  const label = words(within)('article.code')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and this is text
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={styles.block} dir="ltr" tabIndex={0} role="group" aria-label={label}>
      {children}
    </pre>
  )
}
