import { ArticleTitle } from '#components/article-title.tsx'
import desk from '#components/desk/desk.module.css'
import { MailRows } from '#components/desk/mail-rows.tsx'
import { Paragraphs } from '#components/paragraphs.tsx'
import { Phrase } from '#components/phrase.ts'
import { context } from '#lib/context.ts'
import { enquiryPath } from '#lib/desk/enquiry-forms.ts'
import type { Person } from '#lib/privacy/person.ts'
import { articleOf } from '#lib/replies/article.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { heldInRow } from '../mails.ts'
import { amounts } from './labels.ts'

/** Everything that is kept of a person. */
export function PersonHeld({ person }: { person: Person }) {
  const { email, replies, enquiries, mails } = person
  const now = context().now()
  const t = words()
  const held = amounts({ replies: replies.length, enquiries: enquiries.length, mails: mails.length })
  return (
    <>
      <p className={desk.large}>
        {held ? t('people.held', { email, amounts: held }) : t('people.held-nothing', { email })}
      </p>
      {enquiries.length > 0 && (
        <section className={desk.section}>
          <h2>{t('desk.enquiries')}</h2>
          <ul className={desk.rows}>
            {enquiries.map((enquiry) => (
              <li key={enquiry.id}>
                <p>
                  <a href={enquiryPath(enquiry)}>{enquiry.reference}</a> <bdi>{enquiry.name}</bdi>
                </p>
                <div className={desk.text}>
                  <Paragraphs text={enquiry.requirements} />
                </div>
                <p className={desk.quiet}>
                  {t(`enquiry-status.${enquiry.status}`)} · {shortMoment(enquiry.createdAt, now, site)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {replies.length > 0 && (
        <section className={desk.section}>
          <h2>{t('desk.replies')}</h2>
          <ul className={desk.rows}>
            {replies.map((reply) => (
              <li key={reply.id}>
                <p>
                  <Phrase
                    of={t.rich('desk-reply.from-to', {
                      name: () => <bdi>{reply.name}</bdi>,
                      title: () => <ArticleTitle article={articleOf(context(), reply)} />,
                    })}
                  />
                </p>
                <div className={desk.text}>
                  <Paragraphs text={reply.comment} />
                </div>
                <p className={desk.quiet}>
                  {t(`reply-is.${reply.status}`)} · {shortMoment(reply.createdAt, now, site)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mails.length > 0 && (
        <section className={desk.section}>
          <h2>{t('desk-enquiry.mails')}</h2>
          <MailRows mails={mails.map((mail) => heldInRow(mail, now))} />
        </section>
      )}
    </>
  )
}
