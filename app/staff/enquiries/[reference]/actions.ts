'use server'

import { redirect } from 'next/navigation'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { addNote, assignEnquiry, takeStep, undoStep } from '#lib/enquiries/desk-act.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { answeredBy } from '#lib/enquiries/history.ts'
import type { FormState } from '#lib/request.ts'
import { runtime } from '#lib/runtime.ts'
import { typed } from '../../../actions/typed.ts'
import { requireStaff } from '../../session.ts'
import { statusNames } from '../words.ts'
import { type Told, toldPath } from './told.ts'

/** Which enquiry a form of its page is about. */
export type About = { id: string; reference: string }

/** Takes the step whose button was pressed, or takes the last one back. */
export async function stepHere(about: About, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const { step, how, seen } = typed(data)
  const taken = { id: about.id, seen: Number(seen), by }
  if (step === 'undo') return done(about, await undoStep(runtime(), taken), 'undone')
  if (step !== 'in-progress' && step !== 'answered' && step !== 'spam') return toldAt(about, 'unknown')
  const way = answeredBy.find((known) => known === how)
  done(about, await takeStep(runtime(), { ...taken, step, ...(way && { how: way }) }), step)
}

/** Gives the enquiry to one of the staff, or to nobody. */
export async function assignHere(about: About, data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const to = typed(data).assignedTo || undefined
  const outcome = await assignEnquiry(runtime(), { id: about.id, to, by })
  const told = to === undefined ? 'unassigned' : 'assigned'
  toldAt(about, outcome.kind === 'done' ? told : outcome.kind)
}

/** Keeps a note for the staff's eyes. */
export async function noteHere(about: About, _before: FormState, data: FormData): Promise<FormState> {
  const { email: by } = await requireStaff()
  const values = typed(data)
  const outcome = await addNote(runtime(), { id: about.id, text: values.note ?? '', by })
  if (outcome.kind === 'invalid') return { values, errors: { note: outcome.message } }
  if (outcome.kind === 'missing') return { values, errors: { '': 'This enquiry is no longer kept.' } }
  redirect(toldPath(about, 'noted'))
}

/** Sends an answer to who enquired. */
export async function answerHere(about: About, _before: FormState, data: FormData): Promise<FormState> {
  const { email: by } = await requireStaff()
  const values = typed(data)
  const text = values.answer ?? ''
  const outcome = await answerEnquiry(runtime(), { id: about.id, text, by, seen: Number(values.seen) })
  if (outcome.kind === 'invalid') return { values, errors: { answer: outcome.message } }
  if (outcome.kind === 'missing') return { values, errors: { '': 'This enquiry is no longer kept.' } }
  if (outcome.kind === 'stale') return { values, errors: { '': overtaken(outcome.enquiry) } }
  redirect(toldPath(about, 'sent'))
}

function overtaken({ status }: Enquiry): string {
  return `Nothing was sent: meanwhile a colleague has changed this enquiry (now: ${statusNames[status].toLowerCase()}). Read the history, then send your answer again if it still fits.`
}

function done(about: About, outcome: { kind: 'done' | 'stale' | 'missing' }, told: Told): never {
  toldAt(about, outcome.kind === 'done' ? told : outcome.kind)
}

function toldAt(about: About, told: Told): never {
  redirect(toldPath(about, told))
}
