import type { ReactNode } from 'react'
import { words } from '#lib/words/words.ts'
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx'
import { MailWarnings } from './mail-warnings.tsx'
import styles from './moderation.module.css'
import { Paragraphs } from './paragraphs.tsx'
import { Phrase } from './phrase.ts'

type Props = DecisionFormProps & {
  /** `Reply to “…”` or `Enquiry E-7K3QX`. */
  title: ReactNode
  /** In words: `awaiting moderation`, `in progress`. */
  status: string
  /** What was just done, or that it was done before. */
  outcome?: string
  /** Name, email, article, deadline …, in the order staff need them. */
  facts: readonly { term: string; value: ReactNode }[]
  /** The comment or the requirements, as typed. */
  text: string
  /** Why it is held, where it is. */
  reasons?: readonly string[]
  /** What is wrong with the mail, in sentences. */
  warnings?: readonly string[]
  /** Where more can be done about it, behind the sign-in. */
  desk: { label: string; path: string }
}

/** One reply or enquiry for staff who come from a mail. Opening it changes nothing; a button does. */
export function ModerationView(props: Props) {
  const { title, status, outcome, facts, text, reasons = [], warnings = [], desk, ...form } = props
  const t = words()
  return (
    <div className={styles.page}>
      <div className={styles.item}>
        <MailWarnings warnings={warnings} />
        <header>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.status}>
            <Phrase of={t.rich('moderation.status', { state: () => <strong>{status}</strong> })} />
          </p>
        </header>
        {outcome && (
          <p className={styles.outcome} role="status">
            {outcome}
          </p>
        )}
        {reasons.length > 0 && (
          <div className={styles.reasons}>
            <p>{t('moderation.held-because')}</p>
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        )}
        <dl className={styles.facts}>
          {facts.map((fact) => (
            <div key={fact.term} className={styles.fact}>
              <dt>{fact.term}</dt>
              <dd>
                <bdi>{fact.value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <div className={styles.text}>
          <Paragraphs text={text} />
        </div>
        <DecisionForm {...form} />
        <p>
          <a href={desk.path}>{desk.label}</a>
        </p>
      </div>
    </div>
  )
}
