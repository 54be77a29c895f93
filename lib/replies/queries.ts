import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import { changesIn, lastChange } from '#lib/events/event.ts'
import { selectHistories, selectHistory } from '#lib/events/store.ts'
import { typedLine } from '#lib/forms/typed.ts'
import { cacheTags, notePassing } from '#lib/request-context.ts'
import { isId } from '#lib/ulid.ts'
import {
  type DeskReply,
  lastDecision,
  type PublicReply,
  type Reply,
  type ReplyEvent,
  type ReplyStatus,
  replyStatuses,
} from './reply.ts'
import {
  countByStatus,
  selectAnswers,
  selectApproved,
  selectReplies,
  selectReply,
  selectUndecided,
} from './store.ts'

/** Milliseconds for which a reader of an article is kept waiting for the replies to it. */
const patience = 2_000

/**
 * The approved replies to an article, oldest first; noted as shown by the page being rendered.
 *
 * @param keys what they are kept under, see `Identity`
 */
export async function repliesTo(
  deps: Pick<Context, 'db'>,
  ...keys: readonly string[]
): Promise<PublicReply[]> {
  cacheTags(...keys.map((key) => `replies:${key}`))
  return await selectApproved(deps.db.read, keys)
}

/**
 * The same for a page that is worth reading without them: its text needs no database.
 *
 * @returns undefined when they cannot be had within 2 s; the page being rendered is then not kept
 */
export async function repliesIfThere(
  deps: Pick<Context, 'db' | 'log'>,
  keys: readonly string[],
  within: number = patience,
): Promise<PublicReply[] | undefined> {
  let isOver = () => {}
  const over = new Promise<undefined>((resolve) => {
    isOver = () => resolve(undefined)
  })
  const timer = setTimeout(isOver, within)
  const reading = repliesTo(deps, ...keys).catch((error: unknown) => {
    // A database that is away is told once, by itself.
    if (!isUnavailable(error))
      deps.log.error('The replies to an article cannot be read', { article: keys[0], error })
    return undefined
  })
  const replies = await Promise.race([reading, over])
  clearTimeout(timer)
  if (!replies) notePassing()
  return replies
}

/** One reply for the eyes of staff. */
export async function findReply(deps: Pick<Context, 'db'>, id: string): Promise<Reply | undefined> {
  return await selectReply(deps.db.read, id)
}

/** Every reply that staff have not decided about, oldest first. */
export async function undecidedReplies(deps: Pick<Context, 'db'>): Promise<Reply[]> {
  return await selectUndecided(deps.db.read)
}

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
  return shown && { ...shown, history: await selectHistory(deps.db.read, id) }
}

/** Adds what staff have answered and decided. */
export async function withDealings(db: Database['read'], replies: Reply[]): Promise<DeskReply[]> {
  const ids = replies.map(({ id }) => id)
  const answers = await selectAnswers(db, ids)
  const histories = await selectHistories<ReplyStatus>(db, ids)
  return replies.map((reply) => {
    const history = histories.get(reply.id) ?? []
    const decision = lastDecision(history)
    const change = lastChange(reply, history)
    return {
      ...{ ...reply, answers: answers.get(reply.id) ?? [], version: changesIn(history) },
      events: history.length,
      ...(decision && { lastDecision: decision }),
      ...(change && { lastChange: change }),
    }
  })
}
