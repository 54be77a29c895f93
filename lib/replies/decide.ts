import type { Tx } from '#lib/db/client.ts'
import { isId } from '#lib/ids.ts'
import type { Runtime } from '#lib/runtime.ts'
import { lastDecision } from './desk.ts'
import { markUndone, noteEvent, selectDecided, selectEvents } from './event-store.ts'
import type { Reply, ReplyStatus } from './reply.ts'
import { placeReply, selectReply } from './store.ts'

type Deps = Pick<Runtime, 'db' | 'now' | 'newId' | 'drop'>

/** What each button of the desk makes of a reply. */
export const deskDecisions = {
  approve: 'approved',
  reject: 'rejected',
  spam: 'spam',
  bin: 'bin',
} as const satisfies Record<string, ReplyStatus>

export type DeskDecision = keyof typeof deskDecisions

export function isDeskDecision(text: string): text is DeskDecision {
  return Object.hasOwn(deskDecisions, text)
}

/** More than stand on one page are not decided about at once: the database would be held for too long. */
const mostAtOnce = 200

/**
 * Decides about one reply or several. Unlike the link of a mail, the desk may change its mind: each decision is
 * noted, and can be undone.
 *
 * @param decided.by address of one of the staff
 * @param decided.seenIn the queue in which the replies were shown: one that a colleague has meanwhile decided
 *   about is left as it is
 * @returns the replies that were changed; the others are gone, stand so already, or were decided about meanwhile
 */
export async function decideReplies(
  deps: Deps,
  decided: { ids: readonly string[]; decision: DeskDecision; by: string; seenIn?: ReplyStatus },
): Promise<{ decisionId: string; done: string[]; unchanged: string[] }> {
  const { decision, by, seenIn } = decided
  const to = deskDecisions[decision]
  const ids = [...new Set(decided.ids)].filter(isId).slice(0, mostAtOnce)
  const [decisionId, at] = [deps.newId(), deps.now()]
  const done = await deps.db.write(async (tx) => {
    const changed: Reply[] = []
    for (const id of ids) {
      const reply = await selectReply(tx, id)
      if (!reply || reply.status === to || (seenIn && reply.status !== seenIn)) continue
      await placeReply(tx, { id, status: to, decidedAt: at, decidedBy: by })
      const event = { kind: 'decided', decisionId, from: reply.status, to } as const
      await noteEvent(tx, { id: deps.newId(), replyId: id, at, by, ...event })
      changed.push(reply)
    }
    return changed
  })
  dropPages(deps, done, to)
  const changed = done.map(({ id }) => id)
  return { decisionId, done: changed, unchanged: decided.ids.filter((id) => !changed.includes(id)) }
}

/** What of a decision still stands and can be undone; undefined when nothing does. */
export async function findDecision(
  deps: Pick<Runtime, 'db'>,
  decisionId: string,
): Promise<{ to: ReplyStatus; count: number; at: number; by?: string } | undefined> {
  if (!isId(decisionId)) return undefined
  const histories = await selectEvents(deps.db.read, await selectDecided(deps.db.read, decisionId))
  const standing = [...histories.values()].map(lastDecision).filter((last) => last?.id === decisionId)
  const [first] = standing
  if (!first) return undefined
  const { to, at, by } = first
  return { to, count: standing.length, at, ...(by !== undefined && { by }) }
}

/**
 * Puts each reply of a decision back where it stood before, out of the bin too, unless something else was decided
 * about it since.
 */
export async function undoDecision(
  deps: Deps,
  { decisionId, by }: { decisionId: string; by: string },
): Promise<{ undone: number }> {
  if (!isId(decisionId)) return { undone: 0 }
  const at = deps.now()
  const undone = await deps.db.write(async (tx) => {
    const articles: string[] = []
    for (const id of await selectDecided(tx, decisionId)) {
      const put = await putBack(tx, id, decisionId, at)
      if (!put) continue
      const { from, to } = put
      await noteEvent(tx, { id: deps.newId(), replyId: id, at, by, kind: 'undone', from: to, to: from })
      articles.push(put.article)
    }
    return articles
  })
  for (const slug of new Set(undone)) deps.drop(`replies:${slug}`)
  return { undone: undone.length }
}

async function putBack(
  tx: Tx,
  id: string,
  decisionId: string,
  at: number,
): Promise<{ article: string; from: ReplyStatus; to: ReplyStatus } | undefined> {
  const reply = await selectReply(tx, id)
  const history = (await selectEvents(tx, [id])).get(id) ?? []
  const last = lastDecision(history)
  if (!reply || last?.id !== decisionId) return undefined
  await markUndone(tx, decisionId, id, at)
  const earlier = lastDecision(
    history.filter((event) => event.kind !== 'decided' || event.decisionId !== decisionId),
  )
  const decidedAt = earlier?.at ?? null
  await placeReply(tx, { id, status: last.from, decidedAt, decidedBy: earlier?.by ?? null })
  return { article: reply.article, from: last.from, to: last.to }
}

/** Pages show approved replies alone: what was and is hidden changes none. */
function dropPages(deps: Deps, replies: readonly Reply[], to: ReplyStatus): void {
  const changed = replies.filter(({ status }) => status === 'approved' || to === 'approved')
  for (const slug of new Set(changed.map(({ article }) => article))) deps.drop(`replies:${slug}`)
}
