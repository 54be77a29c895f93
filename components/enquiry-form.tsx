'use client'

import { useActionState } from 'react'
import { enquiryLimits } from '#lib/enquiries/limits.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { promiseInWords } from '#lib/time/business-hours.ts'
import { words } from '#lib/words/words.ts'
import { ArticleTitle } from './article-title.tsx'
import { ErrorSummary, OfflineSummary } from './form/error-summary.tsx'
import { Field } from './form/field.tsx'
import styles from './form/form.module.css'
import { FormName } from './form/form-name.tsx'
import { Honeypot } from './form/honeypot.tsx'
import { emphasis, Readers } from './form/readers.tsx'
import { Phrase } from './phrase.ts'

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** Path of the page it stands on: where it posts to without a script. */
  path: string
  initial?: FormState
  /** The article that led here. */
  about?: { title: string; lang: string }
}

/** Enquiry: an invitation. Who answers, until when, and what happens with the data. */
export function EnquiryForm({ action, path, initial, about }: Props) {
  const [state, post] = useActionState<FormState, FormData>(action, initial ?? {}, path)
  const field = { form: 'enquiry', state }
  const t = words()
  return (
    <section className={styles.enquiry} id="enquiry">
      <div className={styles.frame}>
        <h2 className={styles.heading} id="enquiry-title">
          {t('enquiry.heading')}
        </h2>
        <form
          className={styles.form}
          action={post}
          aria-describedby="enquiry-readers"
          aria-labelledby="enquiry-title"
          noValidate
          data-keep="enquiry"
          data-error={`${t('form.error')} `}
        >
          {state.errors && <ErrorSummary form="enquiry" errors={state.errors} />}
          <OfflineSummary form="enquiry" />
          <Readers form="enquiry" of={t.rich('enquiry.readers', emphasis)} />
          {about && (
            <p>
              <Phrase of={t.rich('enquiry.about', { title: () => <ArticleTitle article={about} /> })} />
            </p>
          )}
          <p>{t('enquiry.intro', { within: promiseInWords(site.promise) })}</p>
          <div className={styles.fields}>
            <Field {...field} name="name" label={t('form.name')} required autoComplete="name" />
            <Field
              {...field}
              name="email"
              label={t('form.email')}
              type="email"
              required
              autoComplete="email"
            />
            <Field {...field} name="phone" label={t('enquiry.phone')} type="tel" autoComplete="tel" />
            <Field
              {...field}
              name="organisation"
              label={t('enquiry.organisation')}
              autoComplete="organization"
            />
            <Field
              {...field}
              name="requirements"
              label={t('enquiry.requirements')}
              hint={t('enquiry.requirements-hint', { most: enquiryLimits.requirements.most })}
              readBy="enquiry-readers"
              required
              rows={8}
              wide
            />
          </div>
          <Honeypot form="enquiry" />
          <FormName name="enquiry" />
          <input type="hidden" name="page" value={path} />
          <p className={styles.data}>
            {t('enquiry.data')} <a href={site.privacyPath}>{t('form.privacy')}</a>
          </p>
          <button className={styles.send} type="submit" value="send-enquiry">
            {t('enquiry.send')}
          </button>
        </form>
      </div>
    </section>
  )
}
