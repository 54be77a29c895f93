import { ArticleTitle } from '#components/article-title.tsx'
import desk from '#components/desk/desk.module.css'
import { MailRows } from '#components/desk/mail-rows.tsx'
import { Paragraphs } from '#components/paragraphs.tsx'
import { context } from '#lib/context.ts'
import { enquiryPath } from '#lib/desk/enquiry-forms.ts'
import type { Person } from '#lib/privacy/person.ts'
import { articleOf } from '#lib/replies/article.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { statusNames } from '../enquiries/labels.ts'
import { heldInRow } from '../mails.ts'
import { queueNames } from '../replies/labels.ts'
import { amounts } from './labels.ts'

/** Everything that is kept of a person. */
export function PersonHeld({ person }: { person: Person }) {
  const { email, replies, enquiries, mails } = person
  const now = context().now()
  const held = amounts({ replies: replies.length, enquiries: enquiries.length, mails: mails.length })
  return (
    <>
      <p className={desk.large}>
        {email}: {held || 'nothing is kept'}
      </p>
      {enquiries.length > 0 && (
        <section className={desk.section}>
          <h2>Enquiries</h2>
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
                  {statusNames[enquiry.status]} · {shortMoment(enquiry.createdAt, now, site)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {replies.length > 0 && (
        <section className={desk.section}>
          <h2>Replies</h2>
          <ul className={desk.rows}>
            {replies.map((reply) => (
              <li key={reply.id}>
                <p>
                  <bdi>{reply.name}</bdi> to “<ArticleTitle article={articleOf(context(), reply)} />”
                </p>
                <div className={desk.text}>
                  <Paragraphs text={reply.comment} />
                </div>
                <p className={desk.quiet}>
                  {queueNames[reply.status]} · {shortMoment(reply.createdAt, now, site)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mails.length > 0 && (
        <section className={desk.section}>
          <h2>Mails</h2>
          <MailRows mails={mails.map((mail) => heldInRow(mail, now))} />
        </section>
      )}
    </>
  )
}
