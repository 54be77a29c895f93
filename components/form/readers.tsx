import type { ReactNode } from 'react'
import type { Tags } from '#lib/words/words.ts'
import { Phrase } from '../phrase.ts'
import styles from './form.module.css'

export const emphasis: Tags<ReactNode> = {
  strong: (children) => (
    <strong>
      <Phrase of={children} />
    </strong>
  ),
}

/** Who will read what is typed, before the first field. */
export function Readers({ form, of }: { form: string; of: readonly ReactNode[] }) {
  return (
    <p className={styles.readers} id={`${form}-readers`}>
      <Phrase of={of} />
    </p>
  )
}
