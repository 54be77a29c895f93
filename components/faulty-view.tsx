import type { ComponentProps } from 'react'
import { words } from '#lib/words/words.ts'
import { FaultList } from './fault-list.tsx'
import styles from './notice.module.css'

type Props = { title: string } & ComponentProps<typeof FaultList>

/** In place of an article whose file has faults: what is wrong, and where. */
export function FaultyView({ title, faults }: Props) {
  return (
    <div className={styles.notice}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.said}>{words()('faults.mend')}</p>
        <FaultList faults={faults} />
      </div>
    </div>
  )
}
