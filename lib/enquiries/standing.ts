import type { Enquiry } from './enquiry.ts'

/** An enquiry and how it stands with the promise at this moment. */
export type DeskEnquiry = Enquiry & {
  /** The promised time is over, and nobody has answered. */
  isOverdue: boolean
  /** Milliseconds until the promised time; below zero, since. */
  msLeft: number
}

export function standing(enquiry: Enquiry, now: number): DeskEnquiry {
  const msLeft = enquiry.dueAt - now
  return { ...enquiry, isOverdue: isOpen(enquiry) && enquiry.answeredAt === undefined && msLeft < 0, msLeft }
}

/** Whether somebody still has to do something about it. */
export function isOpen({ status }: Pick<Enquiry, 'status'>): boolean {
  return status === 'new' || status === 'held' || status === 'in_progress'
}
