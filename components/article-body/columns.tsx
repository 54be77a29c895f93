import type { ReactNode } from 'react'
import styles from './columns.module.css'

type Props = { children: ReactNode }

/** Parts beside each other where there is room, one below the other where there is none. */
export function Columns({ children }: Props) {
  return <div className={styles.columns}>{children}</div>
}

export function Column({ children }: Props) {
  return <div className={styles.column}>{children}</div>
}
