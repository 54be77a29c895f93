import { namedIds, seenVersion } from '#lib/forms/form.ts'
import { type Answered, answerReply, withdrawAnswer } from '#lib/replies/answer.ts'
import { decideReplies, undoDecision } from '#lib/replies/decide.ts'
import { repliesPerPage } from '#lib/replies/queries.ts'
import { isReplyDecision } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { answerInWords, changeInWords } from './changes.ts'
import { one, queryOf } from './query.ts'
import { queuePath, readPlace } from './replies-query.ts'
import { staffOnly } from './staff-only.ts'

export const decideForm = staffOnly(async (deps, { query, fields }, { email: by }) => {
  const place = readPlace(queryOf(query))
  const [decision = '', id] = (fields.decision ?? '').split(' ')
  const ticked = namedIds(fields, 'reply').map(([id]) => id)
  const ids = id === undefined ? ticked : [id]
  if (!isReplyDecision(decision) || !ids.length) return { to: queuePath({ ...place, told: 'none' }) }
  const seen = namedIds(fields, 'seen').flatMap(([id, text]) => {
    const version = seenVersion(text)
    return version === undefined ? [] : [[id, version] as const]
  })
  const outcome = await decideReplies(deps, { ids, decision, by, seen: new Map(seen) })
  const [only, ...others] = outcome.done
  const left = outcome.unchanged.slice(0, repliesPerPage)
  return {
    to: queuePath({
      ...place,
      told: outcome.done.length ? 'decided' : 'unchanged',
      decision: outcome.done.length ? outcome.decisionId : undefined,
      reply: others.length ? undefined : only,
      ...(left.length && { left: left.join('.'), wanted: decision }),
    }),
  }
})

export const undoForm = staffOnly(async (deps, { query, fields }, { email: by }) => {
  const [decisionId = '', only] = (fields.decision ?? '').split(' ')
  const { undone } = await undoDecision(deps, { decisionId, only, by })
  const place = readPlace(queryOf(query))
  return { to: queuePath({ ...place, told: 'undone', count: undone, left: undone ? undefined : only }) }
})

export const answerForm = staffOnly(async (deps, { query, fields }, { email: by }) => {
  const place = readPlace(queryOf(query))
  // The query names it in a form from before forms had names.
  const id = fields.item || (one(queryOf(query), 'answering') ?? '')
  const answer = { id, text: fields.answer ?? '', by, seen: seenVersion(fields.seen) }
  const outcome = await answerReply(deps, answer)
  const again = (message: string) => ({ state: { values: fields, errors: { '': message } } })
  if (outcome.kind === 'invalid') return { state: outcome.state }
  if (outcome.kind === 'missing') return again(words()('desk-reply.unpublished-gone'))
  if (outcome.kind !== 'published') return again(overtaken(outcome, deps.now()))
  return { to: queuePath({ ...place, told: 'answered', reply: id }) }
})

function overtaken(outcome: Extract<Answered, { kind: 'not-approved' | 'stale' }>, now: number): string {
  const t = words()
  const { last } = outcome.kind === 'stale' ? outcome : {}
  const change =
    last?.kind === 'published' || last?.kind === 'withdrawn'
      ? answerInWords(last, shortMoment(last.at, now, site))
      : changeInWords(outcome, shortMoment(outcome.at, now, site))
  return t(outcome.kind === 'stale' ? 'desk-reply.stale' : 'desk-reply.not-approved', { change })
}

export const withdrawForm = staffOnly(async (deps, { query, fields }, { email: by }) => {
  const isDone = await withdrawAnswer(deps, { id: fields.withdrawn ?? '', by })
  return { to: queuePath({ ...readPlace(queryOf(query)), told: isDone ? 'withdrawn' : 'gone' }) }
})
