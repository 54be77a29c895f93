import type { ComponentProps } from 'react'
import styles from './tick.module.css'

/** A checkbox for what it holds, of a form that stands elsewhere on the page. */
export function Tick({
  form,
  children,
  ...input
}: { form: string; name: string } & Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" form={form} {...input} /> {children}
    </label>
  )
}
