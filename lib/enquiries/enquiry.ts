import type { EnquiryInput } from './form.ts'

/** An enquiry with all that staff know of it. */
export type Enquiry = EnquiryInput & {
  id: string
  /** As people say it: `E-7K3QX`. */
  reference: string
  status: 'new' | 'held' | 'in_progress' | 'answered' | 'spam'
  /** Why it is held: see lib/spam/verdict.ts. */
  reasons: string[]
  /** Path of the page it was sent from. */
  page: string
  /** Milliseconds since 1970, as are the other times. */
  createdAt: number
  /** By when staff have promised to be in touch. */
  dueAt: number
  decidedAt?: number
  /** Address of the one who decided, where it is known. */
  decidedBy?: string
  /** Address of one of the staff. */
  assignedTo?: string
  /** When it was answered first. */
  answeredAt?: number
  /** Goes up with each change of the status and each answer. */
  version: number
}

/** What the one who enquired is shown again. */
export type Receipt = Pick<Enquiry, 'reference' | 'createdAt' | 'dueAt'>
