import type { Event } from '#lib/events/event.ts'
import type { Transition } from '#lib/events/transition.ts'
import type { EnquiryInput } from './form.ts'

export const enquiryStatuses = ['new', 'held', 'in_progress', 'answered', 'spam'] as const
export type EnquiryStatus = (typeof enquiryStatuses)[number]

/** Those about which somebody still has to do something. */
export const openStatuses: readonly EnquiryStatus[] = ['new', 'held', 'in_progress']

/** Each button of staff, also for what was thought to be done. */
export const enquiryTransitions = {
  'in-progress': { from: ['new', 'held', 'answered', 'spam'], to: 'in_progress', byMail: true },
  answered: { from: ['new', 'held', 'in_progress'], to: 'answered', byMail: true },
  spam: { from: ['new', 'held', 'in_progress'], to: 'spam', byMail: true },
} as const satisfies Record<string, Transition<EnquiryStatus>>

export type EnquiryStep = keyof typeof enquiryTransitions

/** An answer from the desk: also a further one. */
export const answerableStatuses: readonly EnquiryStatus[] = ['new', 'held', 'in_progress', 'answered']

/** What makes a held enquiry one like any other: its mails leave then, see `announceReleased`. */
export const releasedStatuses = ['in_progress', 'answered'] as const

export function isEnquiryStep(text: string): text is EnquiryStep {
  return Object.hasOwn(enquiryTransitions, text)
}

/** The buttons for an enquiry. */
export function stepsFrom(status: EnquiryStatus): EnquiryStep[] {
  const names = Object.keys(enquiryTransitions).filter(isEnquiryStep)
  return names.filter((name) => enquiryTransitions[name].from.some((from) => from === status))
}

export function isOpen({ status }: Pick<Enquiry, 'status'>): boolean {
  return openStatuses.includes(status)
}

/** Lengths in characters, as lib/forms/typed.ts counts them. Plain constants: views show them. */
export const enquiryLimits = {
  name: { most: 100 },
  email: { most: 254 },
  phone: { most: 40 },
  organisation: { most: 150 },
  requirements: { least: 1, most: 5000 },
} as const

/** A private note of staff. */
export const noteLimits = { most: 5000 } as const

/** An answer from the desk. */
export const answerLimits = { most: 20_000 } as const

/** An enquiry with all that staff know of it. */
export type Enquiry = EnquiryInput & {
  id: string
  /** As people say it: `E-7K3QX`. */
  reference: string
  status: EnquiryStatus
  /** Why it is held: see lib/spam/verdict.ts. */
  reasons: string[]
  /** Path of the page it was sent from. */
  page: string
  /** Milliseconds since 1970, as are the other times. */
  createdAt: number
  /** The deadline: by when staff have promised to be in touch. */
  dueAt: number
  decidedAt?: number
  /** Address of the one who decided, where it is known. */
  decidedBy?: string
  /** The assignee: address of one of the staff. */
  assignedTo?: string
  /** When it was answered first. */
  answeredAt?: number
  /** Goes up with each change of the status and each answer. */
  version: number
}

export type EnquiryEvent = Event<EnquiryStatus>
