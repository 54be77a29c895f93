import { type Event, undoableStep } from '#lib/events/event.ts'
import { type Change, signature, type Transition } from '#lib/events/transition.ts'
import type { ReplyInput } from './form.ts'

export const replyStatuses = ['waiting', 'held', 'approved', 'rejected', 'spam', 'bin'] as const
export type ReplyStatus = (typeof replyStatuses)[number]

export const openReplyStatuses: readonly ReplyStatus[] = ['waiting', 'held']

/** What may follow which, and who may press it, stands nowhere else. */
export const replyTransitions = {
  approve: { from: ['waiting', 'held', 'rejected', 'spam', 'bin'], to: 'approved', byMail: true },
  reject: { from: ['waiting', 'held', 'approved', 'spam', 'bin'], to: 'rejected', byMail: true },
  spam: { from: ['waiting', 'held', 'approved', 'rejected', 'bin'], to: 'spam', byMail: true },
  bin: { from: ['waiting', 'held', 'approved', 'rejected', 'spam'], to: 'bin', byMail: false },
} as const satisfies Record<string, Transition<ReplyStatus>>

export type ReplyDecision = keyof typeof replyTransitions

export function isReplyDecision(text: string): text is ReplyDecision {
  return Object.hasOwn(replyTransitions, text)
}

export function replyDecisionsFrom(status: ReplyStatus | 'all'): ReplyDecision[] {
  const names = Object.keys(replyTransitions).filter(isReplyDecision)
  return names.filter((name) =>
    replyTransitions[name].from.some((from) => status === 'all' || from === status),
  )
}

export function isUndecided({ status }: Pick<Reply, 'status'>): boolean {
  return openReplyStatuses.includes(status)
}

export type Reply = ReplyInput & {
  id: string
  /** Its key: a slug that the article had, see `Identity`. */
  article: string
  status: ReplyStatus
  reasons: string[]
  /** Milliseconds since 1970, as is `decidedAt`. */
  createdAt: number
  decidedAt?: number
  decidedBy?: string
}

export function slugThen({ article }: Pick<Reply, 'article'>): string {
  return article.replace(/#\d+$/, '')
}

export type StaffAnswer = {
  id: string
  text: string
  by: string
  createdAt: number
}

/** Without addresses, as everyone may see it. */
export type PublicReply = Pick<Reply, 'id' | 'article' | 'name' | 'website' | 'comment' | 'createdAt'> & {
  answers: Omit<StaffAnswer, 'by'>[]
}

export type ReplyEvent = Event<ReplyStatus>

type Decision = NonNullable<ReturnType<typeof lastDecision>>

export function lastDecision(history: readonly ReplyEvent[]) {
  const last = undoableStep(history)
  if (!last) return undefined
  const { at, from, to } = last
  return { id: last.decisionId ?? last.id, at, ...signature(last), from, to }
}

export type DecidedReply = Reply & { answers: StaffAnswer[]; lastDecision?: Decision }

export type DeskReply = DecidedReply & {
  version: number
  events: number
  lastChange?: Change<ReplyStatus>
}

/** A reply that another site had approved. */
export type MovedReply = {
  id: string
  /** The slug of its article. */
  article: string
  name: string
  /** May be empty. */
  email: string
  website: string | undefined
  comment: string
  /** Milliseconds since 1970. */
  createdAt: number
}
