'use client'

import { useActionState } from 'react'
import { replyLimits } from '#lib/replies/limits.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { ErrorSummary, OfflineSummary } from './form/error-summary.tsx'
import { Field } from './form/field.tsx'
import styles from './form/form.module.css'
import { FormName } from './form/form-name.tsx'
import { Honeypot } from './form/honeypot.tsx'

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** Path of the page it stands on: where it posts to without a script. */
  path: string
  initial?: FormState
}

/** Leave a Reply. A plain form first; the script only keeps what was typed when the network fails. */
export function ReplyForm({ action, path, initial }: Props) {
  const [state, post] = useActionState<FormState, FormData>(action, initial ?? {}, path)
  const field = { form: 'reply', state }
  return (
    <section className={styles.section} id="reply">
      <h2 className={styles.heading} id="reply-title">
        Leave a Reply
      </h2>
      <form className={styles.form} action={post} aria-labelledby="reply-title" noValidate data-keep="reply">
        {state.errors && <ErrorSummary form="reply" errors={state.errors} />}
        <OfflineSummary form="reply" />
        <p>Your email address will not be published. Required fields are marked *</p>
        <div className={styles.fields}>
          <Field
            {...field}
            name="comment"
            label="Comment"
            hint={`Up to ${replyLimits.comment.most.toLocaleString(site.lang)} characters, in plain text.`}
            required
            rows={8}
            wide
          />
          <Field {...field} name="name" label="Name" required autoComplete="name" />
          <Field {...field} name="email" label="Email" type="email" required autoComplete="email" />
          <Field {...field} name="website" label="Website" type="url" autoComplete="url" wide />
        </div>
        <Honeypot form="reply" />
        <FormName name="reply" />
        <p className={styles.data}>
          Every reply is read by our staff before it appears. Your name, website and comment are then shown
          under this article; your email address stays with us.{' '}
          <a href={site.privacyPath}>How we handle your data</a>
        </p>
        <button className={styles.send} type="submit">
          Post Comment
        </button>
      </form>
    </section>
  )
}
