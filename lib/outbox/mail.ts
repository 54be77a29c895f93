import type { Message } from '#lib/mail/message.ts'

/** What a mail is about. */
export type MailItem = { kind: 'reply' | 'enquiry'; id: string }

/** A mail for one recipient, a plain address. */
export type OutgoingMail = { recipient: string; message: Message; item?: MailItem }

/** A mail in the queue, for the worker. Times are in milliseconds since 1970. */
export type QueuedMail = {
  id: string
  recipient: string
  kind: string
  /** Undefined when what is stored of it cannot be read. */
  message: Message | undefined
  /** With angle brackets; the same at every attempt. */
  messageId: string
  createdAt: number
  /** Since when it has been tried: its creation, or when staff had it sent again. */
  triedSince: number
  attempts: number
  /** Attempts after which the server may have had the mail. */
  unknowns: number
  /** When a server first bounced it, while it is tried again all the same. */
  refusedSince: number | undefined
  nextAt: number
}

/** What an attempt leaves a claimed mail as: completed, deferred, or released. */
export type Completion =
  | { status: 'sent' | 'filed' | 'failed'; answer: string; at: number }
  | { status: 'waiting'; answer: string; nextAt: number; isUnknown?: true; refusedSince?: number }
  /** As if it had not been tried; with `nextAt`, behind those that are due by then. */
  | { status: 'released'; nextAt?: number }
