import type { ReactNode } from 'react'
import styles from './button.module.css'
import { SafeLink } from './safe-link.tsx'

/** A link that looks like a button: where readers are to go next. */
export function Button({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className={styles.place}>
      <SafeLink href={href} className={styles.button}>
        {children}
      </SafeLink>
    </p>
  )
}
