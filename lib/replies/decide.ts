import type { Context } from '#lib/context.ts'
import type { Tx } from '#lib/db/client.ts'
import { standing, standingOf, undoableStep } from '#lib/events/event.ts'
import {
  record,
  recordUndo,
  selectDecided,
  selectHistories,
  selectHistory,
  stampOf,
} from '#lib/events/store.ts'
import {
  type Asked,
  type Decider,
  judge,
  judgeUndo,
  type Outcome,
  signature,
} from '#lib/events/transition.ts'
import { isId } from '#lib/ulid.ts'
import {
  isUndecided,
  lastDecision,
  type Reply,
  type ReplyDecision,
  type ReplyEvent,
  type ReplyStatus,
  replyTransitions,
} from './reply.ts'
import { placeReply, selectReply } from './store.ts'

type Deps = Pick<Context, 'db' | 'now' | 'newId' | 'invalidate'>

/** More than stand on one page are not decided about at once: the database would be held for too long. */
const mostAtOnce = 200

/** @param decided.seen versions on the page; a reply that is not in it is decided about only while it is open */
export async function decideReplies(
  deps: Deps,
  decided: {
    ids: readonly string[]
    decision: ReplyDecision
    seen?: ReadonlyMap<string, number>
  } & Decider,
): Promise<{ decisionId: string; done: string[]; unchanged: string[] }> {
  const { seen, ...more } = decided
  const { to } = replyTransitions[decided.decision]
  const ids = [...new Set(decided.ids)].filter(isId).slice(0, mostAtOnce)
  const decisionId = deps.newId()
  const changed = await deps.db.write(async (tx) => {
    const found: Reply[] = []
    for (const id of ids) {
      const { before } = await decideOne(tx, deps, { ...more, id, seen: seen?.get(id), decisionId })
      if (before) found.push(before)
    }
    return found
  })
  invalidatePages(deps, changed, to)
  const done = changed.map(({ id }) => id)
  return { decisionId, done, unchanged: decided.ids.filter((id) => !done.includes(id)) }
}

export async function decideReply(
  deps: Deps,
  decided: { id: string; decision: ReplyDecision } & Asked,
): Promise<Outcome<ReplyStatus>> {
  const decisionId = deps.newId()
  const { before, outcome } = await deps.db.write((tx) => decideOne(tx, deps, { ...decided, decisionId }))
  if (before) invalidatePages(deps, [before], replyTransitions[decided.decision].to)
  return outcome
}

async function decideOne(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  decided: { id: string; decision: ReplyDecision; decisionId: string } & Asked,
): Promise<{ before?: Reply; outcome: Outcome<ReplyStatus> }> {
  const { id, decisionId, by } = decided
  const transition = replyTransitions[decided.decision]
  const reply = await selectReply(tx, id)
  if (!reply) return { outcome: { kind: 'missing' } }
  const item = standingOf(reply, await selectHistory<ReplyStatus>(tx, id), { isOpen: isUndecided(reply) })
  const verdict = judge(item, transition, decided)
  if (verdict.kind !== 'take') return { outcome: verdict }
  const [from, to, stamp] = [reply.status, transition.to, stampOf(deps, decided)]
  await placeReply(tx, { id, status: to, decidedAt: stamp.at, decidedBy: by })
  await record(tx, { kind: 'reply', id }, { kind: 'step', from, to, decisionId }, stamp)
  return { before: reply, outcome: { kind: 'done', status: to } }
}

export async function findDecision(
  { db }: Pick<Context, 'db'>,
  decisionId: string,
): Promise<{ to: ReplyStatus; count: number; at: number; by?: string; fromMail?: true } | undefined> {
  if (!isId(decisionId)) return undefined
  const histories = await selectHistories<ReplyStatus>(db.read, await selectDecided(db.read, decisionId))
  const decisions = [...histories.values()].map(lastDecision)
  const undoable = decisions.filter((last) => last?.id === decisionId)
  const [first] = undoable
  if (!first) return undefined
  const { to, at } = first
  return { to, count: undoable.length, at, ...signature(first) }
}

/** Leaves alone what something else was decided about since. */
export async function undoDecision(
  deps: Deps,
  taken: { decisionId: string; only?: string | undefined } & Decider,
): Promise<{ undone: number }> {
  const { decisionId, only } = taken
  if (!isId(decisionId)) return { undone: 0 }
  const undone = await deps.db.write(async (tx) => {
    const put: Reply[] = []
    for (const id of await selectDecided(tx, decisionId)) {
      if (only !== undefined && id !== only) continue
      const reply = await selectReply(tx, id)
      const history = await selectHistory<ReplyStatus>(tx, id)
      if (!reply || lastDecision(history)?.id !== decisionId) continue
      await putBack(tx, deps, id, history, taken)
      put.push(reply)
    }
    return put
  })
  for (const article of new Set(undone.map(({ article }) => article))) deps.invalidate(`replies:${article}`)
  return { undone: undone.length }
}

export async function undoReply(
  deps: Deps,
  taken: { id: string; seen: number } & Decider,
): Promise<Outcome<ReplyStatus>> {
  const { id } = taken
  const { reply, outcome } = await deps.db.write(async (tx) => {
    const reply = await selectReply(tx, id)
    if (!reply) return { outcome: { kind: 'missing' as const } }
    const history = await selectHistory<ReplyStatus>(tx, id)
    const isOpen = isUndecided(reply)
    const step = isOpen ? undefined : undoableStep(history)
    const verdict = judgeUndo(standingOf(reply, history, { isOpen }), step, taken)
    if (verdict.kind !== 'take') return { outcome: verdict }
    await putBack(tx, deps, id, history, taken)
    return { reply, outcome: { kind: 'done' as const, status: verdict.step.from } }
  })
  if (reply) deps.invalidate(`replies:${reply.article}`)
  return outcome
}

async function putBack(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  id: string,
  history: readonly ReplyEvent[],
  decider: Decider,
): Promise<void> {
  const [last, before] = standing(history)
  if (!last) return
  await placeReply(tx, { id, status: last.from, decidedAt: before?.at, decidedBy: before?.by })
  await recordUndo(tx, { kind: 'reply', id }, last, stampOf(deps, decider))
}

/** Pages show approved replies alone. */
function invalidatePages(deps: Pick<Deps, 'invalidate'>, replies: readonly Reply[], to: ReplyStatus): void {
  const changed = replies.filter(({ status }) => status === 'approved' || to === 'approved')
  for (const slug of new Set(changed.map(({ article }) => article))) deps.invalidate(`replies:${slug}`)
}
