import type { Deps } from '#lib/deps.ts'
import type { Message } from '#lib/mail/message.ts'

export type MailItem = { kind: 'reply' | 'enquiry'; id: string }

export type OutgoingMail = { recipient: string; message: Message; item?: MailItem }

/** One for each: none of them shows another's address. */
export function toStaff({ settings }: Pick<Deps, 'settings'>, message: Message, item?: MailItem) {
  return settings.staffEmails.map(
    (recipient): OutgoingMail => ({ recipient, message, ...(item && { item }) }),
  )
}

/** Times are in milliseconds since 1970. */
export type QueuedMail = {
  id: string
  recipient: string
  kind: string
  message: Message | undefined
  /** With angle brackets; the same at every attempt. */
  messageId: string
  createdAt: number
  /** Its creation, or when staff had it sent again. */
  triedSince: number
  attempts: number
  /** Attempts after which the server may have had the mail. */
  unknowns: number
  /** The first bounce, while it is tried again all the same. */
  refusedSince: number | undefined
  nextAt: number
}

export type Completion =
  | { status: 'sent' | 'filed' | 'failed'; answer: string; at: number }
  | { status: 'waiting'; answer: string; nextAt: number; isUnknown?: true; refusedSince?: number }
  /** As if it had not been tried; with `nextAt`, behind those that are due by then. */
  | { status: 'released'; nextAt?: number }
