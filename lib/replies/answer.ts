import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { lastChange } from '#lib/events/event.ts'
import { record, selectHistory, stampOf } from '#lib/events/store.ts'
import { type Change, stale } from '#lib/events/transition.ts'
import { requiredText } from '#lib/forms/fields.ts'
import { parseForm } from '#lib/forms/parse.ts'
import type { FormState } from '#lib/request-context.ts'
import { isId } from '#lib/ulid.ts'
import { answerLimits } from './limits.ts'
import type { ReplyEvent, ReplyStatus } from './reply.ts'
import { deleteAnswer, insertAnswer, selectAnswered, selectAnswers, selectReply } from './store.ts'

type Deps = Pick<Context, 'db' | 'now' | 'newId' | 'invalidate'>

const schema = z.object({ answer: requiredText({ called: 'answer', ...answerLimits.answer }) })

export type Answered =
  | { kind: 'published' }
  | { kind: 'missing' }
  | { kind: 'invalid'; state: FormState }
  /** Nothing was published. */
  | ({ kind: 'not-approved' } & Change<ReplyStatus>)
  | ({ kind: 'stale'; last?: ReplyEvent | undefined } & Change<ReplyStatus>)

/** @param answered.seen `events` of the reply on the page; without it, nothing is stale */
export async function answerReply(
  deps: Deps,
  answered: { id: string; text: string; by: string; seen?: number | undefined },
): Promise<Answered> {
  const { id, by, seen } = answered
  const parsed = parseForm(schema, { answer: answered.text })
  if ('errors' in parsed) return { kind: 'invalid', state: parsed }
  const text = parsed.ok.answer
  const outcome = await deps.db.write(async (tx) => {
    const reply = isId(id) ? await selectReply(tx, id) : undefined
    if (!reply) return { kind: 'missing' as const }
    const history = await selectHistory<ReplyStatus>(tx, id)
    const change = stale({ ...reply, lastChange: lastChange(reply, history) })
    if (reply.status !== 'approved') return { ...change, kind: 'not-approved' as const }
    const answers = (await selectAnswers(tx, [id])).get(id) ?? []
    if (!answers.some((answer) => answer.text === text)) {
      if (seen !== undefined && seen !== history.length) return { ...change, last: history.at(-1) }
      const stamp = stampOf(deps, { by })
      await insertAnswer(tx, id, { id: deps.newId(), text, by, createdAt: stamp.at })
      await record(tx, { kind: 'reply', id }, { kind: 'published' }, stamp)
    }
    return { kind: 'published' as const, article: reply.article }
  })
  if (outcome.kind !== 'published') return outcome
  deps.invalidate(`replies:${outcome.article}`)
  return { kind: 'published' }
}

export async function withdrawAnswer(deps: Deps, { id, by }: { id: string; by: string }): Promise<boolean> {
  const answered = await deps.db.write(async (tx) => {
    const found = isId(id) ? await selectAnswered(tx, id) : undefined
    if (!found) return undefined
    await deleteAnswer(tx, id)
    await record(tx, { kind: 'reply', id: found.replyId }, { kind: 'withdrawn' }, stampOf(deps, { by }))
    return found
  })
  if (answered) deps.invalidate(`replies:${answered.article}`)
  return answered !== undefined
}
