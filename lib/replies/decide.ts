import type { Context } from '#lib/context.ts'
import type { Tx } from '#lib/db/client.ts'
import { type Decider, signature } from '#lib/events/transition.ts'
import { isId } from '#lib/ulid.ts'
import { markUndone, noteEvent, selectDecided, selectEvents } from './event-store.ts'
import { lastDecision, versionOf } from './queries.ts'
import type { Reply, ReplyEvent, ReplyStatus } from './reply.ts'
import { isUndecided, placeReply, selectReply } from './store.ts'

type Deps = Pick<Context, 'db' | 'now' | 'newId' | 'drop'>

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
 * Decides about one reply or several. Each decision is noted, and can be undone.
 *
 * @param decided.seen the version of each reply on the page: one that a colleague has meanwhile decided about is left
 *   as it is, and so is one that is not in it and no longer waits. Without it nothing is asked.
 * @returns the replies that were changed; the others are gone, stand so already, or were decided about meanwhile
 */
export async function decideReplies(
  deps: Deps,
  decided: {
    ids: readonly string[]
    decision: DeskDecision
    seen?: ReadonlyMap<string, number>
  } & Decider,
): Promise<{ decisionId: string; done: string[]; unchanged: string[] }> {
  const { seen } = decided
  const to = deskDecisions[decided.decision]
  const ids = [...new Set(decided.ids)].filter(isId).slice(0, mostAtOnce)
  const decisionId = deps.newId()
  const done = await deps.db.write(async (tx) => {
    const histories = await selectEvents(tx, ids)
    const changed: Reply[] = []
    for (const id of ids) {
      const reply = await selectReply(tx, id)
      if (!reply || reply.status === to) continue
      if (seen && !isAsSeen(reply, histories.get(id) ?? [], seen.get(id))) continue
      await place(tx, deps, reply, { ...decided, to, decisionId })
      changed.push(reply)
    }
    return changed
  })
  dropPages(deps, done, to)
  const changed = done.map(({ id }) => id)
  return { decisionId, done: changed, unchanged: decided.ids.filter((id) => !changed.includes(id)) }
}

/**
 * Whether a reply is as it was on a page.
 *
 * @param seen its version there; a form that does not say saw one that waited
 */
export function isAsSeen(reply: Reply, history: readonly ReplyEvent[], seen: number | undefined): boolean {
  return seen === undefined ? isUndecided(reply) : seen === versionOf(history)
}

/** Puts a reply where it is to stand, and writes it into its history. */
export async function place(
  tx: Tx,
  deps: Pick<Deps, 'now' | 'newId'>,
  { id, status: from }: Reply,
  decided: { to: ReplyStatus; decisionId: string } & Decider,
): Promise<void> {
  const { to, decisionId, by, fromMail } = decided
  const at = deps.now()
  await placeReply(tx, { id, status: to, decidedAt: at, decidedBy: by ?? null })
  const event = { kind: 'decided', decisionId, from, to, by, ...(fromMail && { fromMail }) } as const
  await noteEvent(tx, { id: deps.newId(), replyId: id, at, ...event })
}

/** What of a decision still stands and can be undone; undefined when nothing does. */
export async function findDecision(
  deps: Pick<Context, 'db'>,
  decisionId: string,
): Promise<{ to: ReplyStatus; count: number; at: number; by?: string; fromMail?: true } | undefined> {
  if (!isId(decisionId)) return undefined
  const histories = await selectEvents(deps.db.read, await selectDecided(deps.db.read, decisionId))
  const standing = [...histories.values()].map(lastDecision).filter((last) => last?.id === decisionId)
  const [first] = standing
  if (!first) return undefined
  const { to, at } = first
  return { to, count: standing.length, at, ...signature(first) }
}

/**
 * Puts each reply of a decision back where it stood before, out of the bin too, unless something else was decided
 * about it since.
 *
 * @param taken.only the id of the one reply of it that is put back; without it, all of them
 */
export async function undoDecision(
  deps: Deps,
  taken: { decisionId: string; only?: string | undefined } & Decider,
): Promise<{ undone: number }> {
  const { decisionId, only, by, fromMail } = taken
  if (!isId(decisionId)) return { undone: 0 }
  const at = deps.now()
  const undone = await deps.db.write(async (tx) => {
    const articles: string[] = []
    const ids = await selectDecided(tx, decisionId)
    for (const id of ids.filter((id) => only === undefined || id === only)) {
      const put = await putBack(tx, id, decisionId, at)
      if (!put) continue
      const { from, to } = put
      const event = { kind: 'undone', from: to, to: from, by, ...(fromMail && { fromMail }) } as const
      await noteEvent(tx, { id: deps.newId(), replyId: id, at, ...event })
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
export function dropPages(deps: Pick<Deps, 'drop'>, replies: readonly Reply[], to: ReplyStatus): void {
  const changed = replies.filter(({ status }) => status === 'approved' || to === 'approved')
  for (const slug of new Set(changed.map(({ article }) => article))) deps.drop(`replies:${slug}`)
}
