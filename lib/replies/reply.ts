import type { Change } from '#lib/events/transition.ts'
import type { ReplyInput } from './form.ts'

/** Where a reply stands; what is in the bin or marked as spam is erased after a while, see lib/site.ts. */
export const replyStatuses = ['waiting', 'held', 'approved', 'rejected', 'spam', 'bin'] as const
export type ReplyStatus = (typeof replyStatuses)[number]

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

/** Something that was done about a reply. Times are in milliseconds since 1970. */
export type ReplyEvent = {
  at: number
  /** Address of one of the staff, where it is known. */
  by?: string
  /** It was done by the link of a mail, which was sent to `by`. */
  fromMail?: true
} & (
  | {
      kind: 'decided'
      /** The same for all replies that were decided about at once. */
      decisionId: string
      from: ReplyStatus
      to: ReplyStatus
      isUndone: boolean
    }
  | { kind: 'undone'; from: ReplyStatus; to: ReplyStatus }
  | { kind: 'answered' | 'answer-withdrawn' }
)

/** The decision that a reply stands by now; it can be undone. */
export type Decision = {
  id: string
  at: number
  by?: string
  fromMail?: true
  from: ReplyStatus
  to: ReplyStatus
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
