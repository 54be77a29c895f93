import { honeypotName } from '#lib/spam/honeypot.ts'
import { words } from '#lib/words/words.ts'
import styles from './form.module.css'

/** A field that only a robot fills: out of sight, out of the tab order, unknown to autofill. */
export function Honeypot({ form }: { form: string }) {
  return (
    <div className={styles.honeypot} aria-hidden="true">
      <label htmlFor={`${form}-${honeypotName}`}>{words()('form.empty-field')}</label>
      <input
        id={`${form}-${honeypotName}`}
        name={honeypotName}
        type="text"
        tabIndex={-1}
        autoComplete="off"
      />
    </div>
  )
}
