'use client'

import { type ReactNode, useActionState } from 'react'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Field } from '#components/form/field.tsx'
import { FormName } from '#components/form/form-name.tsx'
import type { FormState } from '#lib/request-context.ts'
import type { FormName as Name } from '#lib/site-forms.ts'
import { Button } from './button.tsx'
import control from './control.module.css'
import shared from './desk.module.css'

const styles = { ...control, hint: shared.quiet ?? '' }

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>
  form: Name
  /** Id of what it is about, where several forms of its name stand on the page. */
  item?: string
  initial: FormState
  /** Where it posts to: its fragment brings the form back into view. */
  path: string
  /** Unlike every other form of the page. */
  id: string
  name: string
  label: string
  hint?: ReactNode
  button: string
  rows: number
  /** Whether the button is the one thing to do on the page. */
  isFirst?: boolean
  /** Whether a rule sets it apart from what stands above. */
  isApart?: boolean
  /** Which state of the item its reader saw. */
  seen?: number | string
}

/** One text and one button: an answer or a note. What was typed stays when it was not taken. */
export function TextForm(props: Props) {
  const { action, form, item, initial, path, id, name, label, hint, button, rows, isFirst, isApart, seen } =
    props
  const [state, post] = useActionState<FormState, FormData>(action, initial, path)
  return (
    <form className={isApart ? `${shared.stack} ${shared.apart}` : shared.stack} action={post} noValidate>
      {state.errors && <ErrorSummary form={id} errors={state.errors} />}
      <FormName name={form} />
      {item && <input type="hidden" name="item" value={item} />}
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
      <Field form={id} name={name} label={label} hint={hint} state={state} rows={rows} styles={styles} />
      <Button kind={isFirst ? 'primary' : 'secondary'} value={`send-${name}`}>
        {button}
      </Button>
    </form>
  )
}
