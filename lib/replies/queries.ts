import { setTimeout } from 'node:timers/promises'
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
  selectAfter,
  selectAnswers,
  selectApproved,
  selectReplies,
  selectReply,
  selectSince,
  selectUndecided,
  selectUndecidedOf,
} from './store.ts'

const patience = 2_000

/** The approved replies under these keys (see `Identity`), oldest first; cache tags of the page being rendered. */
export async function repliesTo(
  deps: Pick<Context, 'db'>,
  ...keys: readonly string[]
): Promise<PublicReply[]> {
  cacheTags(...keys.map((key) => `replies:${key}`))
  return await selectApproved(deps.db.read, keys)
}

/** Undefined when they cannot be had within 2 s: the page is then rendered without them, and not kept. */
export async function repliesIfThere(
  deps: Pick<Context, 'db' | 'log'>,
  keys: readonly string[],
  within: number = patience,
): Promise<PublicReply[] | undefined> {
  const replies = await ifThere(deps, repliesTo(deps, ...keys), keys, within)
  if (!replies) notePassing()
  return replies
}

/** Of these replies the ones that wait for a decision; undefined as above. */
export function waitingIfThere(
  deps: Pick<Context, 'db' | 'log'>,
  ids: readonly string[],
  [article]: readonly string[],
): Promise<PublicReply[] | undefined> {
  return ifThere(deps, selectUndecidedOf(deps.db.read, ids), [article ?? ''], patience)
}

function ifThere(
  deps: Pick<Context, 'log'>,
  reading: Promise<PublicReply[]>,
  [article]: readonly string[],
  within: number,
): Promise<PublicReply[] | undefined> {
  const read = reading.catch((error: unknown) => {
    // A database that is away is told once, by itself.
    if (!isUnavailable(error)) deps.log.error('The replies to an article cannot be read', { article, error })
    return undefined
  })
  return Promise.race([read, setTimeout(within, undefined, { ref: false })])
}

export const findReply = selectReply

export const undecidedReplies = selectUndecided

/** For the figures: without spam, and what was held or turned down. */
export const repliesSince = (deps: Pick<Context, 'db'>, since: number) => selectSince(deps.db.read, since)

export const repliesPerPage = 25

const longestSearch = 300

type ReplyQuery = {
  queue: ReplyStatus | 'all'
  page: number
  search?: string
  /** A slug, or all keys of one article, see `Identity`. */
  article?: string | readonly string[]
  person?: string
}

/** What waits for staff stands oldest first, everything else newest first. */
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

const part = 500

/** Whatever became of them, by id, some at a time; of all articles, or under these keys (see `Identity`). */
export async function* everyReply(
  deps: Pick<Context, 'db'>,
  keys?: readonly string[],
): AsyncGenerator<DeskReply & { history: ReplyEvent[] }> {
  const { read } = deps.db
  for (let after = ''; ; ) {
    const replies = await selectAfter(read, after, part, keys)
    const histories = await selectHistories<ReplyStatus>(
      read,
      replies.map(({ id }) => id),
    )
    for (const reply of await withDealings(read, replies))
      yield { ...reply, history: histories.get(reply.id) ?? [] }
    if (replies.length < part) return
    after = replies.at(-1)?.id ?? ''
  }
}

export async function countReplies(deps: Pick<Context, 'db'>): Promise<Record<ReplyStatus, number>> {
  const counts = await countByStatus(deps.db.read)
  const entries = replyStatuses.map((status) => [status, counts.get(status) ?? 0] as const)
  return Object.fromEntries(entries) as Record<ReplyStatus, number>
}

export async function openReply(
  deps: Pick<Context, 'db'>,
  id: string,
): Promise<(DeskReply & { history: ReplyEvent[] }) | undefined> {
  const reply = isId(id) ? await selectReply(deps.db.read, id) : undefined
  const [shown] = reply ? await withDealings(deps.db.read, [reply]) : []
  return shown && { ...shown, history: await selectHistory(deps.db.read, id) }
}

export async function withDealings<Found extends Reply>(
  db: Database['read'],
  replies: readonly Found[],
): Promise<(Found & DeskReply)[]> {
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
