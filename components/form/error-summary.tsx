import type { FormState } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { fieldId } from './field.tsx'
import styles from './form.module.css'

type Props = {
  form: string
  errors: NonNullable<FormState['errors']>
  /** Whether the page opens with the focus on it; a copy that waits in a template does not. */
  focused?: boolean
}

/** What is wrong, once, at the top of the form: each line leads to its field. */
export function ErrorSummary({ form, errors, focused = true }: Props) {
  const lines = Object.entries(errors)
  if (!lines.length) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: without a script it is the only way to bring the focus to what is wrong
    <div className={styles.summary} role="alert" tabIndex={-1} autoFocus={focused}>
      <h3 className={styles.summaryTitle}>{words()('form.problem')}</h3>
      <ul className={styles.summaryList}>
        {lines.map(([name, message]) => (
          <li key={name}>{name ? <a href={`#${fieldId(form, name)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  )
}

/** Waits in a template for the script: shown when the network fails while sending. */
export function OfflineSummary({ form }: { form: string }) {
  return (
    <template>
      <ErrorSummary form={form} errors={{ '': words()('form.offline') }} focused={false} />
    </template>
  )
}
