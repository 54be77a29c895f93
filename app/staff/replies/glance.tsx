import { ArticleTitle } from '#components/article-title.tsx'
import desk from '#components/desk/desk.module.css'
import { Phrase } from '#components/phrase.ts'
import { context } from '#lib/context.ts'
import { articleOf } from '#lib/replies/article.ts'
import type { DeskReply } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'

type List = { replies: readonly DeskReply[]; total: number }

/** The first of the replies that wait. */
export function RepliesAtAGlance({ waiting, held, now }: { waiting: List; held: List; now: number }) {
  const t = words()
  if (!waiting.total && !held.total) return <p className={desk.quiet}>{t('desk-reply.no-one-waits')}</p>
  const waitingLink = <a href="/staff/replies">{t('desk-reply.waiting', { waiting: waiting.total })}</a>
  const heldLink = <a href="/staff/replies?queue=held">{t('desk-reply.held', { held: held.total })}</a>
  return (
    <>
      <ul className={desk.rows}>
        {waiting.replies.slice(0, 5).map((reply) => (
          <li key={reply.id}>
            <p>
              <Phrase
                of={t.rich('desk-reply.from-to', {
                  name: () => (
                    <a href={`/staff/replies#reply-${reply.id}`}>
                      <bdi>{reply.name}</bdi>
                    </a>
                  ),
                  title: () => <ArticleTitle article={articleOf(context(), reply)} />,
                })}
              />
            </p>
            <p className={desk.clamped} dir="auto">
              {reply.comment}
            </p>
            <p className={desk.quiet}>
              {t('desk.received-at', { moment: shortMoment(reply.createdAt, now, site) })}
            </p>
          </li>
        ))}
      </ul>
      <p>
        {held.total ? (
          <Phrase
            of={t.rich('desk-reply.waiting-held', { waiting: () => waitingLink, held: () => heldLink })}
          />
        ) : (
          waitingLink
        )}
      </p>
    </>
  )
}
