/**
 * The rows as they are stored. Every time is in milliseconds since 1970 (UTC); `reasons` is a JSON array of
 * strings. Rows stay inside the stores: what leaves them are the subjects' own types.
 */
export type Tables = {
  reply: ReplyRow
  enquiry: EnquiryRow
  submission: SubmissionRow
  outbox: OutboxRow
  heartbeat: { name: string; at: number }
  schema_migration: { name: string; applied_at: number }
}

export type ReplyRow = {
  id: string
  /** The article's slug. */
  article: string
  status: 'waiting' | 'held' | 'approved' | 'rejected' | 'spam'
  reasons: string
  name: string
  email: string
  website: string | null
  comment: string
  client: string
  created_at: number
  decided_at: number | null
  decided_by: string | null
}

export type EnquiryRow = {
  id: string
  /** As people say it: `E-7K3QX`. */
  reference: string
  status: 'new' | 'held' | 'in_progress' | 'answered' | 'spam'
  reasons: string
  name: string
  email: string
  phone: string | null
  organisation: string | null
  requirements: string
  /** Path of the page it was sent from. */
  page: string
  client: string
  created_at: number
  due_at: number
  decided_at: number | null
  decided_by: string | null
}

/** What makes a form's exact repeat recognisable. */
export type SubmissionRow = {
  fingerprint: string
  kind: 'reply' | 'enquiry'
  item_id: string
  created_at: number
}

export type OutboxRow = {
  id: string
  message_id: string
  recipient: string
  /** The message's own kind. */
  kind: string
  /** JSON of a Message of lib/mail. */
  message: string
  item_kind: 'reply' | 'enquiry' | null
  item_id: string | null
  created_at: number
  status: 'waiting' | 'sent' | 'failed' | 'handled'
  /** How often a server has answered to it, or may have taken it. */
  attempts: number
  next_at: number
  lease_token: string | null
  lease_until: number | null
  last_answer: string | null
  settled_at: number | null
}
