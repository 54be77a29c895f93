import type { ReactNode } from 'react'
import styles from './button.module.css'

type Props = {
  children: ReactNode
  name?: string
  /** The same in all languages. */
  value: string
  /** The one thing to do here, a thing one may do, or a thing beside the point. */
  kind?: 'primary' | 'secondary' | 'tertiary'
  /** Id of the form, where the button stands outside of it. */
  form?: string
  /** Id of what it is about, where its word alone does not say. */
  about?: string
  /** In place of the form's own address. */
  to?: string
}

/** A button of the desk. */
export function Button({ children, name, value, kind = 'secondary', form, about, to }: Props) {
  return (
    <button
      className={styles[kind]}
      type="submit"
      name={name}
      value={value}
      form={form}
      formAction={to}
      aria-describedby={about}
    >
      {children}
    </button>
  )
}
