import { ArticleTitle } from '#components/article-title.tsx'
import desk from '#components/desk/desk.module.css'
import { context } from '#lib/context.ts'
import { articleOf } from '#lib/replies/article.ts'
import type { DeskReply } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'

type List = { replies: readonly DeskReply[]; total: number }

/** The first of the replies that wait. */
export function RepliesAtAGlance({ waiting, held, now }: { waiting: List; held: List; now: number }) {
  if (!waiting.total && !held.total) return <p className={desk.quiet}>No reply waits.</p>
  return (
    <>
      <ul className={desk.rows}>
        {waiting.replies.slice(0, 5).map((reply) => (
          <li key={reply.id}>
            <p>
              <a href={`/staff/replies#reply-${reply.id}`}>
                <bdi>{reply.name}</bdi>
              </a>{' '}
              to “<ArticleTitle article={articleOf(context(), reply)} />”
            </p>
            <p className={desk.clamped} dir="auto">
              {reply.comment}
            </p>
            <p className={desk.quiet}>Received {shortMoment(reply.createdAt, now, site)}</p>
          </li>
        ))}
      </ul>
      <p>
        <a href="/staff/replies">{waiting.total} waiting</a>
        {held.total > 0 && (
          <>
            , <a href="/staff/replies?queue=held">{held.total} held as doubtful</a>
          </>
        )}
      </p>
    </>
  )
}
