'use client'

import { useActionState } from 'react'
import { enquiryLimits } from '#lib/enquiries/limits.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { promiseInWords } from '#lib/time/business-hours.ts'
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

/** Enquiry: an invitation. Who answers, until when, and what happens with the data. */
export function EnquiryForm({ action, path, initial }: Props) {
  const [state, post] = useActionState<FormState, FormData>(action, initial ?? {}, path)
  const field = { form: 'enquiry', state }
  return (
    <section className={styles.section} id="enquiry">
      <h2 className={styles.heading} id="enquiry-title">
        Enquiry
      </h2>
      <form
        className={styles.form}
        action={post}
        aria-labelledby="enquiry-title"
        noValidate
        data-keep="enquiry"
      >
        {state.errors && <ErrorSummary form="enquiry" errors={state.errors} />}
        <OfflineSummary form="enquiry" />
        <p className={styles.lead}>
          We will be in touch {promiseInWords(site.promise)} to discuss your requirements. Please complete
          your details below.
        </p>
        <div className={styles.fields}>
          <Field {...field} name="name" label="Name" required autoComplete="name" />
          <Field {...field} name="email" label="Email" type="email" required autoComplete="email" />
          <Field {...field} name="phone" label="Phone" type="tel" autoComplete="tel" />
          <Field {...field} name="organisation" label="Organisation" autoComplete="organization" />
          <Field
            {...field}
            name="requirements"
            label="Your requirements"
            hint={`Up to ${enquiryLimits.requirements.most.toLocaleString(site.lang)} characters.`}
            required
            rows={8}
            wide
          />
        </div>
        <Honeypot form="enquiry" />
        <FormName name="enquiry" />
        <input type="hidden" name="page" value={path} />
        <p className={styles.data}>
          Required fields are marked *. Our staff read what you send, answer it, and use it for nothing else.{' '}
          <a href={site.privacyPath}>How we handle your data</a>
        </p>
        <button className={styles.send} type="submit">
          Send enquiry
        </button>
      </form>
    </section>
  )
}
