import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { type Change, signature } from '#lib/events/transition.ts'
import { typedLine } from '#lib/forms/typed.ts'
import { isId } from '#lib/ulid.ts'
import { selectAnswers } from './answer-store.ts'
import { selectEvents } from './event-store.ts'
import {
  type Decision,
  type DeskReply,
  type Reply,
  type ReplyEvent,
  type ReplyStatus,
  replyStatuses,
} from './reply.ts'
import { countByStatus, selectReplies, selectReply } from './store.ts'

export const repliesPerPage = 25

/** Of words, slug and address alike; what is longer is cut. */
const longestSearch = 300

/** What the desk shows of the replies: those of one status or all, narrowed by words, an article, a person. */
export type ReplyQuery = {
  queue: ReplyStatus | 'all'
  /** From 1 on; one that does not exist means the nearest. */
  page: number
  search?: string
  /** A slug, or all that replies to one article are kept under, see `Identity`. */
  article?: string | readonly string[]
  /** Address. */
  person?: string
}

/** One page of replies; what waits for staff stands oldest first, everything else newest first. */
export async function listReplies(
  deps: Pick<Context, 'db'>,
  query: ReplyQuery,
): Promise<{ replies: DeskReply[]; total: number; page: number; pages: number }> {
  const { queue, page } = query
  const line = (text: string) => typedLine(text.slice(0, longestSearch), longestSearch)
  const [search, person] = [query.search, query.person].map((text = '') => line(text))
  const keys = [query.article ?? []].flat().map(line).filter(Boolean)
  const filter = {
    ...(queue !== 'all' && { status: queue }),
    ...(search && { search }),
    ...(keys.length && { keys }),
    ...(person && { person }),
  }
  const select = (asked: number) =>
    selectReplies(deps.db.read, filter, { limit: repliesPerPage, offset: (asked - 1) * repliesPerPage })
  const asked = Number.isInteger(page) && page > 0 ? Math.min(page, 1_000_000) : 1
  const found = await select(asked)
  const pages = Math.max(1, Math.ceil(found.total / repliesPerPage))
  const { replies, total } = asked > pages ? await select(pages) : found
  return { replies: await withDealings(deps.db.read, replies), total, page: Math.min(asked, pages), pages }
}

/** How many replies there are in each queue. */
export async function countReplies(deps: Pick<Context, 'db'>): Promise<Record<ReplyStatus, number>> {
  const counts = await countByStatus(deps.db.read)
  const entries = replyStatuses.map((status) => [status, counts.get(status) ?? 0] as const)
  return Object.fromEntries(entries) as Record<ReplyStatus, number>
}

/** One reply with all that was done about it, oldest first. */
export async function openReply(
  deps: Pick<Context, 'db'>,
  id: string,
): Promise<(DeskReply & { history: ReplyEvent[] }) | undefined> {
  const reply = isId(id) ? await selectReply(deps.db.read, id) : undefined
  const [shown] = reply ? await withDealings(deps.db.read, [reply]) : []
  return shown && { ...shown, history: (await selectEvents(deps.db.read, [id])).get(id) ?? [] }
}

/** Adds what staff have answered and decided. */
export async function withDealings(db: Database['read'], replies: Reply[]): Promise<DeskReply[]> {
  const ids = replies.map(({ id }) => id)
  const answers = await selectAnswers(db, ids)
  const histories = await selectEvents(db, ids)
  return replies.map((reply) => {
    const history = histories.get(reply.id) ?? []
    const decision = lastDecision(history)
    const change = lastChange(reply, history)
    return {
      ...{ ...reply, answers: answers.get(reply.id) ?? [], version: versionOf(history) },
      events: history.length,
      ...(decision && { lastDecision: decision }),
      ...(change && { lastChange: change }),
    }
  })
}

/** How often a reply with this history was decided about, or a decision taken back. */
export function versionOf(history: readonly ReplyEvent[]): number {
  return history.filter(({ kind }) => kind === 'decided' || kind === 'undone').length
}

/** The last change of where a reply stands; undefined when there was none. */
export function lastChange(reply: Reply, history: readonly ReplyEvent[]): Change<ReplyStatus> | undefined {
  const { status, decidedAt, decidedBy } = reply
  const last = history.findLast(({ kind }) => kind === 'decided' || kind === 'undone')
  if (last)
    return { status, at: last.at, ...signature(last), ...(last.kind === 'undone' && { isUndo: true }) }
  // Decided before there was a history.
  return decidedAt === undefined ? undefined : { status, at: decidedAt, ...signature({ by: decidedBy }) }
}

/** The decision that a history ends in, those aside that were undone. */
export function lastDecision(history: readonly ReplyEvent[]): Decision | undefined {
  const last = history.findLast((event) => event.kind === 'decided' && !event.isUndone)
  if (last?.kind !== 'decided') return undefined
  const { decisionId, at, from, to } = last
  return { id: decisionId, at, ...signature(last), from, to }
}
