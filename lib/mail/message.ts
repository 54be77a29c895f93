import type { Site } from '#lib/site.ts'
import type { Block } from './layout.ts'

/** A mail as plain data, kept in the outbox until it leaves. Times are in milliseconds since 1970. */
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
  /** Path of the page it was sent from. */
  page: string
  name: string
  email: string
  phone?: string | undefined
  organisation?: string | undefined
  requirements: string
  createdAt: number
  dueAt: number
  /** It was held when it came in, until one of the staff (`by`, where that is known) took it to this status. */
  released?: { to: 'in_progress' | 'answered'; at: number; by?: string }
}

/** Nothing that was typed is in it: else the form would send anyone's words to anyone. */
export type EnquiryAcknowledgement = {
  kind: 'enquiry-acknowledgement'
  enquiryId: string
  reference: string
  dueAt: number
  /** The promised time had passed when it was written: its enquiry was held. */
  isLate?: true
  /** Its enquiry was answered before it was written. */
  isAnswered?: true
}

/** The token is not in it: it is made when the mail is written, so that the outbox opens nothing. */
export type SignIn = { kind: 'sign-in'; requestId: string; expiresAt: number }

/** What is wrong in files of the content folder. */
export type ContentFaults = {
  kind: 'content-faults'
  faults: {
    file: string
    line: number
    column: number
    message: string
    severity?: 'error' | 'warning'
    /** What stands at that place, with the number of its line. */
    typed?: string
  }[]
  /** How many there are beyond these. */
  more: number
  createdAt: number
}

export type TestMail = { kind: 'test-mail'; createdAt: number }

/** Words of one of the staff to one who enquired. */
export type EnquiryAnswer = {
  kind: 'enquiry-answer'
  enquiryId: string
  reference: string
  /** As it was typed. */
  text: string
  /** Where the next word goes: a plain address. */
  replyTo: string
  /** Message-IDs of what was sent to them before about it, oldest first. */
  thread: readonly string[]
}

/** An enquiry that staff are told of. Times are in milliseconds since 1970. */
export type OpenEnquiry = {
  id: string
  reference: string
  name: string
  organisation?: string | undefined
  dueAt: number
  /** Address of one of the staff. */
  assignedTo?: string | undefined
}

/** Tells staff that the promised time of one or more enquiries passes, or has passed. */
export type PromiseNotice = {
  kind: 'promise-notice'
  stage: 'reminder' | 'escalation' | 'overdue'
  /** The most urgent first; not all, when there are many. */
  enquiries: readonly OpenEnquiry[]
  /** How many there are in all. */
  count: number
}

/** What is open, in the morning. */
export type DeskDigest = {
  kind: 'desk-digest'
  /** When it was put together. */
  at: number
  /** The most urgent first; not all, when there are many. */
  enquiries: readonly OpenEnquiry[]
  /** How many there are in all. */
  counts: { enquiries: number; overdue: number; heldEnquiries: number; replies: number }
}

/** What a mail needs to know beside its own data. */
export type MailContext = {
  site: Site
  /** Public origin without a path. */
  siteUrl: string
  /** Absolute address of the page on which staff decide about an item, for the one that the mail goes to. */
  itemLink: (item: { kind: 'reply' | 'enquiry'; id: string }, sentTo?: string) => string
  /** Absolute address of the page on which a request to sign in is completed. */
  signInLink: (requestId: string) => string
}

/** A mail ready to be sent, but for its sender and recipient. */
export type RenderedMail = {
  subject: string
  text: string
  html: string
  /** One plain address. */
  replyTo?: string
  headers: Record<string, string>
}

/** What a message comes to. `headers` take the place of the ones that keep automatic answers away. */
export type Written = {
  subject: string
  replyTo?: string
  blocks: Block[]
  headers?: Record<string, string>
  /** Words of one of the staff: no letterhead above them. */
  isPersonal?: true
}
