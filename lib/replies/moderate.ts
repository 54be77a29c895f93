import type { Context } from '#lib/context.ts'
import { type Decider, type Outcome, stale } from '#lib/events/transition.ts'
import { deskDecisions, dropPages, isAsSeen, place, undoDecision } from './decide.ts'
import { selectEvents } from './event-store.ts'
import { lastChange, lastDecision, versionOf } from './queries.ts'
import type { Reply, ReplyStatus } from './reply.ts'
import { isUndecided, selectReply } from './store.ts'

const replyDecisions = ['approve', 'reject', 'spam'] as const

/** What can be decided about a reply from a mail. */
export type ReplyDecision = (typeof replyDecisions)[number]

export function isReplyDecision(text: string): text is ReplyDecision {
  return replyDecisions.some((decision) => decision === text)
}

type Deps = Pick<Context, 'db' | 'now' | 'newId' | 'drop'>

/**
 * Decides about one reply, if it still is as it was seen; an approved one stands under its article as soon as this
 * resolves. The same decision by the same person, sent twice, is made once.
 *
 * @param decided.seen the reply's version on the page; without it, only one that waits is decided about
 * @param decided.isOpenOnly one that was decided about is left so, however well it was seen
 */
export async function decideReply(
  deps: Deps,
  decided: {
    id: string
    decision: ReplyDecision
    seen?: number | undefined
    isOpenOnly?: boolean
  } & Decider,
): Promise<Outcome<ReplyStatus>> {
  const { id, seen, isOpenOnly } = decided
  const to = deskDecisions[decided.decision]
  const { reply, outcome } = await deps.db.write(async (tx) => {
    const reply = await selectReply(tx, id)
    if (!reply) return { outcome: { kind: 'missing' as const } }
    const history = (await selectEvents(tx, [id])).get(id) ?? []
    const last = lastChange(reply, history)
    const done = { kind: 'done' as const, status: to }
    const isRepeat = seen !== undefined && versionOf(history) === seen + 1 && !last?.isUndo
    if (isRepeat && reply.status === to && last?.by && last.by === decided.by) return { outcome: done }
    const isFit = isAsSeen(reply, history, seen) && reply.status !== to && (!isOpenOnly || isUndecided(reply))
    if (!isFit) return { outcome: stale(reply, last) }
    await place(tx, deps, reply, { ...decided, to, decisionId: deps.newId() })
    return { reply, outcome: done }
  })
  if (reply) dropPages(deps, [reply], to)
  return outcome
}

/**
 * Takes the last decision about one reply back, if the reply still is as it was seen. What was decided about others
 * with it stays.
 *
 * @param taken.seen the reply's version on the page
 */
export async function undoReply(
  deps: Deps,
  taken: { id: string; seen: number } & Decider,
): Promise<Outcome<ReplyStatus>> {
  const { id, seen, by, fromMail } = taken
  const before = await readReply(deps, id)
  if (!before) return { kind: 'missing' }
  const { reply, last, decision, version } = before
  const isRepeat = version === seen + 1 && last?.isUndo && last.by !== undefined && last.by === by
  if (isRepeat) return { kind: 'done', status: reply.status }
  if (version !== seen || !decision || isUndecided(reply)) return stale(reply, last)
  const { undone } = await undoDecision(deps, {
    ...{ decisionId: decision.id, only: id, by },
    ...(fromMail && { fromMail }),
  })
  const after = await readReply(deps, id)
  if (!after) return { kind: 'missing' }
  return undone ? { kind: 'done', status: after.reply.status } : stale(after.reply, after.last)
}

async function readReply({ db }: Pick<Deps, 'db'>, id: string) {
  const reply: Reply | undefined = await selectReply(db.read, id)
  if (!reply) return undefined
  const history = (await selectEvents(db.read, [id])).get(id) ?? []
  return {
    ...{ reply, last: lastChange(reply, history) },
    ...{ decision: lastDecision(history), version: versionOf(history) },
  }
}
