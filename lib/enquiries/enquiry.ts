import type { Event } from '#lib/events/event.ts'
import type { Transition } from '#lib/events/transition.ts'
import type { EnquiryInput } from './form.ts'

export const enquiryStatuses = ['new', 'held', 'in_progress', 'answered', 'spam'] as const
export type EnquiryStatus = (typeof enquiryStatuses)[number]

export const openStatuses: readonly EnquiryStatus[] = ['new', 'held', 'in_progress']

/** What may follow which, and who may press it, stands nowhere else. */
export const enquiryTransitions = {
  'in-progress': { from: ['new', 'held', 'answered', 'spam'], to: 'in_progress', byMail: true },
  answered: { from: ['new', 'held', 'in_progress'], to: 'answered', byMail: true },
  spam: { from: ['new', 'held', 'in_progress'], to: 'spam', byMail: true },
} as const satisfies Record<string, Transition<EnquiryStatus>>

export type EnquiryStep = keyof typeof enquiryTransitions

export const answerableStatuses: readonly EnquiryStatus[] = ['new', 'held', 'in_progress', 'answered']

/** A held enquiry is released by these, and mailed about: see announce.ts. */
export const releasedStatuses = ['in_progress', 'answered'] as const

export function isEnquiryStep(text: string): text is EnquiryStep {
  return Object.hasOwn(enquiryTransitions, text)
}

export function stepsFrom(status: EnquiryStatus): EnquiryStep[] {
  const names = Object.keys(enquiryTransitions).filter(isEnquiryStep)
  return names.filter((name) => enquiryTransitions[name].from.some((from) => from === status))
}

export function isOpen({ status }: Pick<Enquiry, 'status'>): boolean {
  return openStatuses.includes(status)
}

export type Enquiry = EnquiryInput & {
  id: string
  /** As people say it: `E-7K3QX`. */
  reference: string
  status: EnquiryStatus
  reasons: string[]
  page: string
  /** Milliseconds since 1970, as are the other times. */
  createdAt: number
  dueAt: number
  decidedAt?: number
  decidedBy?: string
  assignedTo?: string
  answeredAt?: number
  /** Goes up with each change of the status and each answer. */
  version: number
}

export type EnquiryEvent = Event<EnquiryStatus>
