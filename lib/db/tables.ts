/** Times are in milliseconds since 1970; `reasons` and `tags` are JSON arrays. Rows stay inside the stores. */
export type Tables = {
  reply: ReplyRow
  reply_answer: { id: string; reply_id: string; text: string; by: string; created_at: number }
  enquiry: EnquiryRow
  submission: {
    fingerprint: string
    kind: 'reply' | 'enquiry'
    text_hash: string | null
    item_id: string
    created_at: number
  }
  event: EventRow
  outbox: OutboxRow
  notice: { name: string; at: number }
  page_drop: { number: number; instance: string; tags: string; at: number }
  sign_in: {
    id: string
    token_hash: string
    /** SHA-256 of the address in lower case: strangers' addresses are not kept. */
    address_hash: string
    client: string
    created_at: number
    expires_at: number
    used_at: number | null
  }
  /** `email` in lower case. */
  staff_session: { id: string; token_hash: string; email: string; created_at: number; expires_at: number }
  content_fault: { fingerprint: string; told_at: number }
  figure: FigureRow
  heartbeat: { name: string; at: number }
  schema_migration: { name: string; applied_at: number }
}

export type ReplyRow = {
  id: string
  article: string
  status: 'waiting' | 'held' | 'approved' | 'rejected' | 'spam' | 'bin'
  reasons: string
  name: string
  email: string
  website: string | null
  comment: string
  client: string
  created_at: number
  decided_at: number | null
  decided_by: string | null
  /** Folded (lib/fold.ts): whoever changes a text changes it too. */
  search: string | null
}

export type EnquiryRow = {
  id: string
  reference: string
  status: 'new' | 'held' | 'in_progress' | 'answered' | 'spam'
  reasons: string
  name: string
  email: string
  phone: string | null
  organisation: string | null
  requirements: string
  page: string
  client: string
  created_at: number
  due_at: number
  decided_at: number | null
  decided_by: string | null
  assigned_to: string | null
  answered_at: number | null
  version: number
  search: string | null
}

/** Only `undone_at` is ever changed. */
export type EventRow = {
  id: string
  subject: 'reply' | 'enquiry'
  subject_id: string
  number: number
  kind: 'step' | 'undo' | 'answer' | 'published' | 'withdrawn' | 'assigned' | 'note'
  at: number
  by: string | null
  /** By the link in a mail to `by`. */
  via: 'mail' | null
  from_status: string | null
  to_status: string | null
  decision_id: string | null
  /** Of an answer or a note the text, of an assignment the address, of a step how it was done. */
  text: string | null
  mail_id: string | null
  undone_at: number | null
}

/** Of a day, in the site's zone then. Of nobody: neither an address nor anything made of one is near. */
export type FigureRow = {
  day: string
  kind: 'view' | 'share' | 'referrer' | 'search' | 'search-without'
  /** A path, decoded; a site; a query; empty for those beyond the limits of a day, and for queries that are not kept. */
  subject: string
  /** Where it was shared. */
  detail: string
  count: number
}

export type OutboxRow = {
  id: string
  message_id: string
  recipient: string
  kind: string
  /** JSON of a Message of lib/mail. */
  message: string
  item_kind: 'reply' | 'enquiry' | null
  item_id: string | null
  created_at: number
  status: 'waiting' | 'sent' | 'filed' | 'failed' | 'handled'
  /** Counts also those after which a server may have taken it. */
  attempts: number
  unknowns: number
  /** The first bounce, while it is tried again all the same. */
  refused_since: number | null
  next_at: number
  lease_token: string | null
  lease_until: number | null
  last_answer: string | null
  settled_at: number | null
  /** What was tried before counts no more. */
  resumed_at: number | null
  handled_by: string | null
}
