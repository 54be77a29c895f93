import { mailtoLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import { ArticleTitle } from './article-title.tsx'
import styles from './received.module.css'

type ReplyProps = { article: Titled }

/** `lang` is BCP 47. */
type Titled = { path: string; title: string; lang: string }

/** After a reply. */
export function ReplyReceived({ article }: ReplyProps) {
  return (
    <div className={styles.page}>
      <div className={styles.received}>
        <h1 className={styles.title}>Thank you for your reply</h1>
        <div className={styles.promise} role="status">
          <p>Your reply is awaiting moderation.</p>
        </div>
        <p className={styles.next}>
          One of our staff reads every reply before it appears under the article. You need do nothing more.
        </p>
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
  const by = new Date(answerBy)
  return (
    <div className={styles.page}>
      <div className={styles.received}>
        <h1 className={styles.title}>Thank you. We have your enquiry</h1>
        <div role="status">
          <p className={styles.label}>Your reference</p>
          <p className={styles.reference}>{reference}</p>
          <p className={styles.promise}>
            We will be in touch by{' '}
            <time dateTime={by.toISOString()}>
              {weekday.format(by)} at {clock.format(by)}
            </time>
            .
          </p>
        </div>
        <div className={styles.steps}>
          <h2 className={styles.heading}>What happens next</h2>
          <ol>
            <li>Keep this reference: write it down, or print this page.</li>
            <li>One of our staff reads your enquiry and answers you personally.</li>
            <li>
              If anything changes in the meantime, write to{' '}
              <a href={mailtoLink(site.contact.email, reference)}>{site.contact.email}</a> and name the
              reference.
            </li>
          </ol>
        </div>
        <p className={styles.way}>{from ? <BackTo page={from} /> : <a href="/">To the front page</a>}</p>
      </div>
    </div>
  )
}

function BackTo({ page }: { page: Titled }) {
  return (
    <a href={page.path}>
      Back to “<ArticleTitle article={page} />”
    </a>
  )
}

const weekday = new Intl.DateTimeFormat(site.lang, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: site.timeZone,
})

const clock = new Intl.DateTimeFormat(site.lang, {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: site.timeZone,
  timeZoneName: 'short',
})
