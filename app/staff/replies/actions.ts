'use server'

import { redirect } from 'next/navigation'
import { context } from '#lib/context.ts'
import { changeInWords, whoInWords } from '#lib/desk/changes.ts'
import { type Place, queuePath } from '#lib/desk/replies-query.ts'
import { type Answered, answerReply, withdrawAnswer } from '#lib/replies/answer.ts'
import { decideReplies, undoDecision } from '#lib/replies/decide.ts'
import { repliesPerPage } from '#lib/replies/queries.ts'
import { isReplyDecision } from '#lib/replies/reply.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { seenVersion, typed } from '../../actions/typed.ts'
import { requireStaff } from '../session.ts'

/**
 * Decides about the reply whose button was pressed, or about all that are ticked.
 *
 * @param place the list to come back to; a visitor can change it, so it is only ever a path of this list
 */
export async function decideHere(place: Place, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const fields = typed(data)
  const [decision = '', id] = (fields.decision ?? '').split(' ')
  const ticked = namedIds(fields, 'reply').map(([id]) => id)
  const ids = id === undefined ? ticked : [id]
  if (!isReplyDecision(decision) || !ids.length) redirect(queuePath({ ...place, told: 'none' }))
  const seen = namedIds(fields, 'seen').flatMap(([id, text]) => {
    const version = seenVersion(text)
    return version === undefined ? [] : [[id, version] as const]
  })
  const outcome = await decideReplies(context(), { ids, decision, by, seen: new Map(seen) })
  const [only, ...others] = outcome.done
  const left = outcome.unchanged.slice(0, repliesPerPage)
  redirect(
    queuePath({
      ...place,
      told: outcome.done.length ? 'decided' : 'unchanged',
      decision: outcome.done.length ? outcome.decisionId : undefined,
      reply: others.length ? undefined : only,
      ...(left.length && { left: left.join('.'), wanted: decision }),
    }),
  )
}

/** The fields of a form that are about one reply each, by its id: `seen-<id>`. */
function namedIds(fields: Record<string, string>, name: string): [id: string, value: string][] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const [kind, id] = field.split('-')
    return kind === name && id ? [[id, value]] : []
  })
}

/** Takes a decision back: for all that it was about, or for one of them. */
export async function undoHere(place: Place, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const [decisionId = '', only] = (typed(data).decision ?? '').split(' ')
  const { undone } = await undoDecision(context(), { decisionId, only, by })
  redirect(queuePath({ ...place, told: 'undone', count: undone, left: undone ? undefined : only }))
}

/** Publishes an answer of the staff under a reply. */
export async function answerHere(
  id: string,
  place: Place,
  _before: FormState,
  data: FormData,
): Promise<FormState> {
  const { email: by } = await requireStaff()
  const values = typed(data)
  const answer = { id, text: values.answer ?? '', by, seen: seenVersion(values.seen) }
  const outcome = await answerReply(context(), answer)
  if (outcome.kind === 'invalid') return outcome.state
  if (outcome.kind === 'missing')
    return { values, errors: { '': 'Nothing was published. This reply is no longer kept.' } }
  if (outcome.kind !== 'published') return { values, errors: { '': overtaken(outcome) } }
  redirect(queuePath({ ...place, told: 'answered', reply: id }))
}

function overtaken(outcome: Extract<Answered, { kind: 'not-approved' | 'stale' }>): string {
  const now = context().now()
  if (outcome.kind === 'not-approved')
    return `Nothing was published. Meanwhile: ${changeInWords(outcome, shortMoment(outcome.at, now, site))}. Only a published reply can be answered: copy your text, and press Approve if it should be.`
  const { last } = outcome
  const isAnswer = last?.kind === 'published' || last?.kind === 'withdrawn'
  const what = isAnswer
    ? `${last.kind === 'published' ? 'Answered' : 'Answer withdrawn'} ${whoInWords(last)}, ${shortMoment(last.at, now, site)}`
    : changeInWords(outcome, shortMoment(outcome.at, now, site))
  return `Nothing was published. Meanwhile: ${what}. Publish your answer all the same if it still fits.`
}

/** Takes an answer of the staff back from the article. */
export async function withdrawHere(place: Place, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const isDone = await withdrawAnswer(context(), { id: typed(data).withdrawn ?? '', by })
  redirect(queuePath({ ...place, told: isDone ? 'withdrawn' : 'gone' }))
}
