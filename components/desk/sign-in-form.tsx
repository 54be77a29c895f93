'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Field } from '#components/form/field.tsx'
import type { FormState } from '#lib/request-context.ts'
import { Button } from './button.tsx'
import styles from './sign-in.module.css'

type Props = { action: (state: FormState, data: FormData) => Promise<FormState>; path: string }

/** Asks for a link to sign in with. */
export function SignInForm({ action, path }: Props) {
  const [state, post] = useActionState<FormState, FormData>(action, {}, path)
  return (
    <form className={styles.form} action={post} noValidate>
      {state.errors && <ErrorSummary form="sign-in" errors={state.errors} />}
      <Field
        form="sign-in"
        name="email"
        label="Email"
        hint="The address at which you get the mails of this site."
        type="email"
        autoComplete="email"
        state={state}
      />
      <div>
        <Button kind="primary">Send link</Button>
      </div>
    </form>
  )
}
