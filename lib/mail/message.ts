import type { Site } from '#lib/site.ts'
import type { Block } from './layout.ts'

/** Kept in the outbox until it leaves. Times are in milliseconds since 1970. */
export type Message =
  | ReplyToStaff
  | EnquiryToStaff
  | EnquiryAcknowledgement
  | SignIn
  | ContentFaults
  | TestMail
  | EnquiryAnswer
  | PromiseNotice
  | DeskDigest

export type ReplyToStaff = {
  kind: 'reply-to-staff'
  replyId: string
  /** `lang`: BCP 47; mails of an earlier version have none. */
  article: { title: string; path: string; lang?: string }
  name: string
  email: string
  website?: string | undefined
  comment: string
  createdAt: number
}

export type EnquiryToStaff = {
  kind: 'enquiry-to-staff'
  enquiryId: string
  reference: string
  page: string
  name: string
  email: string
  phone?: string | undefined
  organisation?: string | undefined
  requirements: string
  createdAt: number
  dueAt: number
  /** It was held when it came in; `by` where that is known. */
  released?: { to: 'in_progress' | 'answered'; at: number; by?: string }
}

/** Nothing that was typed is in it: else the form would send anyone's words to anyone. */
export type EnquiryAcknowledgement = {
  kind: 'enquiry-acknowledgement'
  enquiryId: string
  reference: string
  dueAt: number
  isLate?: true
  isAnswered?: true
}

/** The token is not in it: it is made when the mail is written, so that the outbox opens nothing. */
export type SignIn = { kind: 'sign-in'; requestId: string; expiresAt: number }

export type ContentFaults = {
  kind: 'content-faults'
  faults: {
    file: string
    line: number
    column: number
    message: string
    severity?: 'error' | 'warning'
    typed?: string
  }[]
  more: number
  createdAt: number
}

export type TestMail = { kind: 'test-mail'; createdAt: number }

export type EnquiryAnswer = {
  kind: 'enquiry-answer'
  enquiryId: string
  reference: string
  text: string
  replyTo: string
  /** Message-IDs, oldest first. */
  thread: readonly string[]
}

export type OpenEnquiry = {
  id: string
  reference: string
  name: string
  organisation?: string | undefined
  dueAt: number
  assignedTo?: string | undefined
}

export type PromiseNotice = {
  kind: 'promise-notice'
  stage: 'reminder' | 'escalation' | 'overdue'
  /** The most urgent first; not all, when there are many. */
  enquiries: readonly OpenEnquiry[]
  count: number
}

export type DeskDigest = {
  kind: 'desk-digest'
  at: number
  enquiries: readonly OpenEnquiry[]
  counts: { enquiries: number; overdue: number; heldEnquiries: number; replies: number }
}

export type MailContext = {
  site: Site
  siteUrl: string
  itemLink: (item: { kind: 'reply' | 'enquiry'; id: string }, sentTo?: string) => string
  signInLink: (requestId: string) => string
}

export type RenderedMail = {
  subject: string
  text: string
  html: string
  replyTo?: string
  headers: Record<string, string>
}

/** `headers` take the place of the ones that keep automatic answers away. */
export type Written = {
  subject: string
  replyTo?: string
  blocks: Block[]
  headers?: Record<string, string>
  /** No letterhead above words of one of the staff. */
  isPersonal?: true
}
