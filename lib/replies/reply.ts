import { type Event, undoableStep } from '#lib/events/event.ts'
import { type Change, signature, type Transition } from '#lib/events/transition.ts'
import type { ReplyInput } from './form.ts'

/** Where a reply stands; what is in the bin or marked as spam is erased after a while, see lib/site.ts. */
export const replyStatuses = ['waiting', 'held', 'approved', 'rejected', 'spam', 'bin'] as const
export type ReplyStatus = (typeof replyStatuses)[number]

/** Those that staff have still to decide about. */
export const openReplyStatuses: readonly ReplyStatus[] = ['waiting', 'held']

/** Each button of staff: a reply can be put from anywhere to anywhere, and Undo puts it back. */
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

export function isUndecided({ status }: Pick<Reply, 'status'>): boolean {
  return openReplyStatuses.includes(status)
}

/** Lengths in characters, as lib/forms/typed.ts counts them. Plain constants: views show them. */
export const replyLimits = {
  comment: { least: 2, most: 5000 },
  name: { most: 100 },
  email: { most: 254 },
  website: { most: 300 },
} as const

export const answerLimits = { answer: { least: 1, most: 5000 } } as const

/** A reply with all that staff know of it. */
export type Reply = ReplyInput & {
  id: string
  /** What it is kept under: a slug that the article had, see `Identity`. */
  article: string
  status: ReplyStatus
  /** Why it is held: see lib/spam/verdict.ts. */
  reasons: string[]
  /** Milliseconds since 1970, as is `decidedAt`. */
  createdAt: number
  decidedAt?: number
  /** Address of the one who decided, where it is known. */
  decidedBy?: string
}

/** The slug that the article had when a reply was left. */
export function slugThen({ article }: Pick<Reply, 'article'>): string {
  return article.replace(/#\d+$/, '')
}

/** What staff have answered to a reply. */
export type StaffAnswer = {
  id: string
  text: string
  /** Address of the one who wrote it: for the eyes of staff. */
  by: string
  /** Milliseconds since 1970. */
  createdAt: number
}

/** A reply as everyone may see it: without the address, and with the answers of staff, oldest first. */
export type PublicReply = Pick<Reply, 'id' | 'article' | 'name' | 'website' | 'comment' | 'createdAt'> & {
  answers: Omit<StaffAnswer, 'by'>[]
}

export type ReplyEvent = Event<ReplyStatus>

/** The decision that a reply stands by now; it can be undone. */
export type Decision = {
  id: string
  at: number
  by?: string
  fromMail?: true
  from: ReplyStatus
  to: ReplyStatus
}

/** The decision that a history ends in, those aside that were undone. */
export function lastDecision(history: readonly ReplyEvent[]): Decision | undefined {
  const last = undoableStep(history)
  if (!last) return undefined
  const { at, from, to } = last
  return { id: last.decisionId ?? last.id, at, ...signature(last), from, to }
}

/** A reply with what staff have answered and decided. */
export type DecidedReply = Reply & { answers: StaffAnswer[]; lastDecision?: Decision }

/** A reply as the desk shows it. */
export type DeskReply = DecidedReply & {
  /** Goes up with each decision, and each that is taken back. */
  version: number
  /** Events of its history: goes up with all that is done about it, answers too. */
  events: number
  /** Undefined when it stands as it came in, and always did. */
  lastChange?: Change<ReplyStatus>
}
