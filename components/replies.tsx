// Not for a browser, where none of it runs: what a client component is given is less for the framework to take through
// its own format than what it renders. Of an article with thousands of replies that is half the time.
'use client'

import type { ReactNode } from 'react'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { Minute } from './day.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { Phrase } from './phrase.ts'
import styles from './replies.module.css'
import section from './section.module.css'

type ShownReply = {
  id: string
  name: string
  website?: string | undefined
  comment: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** What staff have answered, oldest first. */
  answers?: readonly { id: string; text: string; createdAt: number }[]
}

type Props = {
  /** Approved ones, oldest first; undefined when they cannot be had at the moment. */
  replies: readonly ShownReply[] | undefined
  state: 'open' | 'closed'
}

/** Replies, like letters to the editor. Text only: nothing of a visitor's is ever markup. */
export function Replies({ replies, state }: Props) {
  const t = words()
  return (
    <section className={section.section} id="replies" aria-labelledby="replies-title">
      <div className={styles.head}>
        <h2 className={section.heading} id="replies-title">
          {t('replies.title')}
        </h2>
        {replies && replies.length > 0 && (
          <p className={styles.count}>
            {t(state === 'open' ? 'replies.so-far' : 'replies.in-all', { count: replies.length })}
          </p>
        )}
      </div>
      <div className={styles.letters}>
        {replies?.map((reply) => (
          <Reply key={reply.id} reply={reply} />
        ))}
        {!replies && <p className={styles.said}>{t('replies.away')}</p>}
        {replies?.length === 0 && state === 'open' && (
          <p className={styles.said} id="no-replies">
            <Phrase
              of={t.rich('replies.none', {
                link: (children: ReactNode[]) => (
                  <a href="#reply">
                    <Phrase of={children} />
                  </a>
                ),
              })}
            />
          </p>
        )}
        {state === 'closed' && (
          <p className={styles.said} id="no-more-replies">
            {t('replies.closed')}
          </p>
        )}
      </div>
    </section>
  )
}

/** What a reader has said and staff have not decided about: for this reader alone, see lib/http/own-replies.ts. */
export function OwnReplies({ replies }: { replies: readonly ShownReply[] }) {
  return (
    <section className={styles.own} id="own-replies" aria-labelledby="own-replies-note">
      <p className={styles.note} id="own-replies-note">
        {words()('replies.own', { count: replies.length })}
      </p>
      {replies.map((reply) => (
        <Reply key={reply.id} reply={reply} />
      ))}
    </section>
  )
}

function Reply({ reply }: { reply: ShownReply }) {
  const { id, name, website, comment, createdAt, answers = [] } = reply
  return (
    <article className={styles.reply} id={`reply-${id}`} aria-labelledby={`reply-${id}-name`}>
      <header className={styles.from}>
        <h3 className={styles.name} id={`reply-${id}-name`} dir="auto">
          {website ? (
            <a href={website} rel="nofollow ugc noopener noreferrer">
              {name}
            </a>
          ) : (
            name
          )}
        </h3>
        <p className={styles.date}>
          <a href={`#reply-${id}`}>
            <Minute at={createdAt} />
          </a>
        </p>
      </header>
      <div className={styles.text}>
        <Paragraphs text={comment} />
      </div>
      {answers.map((answer) => (
        <Answer key={answer.id} answer={answer} />
      ))}
    </article>
  )
}

/** The organisation answers, not one of its people. */
function Answer({
  answer: { id, text, createdAt },
}: {
  answer: { id: string; text: string; createdAt: number }
}) {
  return (
    <article className={styles.answer} id={`answer-${id}`} aria-labelledby={`answer-${id}-name`}>
      <header className={styles.from}>
        <h4 className={styles.name} id={`answer-${id}-name`}>
          {site.name} <span className={styles.badge}>{words()('replies.staff')}</span>
        </h4>
        <p className={styles.date}>
          <a href={`#answer-${id}`}>
            <Minute at={createdAt} />
          </a>
        </p>
      </header>
      <div className={styles.text}>
        <Paragraphs text={text} />
      </div>
    </article>
  )
}
