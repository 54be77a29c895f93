import { mailtoLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import { formatDeadline } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { ArticleTitle } from './article-title.tsx'
import { Phrase } from './phrase.ts'
import styles from './received.module.css'

type ReplyProps = { article: Titled }

/** `lang` is BCP 47. */
type Titled = { path: string; title: string; lang: string }

/** After a reply. */
export function ReplyReceived({ article }: ReplyProps) {
  const t = words()
  return (
    <div className={styles.page}>
      <div className={styles.received}>
        <h1 className={styles.title}>{t('received.reply.title')}</h1>
        <div className={styles.promise} role="status">
          <p>{t('received.reply.status')}</p>
        </div>
        <p className={styles.next}>{t('received.reply.next')}</p>
        <p className={styles.way}>
          <BackTo page={article} />
        </p>
      </div>
    </div>
  )
}

type EnquiryProps = {
  reference: string
  /** Milliseconds since 1970: by when staff will be in touch. */
  answerBy: number
  /** The page the enquiry was sent from. */
  from?: Titled
}

/** After an enquiry, the calmest page of all: the reference, the promise, what happens next. */
export function EnquiryReceived({ reference, answerBy, from }: EnquiryProps) {
  const t = words()
  const { email } = site.contact
  const time = () => <time dateTime={new Date(answerBy).toISOString()}>{formatDeadline(answerBy, site)}</time>
  const write = () => <a href={mailtoLink(email, reference)}>{email}</a>
  return (
    <div className={styles.page}>
      <div className={styles.received}>
        <h1 className={styles.title}>{t('received.enquiry.title')}</h1>
        <div role="status">
          <p className={styles.label}>{t('received.enquiry.reference')}</p>
          <p className={styles.reference}>{reference}</p>
          <p className={styles.promise}>
            <Phrase of={t.rich('received.enquiry.by', { time })} />
          </p>
        </div>
        <div className={styles.steps}>
          <h2 className={styles.heading}>{t('received.enquiry.next')}</h2>
          <ol>
            <li>{t('received.enquiry.keep')}</li>
            <li>{t('received.enquiry.read')}</li>
            <li>
              <Phrase of={t.rich('received.enquiry.change', { email: write })} />
            </li>
          </ol>
        </div>
        <p className={styles.way}>{from ? <BackTo page={from} /> : <a href="/">{t('received.front')}</a>}</p>
      </div>
    </div>
  )
}

function BackTo({ page }: { page: Titled }) {
  return (
    <a href={page.path}>
      <Phrase of={words().rich('received.back', { title: () => <ArticleTitle article={page} /> })} />
    </a>
  )
}
