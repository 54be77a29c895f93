import { words } from '#lib/words/words.ts'
import styles from './mail-warnings.module.css'

/** What is wrong with the mail, in sentences, wherever staff might count on it. Nothing while it works. */
export function MailWarnings({ warnings }: { warnings: readonly string[] }) {
  if (!warnings.length) return null
  return (
    <div className={styles.warnings}>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      <p>
        <a href="/staff/mail">{words()('desk.mail-warnings')}</a>
      </p>
    </div>
  )
}
