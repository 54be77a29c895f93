import type { ComponentProps } from 'react'
import { words } from '#lib/words/words.ts'
import styles from './code.module.css'

/** A block of code; a long line scrolls inside it, by keyboard too. */
export function CodeBlock({ children }: ComponentProps<'pre'>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and this is text
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={styles.block} dir="ltr" tabIndex={0} role="group" aria-label={words()('article.code')}>
      {children}
    </pre>
  )
}
