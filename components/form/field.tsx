import type { ReactNode } from 'react'
import type { FormState } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import publicStyles from './form.module.css'

type Props = {
  /** Name of the form: makes the ids of two forms on one page differ. */
  form: string
  name: string
  label: string
  hint?: ReactNode
  /** Id of a paragraph of the form that tells who reads this field. */
  readBy?: string
  state: FormState
  required?: boolean
  /** Rows of a text of several lines; without it, one line. */
  rows?: number
  type?: 'text' | 'email' | 'tel' | 'url'
  autoComplete?: string
  /** Takes the whole width even where two stand side by side. */
  wide?: boolean
  /** Of the desk; else as on the public forms. */
  styles?: Readonly<Record<string, string>>
}

/** Label, hint, message, control, in this order; a screen reader tells the message first, then the hint, then who reads it. */
export function Field(props: Props) {
  const {
    form,
    name,
    label,
    hint,
    readBy,
    state,
    required = false,
    rows,
    type = 'text',
    autoComplete,
    wide,
  } = props
  const { styles = publicStyles } = props
  const id = fieldId(form, name)
  const error = state.errors?.[name]
  const described = [error && `${id}-error`, hint && `${id}-hint`, readBy].filter(Boolean).join(' ')
  const shared = {
    id,
    name,
    required,
    autoComplete,
    className: styles.control,
    defaultValue: state.values?.[name] ?? '',
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  }
  const isText = type === 'text'
  return (
    <div className={wide ? styles.wideField : styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {required && ' *'}
      </label>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          <span className="visually-hidden">{`${words()('form.error')} `}</span>
          {error}
        </p>
      )}
      {rows ? (
        <textarea {...shared} rows={rows} dir="auto" />
      ) : (
        <input
          {...shared}
          type={type}
          dir={isText ? 'auto' : 'ltr'}
          spellCheck={isText ? undefined : false}
          autoCapitalize={isText ? undefined : 'none'}
        />
      )}
    </div>
  )
}

/** The id of a field, for the links of the summary. */
export function fieldId(form: string, name: string): string {
  return `${form}-${name}`
}
