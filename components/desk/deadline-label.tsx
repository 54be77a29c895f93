import type { Deadline } from './deadline.ts'
import styles from './deadline-label.module.css'

/** A deadline, to be read from across the room: the words say it, size and rule only repeat it. */
export function DeadlineLabel({ deadline, exact }: { deadline: Deadline; exact?: string }) {
  return (
    <p className={exact ? `${styles[deadline.urgency]} ${styles.large}` : styles[deadline.urgency]}>
      {deadline.words}
      {exact && <span className={styles.exact}>{exact}</span>}
    </p>
  )
}
