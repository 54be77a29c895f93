import styles from './control.module.css'

type Props = {
  id: string
  name: string
  label: string
  /** The value shown at first. */
  chosen: string
  choices: readonly { value: string; label: string }[]
}

/** One of a few. */
export function Choice({ id, name, label, chosen, choices }: Props) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select className={styles.control} id={id} name={name} defaultValue={chosen}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
