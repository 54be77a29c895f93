'use server'

import { redirect } from 'next/navigation'
import { context } from '#lib/context.ts'
import { changeInWords } from '#lib/desk/changes.ts'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { addNote, assignEnquiry, takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { type Enquiry, isEnquiryStep } from '#lib/enquiries/enquiry.ts'
import { answeredBy } from '#lib/events/event.ts'
import type { Change } from '#lib/events/transition.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { seenVersion, typed } from '../../../actions/typed.ts'
import { requireStaff } from '../../session.ts'
import { flashPath, latePath, type Told } from './flash.ts'

/** Which enquiry a form of its page is about. */
export type About = { id: string; reference: string }

/** Takes the step whose button was pressed, or takes the last one back. */
export async function stepHere(about: About, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const { step = '', how, seen } = typed(data)
  const taken = { id: about.id, seen: seenVersion(seen), by }
  if (step !== 'undo' && !isEnquiryStep(step)) return toldAt(about, 'unknown')
  const way = answeredBy.find((known) => known === how)
  const outcome =
    step === 'undo'
      ? await undoStep(context(), { ...taken, seen: taken.seen ?? -1 })
      : await takeStep(context(), { ...taken, step, ...(way && { how: way }) })
  if (outcome.kind === 'stale')
    redirect(latePath(about, { step, how: step === 'answered' ? way : undefined }))
  toldAt(about, outcome.kind === 'missing' ? 'missing' : step === 'undo' ? 'undone' : step)
}

/** Gives the enquiry to one of the staff, or to nobody. */
export async function assignHere(about: About, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const { assignedTo = '', seen } = typed(data)
  const outcome = await assignEnquiry(context(), { id: about.id, to: assignedTo || undefined, seen, by })
  if (outcome.kind === 'stale') redirect(latePath(about, { assignedTo }))
  toldAt(about, outcome.kind === 'done' ? (assignedTo ? 'assigned' : 'unassigned') : outcome.kind)
}

/** Keeps a note for the staff's eyes. */
export async function noteHere(about: About, _before: FormState, data: FormData): Promise<FormState> {
  const { email: by } = await requireStaff()
  const values = typed(data)
  const outcome = await addNote(context(), { id: about.id, text: values.note ?? '', by })
  if (outcome.kind === 'invalid') return { values, errors: { note: outcome.message } }
  if (outcome.kind === 'missing') return { values, errors: { '': 'This enquiry is no longer kept.' } }
  redirect(flashPath(about, 'noted'))
}

/** Sends an answer to who enquired. */
export async function answerHere(about: About, _before: FormState, data: FormData): Promise<FormState> {
  const { email: by } = await requireStaff()
  const values = typed(data)
  const text = values.answer ?? ''
  const outcome = await answerEnquiry(context(), { id: about.id, text, by, seen: Number(values.seen) })
  if (outcome.kind === 'invalid') return { values, errors: { answer: outcome.message } }
  if (outcome.kind === 'missing') return { values, errors: { '': 'This enquiry is no longer kept.' } }
  if (outcome.kind === 'stale') return { values, errors: { '': overtaken(outcome) } }
  redirect(flashPath(about, 'sent'))
}

function overtaken(change: Change<Enquiry['status']>): string {
  const meanwhile = changeInWords(change, shortMoment(change.at, context().now(), site))
  if (change.status === 'spam')
    return `Nothing was sent. Meanwhile: ${meanwhile}. Spam is not answered: copy your text, and press Undo if it is none.`
  return `Nothing was sent. Meanwhile: ${meanwhile}. Read the history, then send your answer all the same if it still fits.`
}

function toldAt(about: About, told: Told): never {
  redirect(flashPath(about, told))
}
