import type { Site } from '#lib/site.ts'
import type { Words } from '#lib/words/words.ts'
import type { Block } from './layout.ts'

/** Kept in the outbox until they leave, by their kind. Times are in milliseconds since 1970. */
type Messages = {
  'reply-to-staff': {
    replyId: string
    /** `lang`: BCP 47; mails of an earlier version have none. */
    article: { title: string; path: string; lang?: string }
    name: string
    email: string
    website?: string | undefined
    comment: string
    createdAt: number
  }
  'enquiry-to-staff': {
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
  'enquiry-acknowledgement': {
    enquiryId: string
    reference: string
    dueAt: number
    isLate?: true
    isAnswered?: true
  }
  'enquiry-answer': {
    enquiryId: string
    reference: string
    text: string
    replyTo: string
    /** Message-IDs, oldest first. */
    thread: readonly string[]
  }
  'promise-notice': {
    stage: 'reminder' | 'escalation' | 'overdue'
    /** The most urgent first; not all, when there are many. */
    enquiries: readonly OpenEnquiry[]
    count: number
  }
  'desk-digest': {
    at: number
    enquiries: readonly OpenEnquiry[]
    counts: { enquiries: number; overdue: number; heldEnquiries: number; replies: number }
  }
  /** The token is not in it: it is made when the mail is written, so that the outbox opens nothing. */
  'sign-in': { requestId: string; expiresAt: number }
  'content-faults': {
    faults: {
      file: string
      line: number
      column: number
      message: string
      severity?: 'error' | 'warning'
      typed?: string
    }[]
    more: number
    /** Of the files with errors, at that moment: what readers see of each. */
    held?: { file: string; state: 'held' | 'outdated' }[]
    createdAt: number
  }
  'test-mail': { createdAt: number }
}

export type MessageOf<Kind extends keyof Messages> = { kind: Kind } & Messages[Kind]

export type Message = { [Kind in keyof Messages]: MessageOf<Kind> }[keyof Messages]

export type OpenEnquiry = {
  id: string
  reference: string
  name: string
  organisation?: string | undefined
  dueAt: number
  assignedTo?: string | undefined
}

export type MailContext = {
  site: Site
  siteUrl: string
  itemLink: (item: { kind: 'reply' | 'enquiry'; id: string }, sentTo?: string) => string
  signInLink: (requestId: string) => string
}

/** What a mail is written with: `t` in the site's language at that moment. */
export type Writing = MailContext & { t: Words }

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
