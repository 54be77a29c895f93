import type { ReplyInput } from './schema.ts'

/** A reply with all that staff know of it. */
export type Reply = ReplyInput & {
  id: string
  /** Slug of the article. */
  article: string
  status: 'waiting' | 'held' | 'approved' | 'rejected' | 'spam'
  /** Why it is held: see lib/spam/verdict.ts. */
  reasons: string[]
  /** Milliseconds since 1970, as is `decidedAt`. */
  createdAt: number
  decidedAt?: number
  /** Address of the one who decided, where it is known. */
  decidedBy?: string
}

/** A reply as everyone may see it: without the address. */
export type PublicReply = Pick<Reply, 'id' | 'name' | 'website' | 'comment' | 'createdAt'>
