'use server'

import { redirect } from 'next/navigation'
import { answerReply, withdrawAnswer } from '#lib/replies/answer.ts'
import { decideReplies, isDeskDecision, undoDecision } from '#lib/replies/decide.ts'
import type { FormState } from '#lib/request.ts'
import { runtime } from '#lib/runtime.ts'
import { typed } from '../../actions/typed.ts'
import { requireStaff } from '../session.ts'
import { type Place, queuePath } from './place.ts'

/**
 * Decides about the reply whose button was pressed, or about all that are ticked.
 *
 * @param place the list to come back to; a visitor can change it, so it is only ever a path of this list
 */
export async function decideHere(place: Place, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const fields = typed(data)
  const [decision = '', id] = (fields.decision ?? '').split(' ')
  const ticked = Object.keys(fields).flatMap((name) => /^reply-(.+)$/.exec(name)?.[1] ?? [])
  const ids = id === undefined ? ticked : [id]
  if (!isDeskDecision(decision) || !ids.length) redirect(queuePath({ ...place, told: 'none' }))
  const seenIn = place.queue === 'all' || id !== undefined ? undefined : place.queue
  const outcome = await decideReplies(runtime(), { ids, decision, by, ...(seenIn && { seenIn }) })
  const [only, ...others] = outcome.done
  redirect(
    queuePath({
      ...place,
      told: outcome.done.length ? 'decided' : 'unchanged',
      decision: outcome.decisionId,
      reply: others.length ? undefined : only,
      unchanged: outcome.unchanged.length || undefined,
    }),
  )
}

/** Takes a decision back. */
export async function undoHere(place: Place, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const { undone } = await undoDecision(runtime(), { decisionId: typed(data).decision ?? '', by })
  redirect(queuePath({ ...place, told: 'undone', count: undone }))
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
  const outcome = await answerReply(runtime(), { id, text: values.answer ?? '', by })
  if (outcome.kind === 'invalid') return outcome.state
  if (outcome.kind === 'missing') return { values, errors: { '': 'This reply is no longer kept.' } }
  if (outcome.kind === 'not-approved')
    return { values, errors: { '': 'This reply is no longer published: approve it first, then answer.' } }
  redirect(queuePath({ ...place, told: 'answered', reply: id }))
}

/** Takes an answer of the staff back from the article. */
export async function withdrawHere(place: Place, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const isDone = await withdrawAnswer(runtime(), { id: typed(data).withdrawn ?? '', by })
  redirect(queuePath({ ...place, told: isDone ? 'withdrawn' : 'unchanged' }))
}
