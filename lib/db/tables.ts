/**
 * The rows as they are stored. Every time is in milliseconds since 1970 (UTC); `reasons` is a JSON array of strings.
 * Rows stay inside the stores: what leaves them are the subjects' own types.
 */
export type Tables = {
  reply: ReplyRow
  reply_answer: ReplyAnswerRow
  enquiry: EnquiryRow
  submission: SubmissionRow
  event: EventRow
  outbox: OutboxRow
  /** What staff have been told of the promise, so that it is told once: see lib/reminders. */
  notice: { name: string; at: number }
  page_drop: PageDropRow
  sign_in: SignInRow
  staff_session: StaffSessionRow
  content_fault: ContentFaultRow
  heartbeat: { name: string; at: number }
  schema_migration: { name: string; applied_at: number }
}

export type ReplyRow = {
  id: string
  /** The article's slug. */
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
  /** What it is found by: its texts, folded (lib/fold.ts). Whoever changes a text changes it too. */
  search: string | null
}

/** What staff have answered to a reply, for everyone to read. */
export type ReplyAnswerRow = { id: string; reply_id: string; text: string; by: string; created_at: number }

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
  /** Address of one of the staff. */
  assigned_to: string | null
  /** When it was answered first. */
  answered_at: number | null
  /** Goes up with each change of the status and each answer. */
  version: number
  /** What it is found by: its texts, folded (lib/fold.ts). Whoever changes a text changes it too. */
  search: string | null
}

/** One entry in the history of a reply or an enquiry. Only `undone_at` is ever changed. */
export type EventRow = {
  id: string
  subject: 'reply' | 'enquiry'
  subject_id: string
  /** From 1 on within its subject. */
  number: number
  kind: 'step' | 'undo' | 'answer' | 'published' | 'withdrawn' | 'assigned' | 'note'
  at: number
  /** Address of one of the staff; null where it is not known. */
  by: string | null
  /** It was done by the link of a mail, which was sent to `by`. */
  via: 'mail' | null
  /** Of a step, an undo and an answer. */
  from_status: string | null
  to_status: string | null
  /** Of a step, the same for all replies that were decided about at once. */
  decision_id: string | null
  /** Of an answer or a note the text, of an assignment the address, of a step how it was done. */
  text: string | null
  /** Of an answer, its row in the outbox. */
  mail_id: string | null
  undone_at: number | null
}

/** What makes a form's exact repeat recognisable. */
export type SubmissionRow = {
  fingerprint: string
  kind: 'reply' | 'enquiry'
  /** Of what was written alone; null in rows of an earlier version. */
  text_hash: string | null
  item_id: string
  created_at: number
}

/** A fault of the content that staff have been told and that stands; see lib/content/notify-diagnostics.ts. */
export type ContentFaultRow = { fingerprint: string; told_at: number }

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
  /** `filed`: there was no server, and it became a file. */
  status: 'waiting' | 'sent' | 'filed' | 'failed' | 'handled'
  /** How often a server has answered to it, or may have taken it. */
  attempts: number
  /** Of these, how often it may have taken it without a word. */
  unknowns: number
  /** When a server first refused it for good, while it is tried again all the same. */
  refused_since: number | null
  next_at: number
  lease_token: string | null
  lease_until: number | null
  last_answer: string | null
  settled_at: number | null
  /** When staff had it sent again: what was tried before counts no more. */
  resumed_at: number | null
  handled_by: string | null
}

/** Pages that one of several instances has dropped: see lib/db/cache-invalidation.ts. */
export type PageDropRow = {
  /** One higher each time. */
  number: number
  instance: string
  /** JSON array of strings. */
  tags: string
  at: number
}

/** One request for a sign-in link. Hashes are SHA-256 in hexadecimal digits. */
export type SignInRow = {
  id: string
  token_hash: string
  /** Of the address in lower case: strangers' addresses are not kept. */
  address_hash: string
  client: string
  created_at: number
  expires_at: number
  used_at: number | null
}

export type StaffSessionRow = {
  id: string
  token_hash: string
  /** In lower case. */
  email: string
  created_at: number
  expires_at: number
}
