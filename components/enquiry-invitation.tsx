import { site } from '#lib/site.ts'
import { promiseInWords } from '#lib/time/business-hours.ts'
import { words } from '#lib/words/words.ts'
import styles from './form/form.module.css'
import { emphasis, Readers } from './form/readers.tsx'
import { contactAbout } from './private-path.ts'

/** In place of the form, where the organisation has it on the contact page alone. */
export function EnquiryInvitation({ path }: { path: string }) {
  const t = words()
  const within = promiseInWords(site.promise)
  return (
    <section className={styles.enquiry} id="invitation" aria-labelledby="invitation-title">
      <div className={styles.frame}>
        <h2 className={styles.heading} id="invitation-title">
          {t('enquiry.invite-heading')}
        </h2>
        <Readers form="invitation" of={t.rich('enquiry.invite', emphasis, { within })} />
        <p>
          <a className={styles.way} href={contactAbout(path)}>
            {t('enquiry.invite-link')}
          </a>
        </p>
      </div>
    </section>
  )
}
