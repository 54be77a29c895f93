import type { ReactNode } from 'react'
import { ArticleTitle } from '#components/article-title.tsx'
import { Paragraphs } from '#components/paragraphs.tsx'
import { Phrase } from '#components/phrase.ts'
import { words } from '#lib/words/words.ts'
import { Button } from './button.tsx'
import styles from './reply-row.module.css'
import { Tick } from './tick.tsx'

/** A reply with everything put into words. */
export type RowReply = {
  id: string
  name: string
  /** Empty once the person was erased. */
  email: string
  website?: string | undefined
  text: string
  article: { title: string; lang: string; path: string }
  /** Where else this person and this article are listed. */
  more: { person: string; article: string }
  /** `Received today 09:12`. */
  received: string
  /** `Approved by …, today 09:12`; empty where its queue says enough. */
  standing: string
  /** Why it is held, in sentences. */
  reasons: readonly string[]
  /** What can be decided about it now. */
  decisions: readonly { value: string; label: string }[]
  /** The decision that can be taken back. */
  undo?: string | undefined
  answers: readonly { id: string; text: string; told: string }[]
}

type Props = {
  reply: RowReply
  /** Whether it can be chosen together with others. */
  isChoosable: boolean
  /** The form to answer it with, where it can be answered. */
  answerForm?: ReactNode
}

/**
 * One reply in a queue. Its buttons belong to the forms `decide`, `undo` and `withdraw` of the page, so that the form
 * to answer with can stand beside them.
 */
export function ReplyRow({ reply, isChoosable, answerForm }: Props) {
  const about = `about-${reply.id}`
  const t = words()
  return (
    <article className={styles.row} id={`reply-${reply.id}`} aria-labelledby={about}>
      <div className={styles.head}>
        <h2 className={styles.who} id={about}>
          {isChoosable ? (
            <Tick form="decide" name={`reply-${reply.id}`}>
              <bdi>{reply.name}</bdi>
            </Tick>
          ) : (
            <bdi>{reply.name}</bdi>
          )}
        </h2>
        <p className={styles.quiet}>
          {reply.email ? <a href={reply.more.person}>{reply.email}</a> : t('desk-reply.erased')}
          {reply.website && <> · {reply.website}</>}
        </p>
        <p className={styles.quiet}>
          {reply.received} ·{' '}
          <Phrase
            of={t.rich('desk-reply.to', {
              article: () => (
                <a href={reply.article.path}>
                  <ArticleTitle article={reply.article} />
                </a>
              ),
              all: (children) => <a href={reply.more.article}>{children}</a>,
            })}
          />
        </p>
      </div>
      <div className={styles.body}>
        {reply.reasons.length > 0 && (
          <ul className={styles.reasons}>
            {reply.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <div className={styles.text}>
          <Paragraphs text={reply.text} />
        </div>
        <div className={styles.buttons}>
          {reply.decisions.map((decision, index) => (
            <Button
              key={decision.value}
              kind={index === 0 && decision.value === 'approve' ? 'primary' : 'secondary'}
              form="decide"
              name="decision"
              value={`${decision.value} ${reply.id}`}
              about={about}
            >
              {decision.label}
            </Button>
          ))}
          {reply.undo && (
            <Button form="undo" name="decision" value={reply.undo} about={about}>
              {t('desk.undo')}
            </Button>
          )}
          {reply.standing && <span className={styles.quiet}>{reply.standing}</span>}
        </div>
        {reply.answers.map((answer) => (
          <div key={answer.id} className={styles.answer}>
            <p className={styles.quiet}>{answer.told}</p>
            <Paragraphs text={answer.text} />
            <div>
              <Button kind="tertiary" form="withdraw" name="withdrawn" value={answer.id} about={about}>
                {t('desk-reply.withdraw')}
              </Button>
            </div>
          </div>
        ))}
        {answerForm}
      </div>
    </article>
  )
}
