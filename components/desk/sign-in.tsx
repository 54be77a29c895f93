import type { ReactNode } from 'react'
import { PageFrame } from '#components/page-frame.tsx'
import styles from './sign-in.module.css'

type Props = {
  title: string
  /** What was just done. */
  told?: ReactNode
  /** As of `PageFrame`. */
  absent?: readonly string[]
  children: ReactNode
}

/** The door to the desk, seen from outside. */
export function SignInView({ title, told, absent, children }: Props) {
  return (
    <PageFrame path="" absent={absent}>
      <div className={styles.page}>
        <h1 className={styles.title}>{title}</h1>
        {told && (
          <p className={styles.told} role="status">
            {told}
          </p>
        )}
        {children}
      </div>
    </PageFrame>
  )
}
