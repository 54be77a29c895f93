import type { RowReply } from '#components/desk/reply-row.tsx'
import { context } from '#lib/context.ts'
import { answerInWords, changeInWords } from '#lib/desk/changes.ts'
import { type Place, queuePath } from '#lib/desk/replies-query.ts'
import { articleOf } from '#lib/replies/article.ts'
import { type DeskReply, isUndecided } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { reasonInWords } from '#lib/spam/verdict.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { decisionsFrom } from './labels.ts'

/** A reply as its row shows it in a queue. */
export function inRow(reply: DeskReply, queue: Place['queue']): RowReply {
  const { id, name, email, website, comment, status, lastDecision, answers } = reply
  const { slug, title, lang, path } = articleOf(context(), reply)
  const at = context().now()
  const isOpen = isUndecided(reply)
  const t = words()
  return {
    id,
    name,
    email,
    website,
    text: comment,
    article: { title, lang, path },
    more: {
      person: queuePath({ queue: 'all', person: email }),
      article: queuePath({ queue: 'all', article: slug }),
    },
    received: t('desk.received-at', { moment: shortMoment(reply.createdAt, at, site) }),
    standing: standing(reply, queue, at),
    reasons: isOpen ? reply.reasons.map((reason) => reasonInWords(reason)) : [],
    decisions: decisionsFrom(status),
    undo: isOpen || !lastDecision ? undefined : `${lastDecision.id} ${id}`,
    answers: answers.map((answer) => ({
      id: answer.id,
      text: answer.text,
      told: answerInWords({ kind: 'published', by: answer.by }, shortMoment(answer.createdAt, at, site)),
    })),
  }
}

/** What its queue does not say of a reply: where it stands, and who has put it there. */
function standing({ status, lastChange }: DeskReply, queue: Place['queue'], now: number): string {
  if (lastChange) return changeInWords(lastChange, shortMoment(lastChange.at, now, site))
  return status === queue ? '' : words()(`reply-is.${status}`)
}
