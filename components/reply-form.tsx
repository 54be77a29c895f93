'use client'

import { useActionState } from 'react'
import { replyLimits } from '#lib/replies/limits.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { ErrorSummary, OfflineSummary } from './form/error-summary.tsx'
import { Field } from './form/field.tsx'
import styles from './form/form.module.css'
import { FormName } from './form/form-name.tsx'
import { Honeypot } from './form/honeypot.tsx'
import { emphasis, Readers } from './form/readers.tsx'
import { Phrase } from './phrase.ts'
import { privatePath } from './private-path.ts'

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
  const t = words()
  return (
    <section className={styles.reply} id="reply">
      <h2 className={styles.heading} id="reply-title">
        {t('reply.heading')}
      </h2>
      <form
        className={styles.form}
        action={post}
        aria-describedby="reply-readers"
        aria-labelledby="reply-title"
        noValidate
        data-keep="reply"
        data-error={`${t('form.error')} `}
      >
        {state.errors && <ErrorSummary form="reply" errors={state.errors} />}
        <OfflineSummary form="reply" />
        <Readers
          form="reply"
          of={t.rich('reply.readers', {
            ...emphasis,
            link: (children) => (
              <a href={initial ? '/contact' : privatePath(path)}>
                <Phrase of={children} />
              </a>
            ),
          })}
        />
        <p id="reply-intro">{t('reply.intro')}</p>
        <div className={styles.fields}>
          <Field
            {...field}
            name="comment"
            label={t('reply.comment')}
            hint={t('reply.comment-hint', { most: replyLimits.comment.most })}
            readBy="reply-readers"
            required
            rows={8}
            wide
          />
          <Field
            {...field}
            name="name"
            label={t('form.name')}
            readBy="reply-data"
            required
            autoComplete="name"
          />
          <Field
            {...field}
            name="email"
            label={t('form.email')}
            readBy="reply-intro"
            type="email"
            required
            autoComplete="email"
          />
          <Field {...field} name="website" label={t('reply.website')} type="url" autoComplete="url" wide />
        </div>
        <Honeypot form="reply" />
        <FormName name="reply" />
        <p className={styles.data} id="reply-data">
          {t('reply.data')} <a href={site.privacyPath}>{t('form.privacy')}</a>
        </p>
        <button className={styles.send} type="submit" value="post-comment">
          {t('reply.send')}
        </button>
      </form>
    </section>
  )
}
