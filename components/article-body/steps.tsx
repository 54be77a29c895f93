import type { ReactNode } from 'react'
import styles from './steps.module.css'

/** What is done one after another: a numbered list with room for each. */
export function Steps({ children }: { children: ReactNode }) {
  return <div className={styles.steps}>{children}</div>
}
