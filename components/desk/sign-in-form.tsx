'use client'

import { useActionState } from 'react'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Field } from '#components/form/field.tsx'
import { FormName } from '#components/form/form-name.tsx'
import type { FormState } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { Button } from './button.tsx'
import styles from './sign-in.module.css'

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>
  path: string
  initial?: FormState
}

/** Asks for a link to sign in with. */
export function SignInForm({ action, path, initial = {} }: Props) {
  const t = words()
  const [state, post] = useActionState<FormState, FormData>(action, initial, path)
  return (
    <section id="ask-to-sign-in" className={styles.section}>
      <form className={styles.form} action={post} noValidate>
        <FormName name="ask-to-sign-in" />
        {state.errors && <ErrorSummary form="sign-in" errors={state.errors} />}
        <Field
          form="sign-in"
          name="email"
          label={t('form.email')}
          hint={t('door.hint')}
          type="email"
          autoComplete="email"
          state={state}
        />
        <div>
          <Button kind="primary" value="send-link">
            {t('door.send')}
          </Button>
        </div>
      </form>
    </section>
  )
}
