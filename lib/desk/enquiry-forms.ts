import type { Context } from '#lib/context.ts'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { addNote, assignEnquiry, takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { type Enquiry, isEnquiryStep } from '#lib/enquiries/enquiry.ts'
import { findEnquiry } from '#lib/enquiries/queries.ts'
import { answeredBy } from '#lib/events/event.ts'
import type { Change } from '#lib/events/transition.ts'
import { type FormOutcome, lastPart, type PostedForm, seenVersion } from '#lib/forms/form.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { changeInWords } from './changes.ts'
import { withQuery } from './query.ts'
import { staffOnly } from './staff-only.ts'

export function enquiryPath({ reference }: Pick<Enquiry, 'reference'>): string {
  return `/staff/enquiries/${reference}`
}

export type Told =
  | 'in-progress'
  | 'answered'
  | 'spam'
  | 'undone'
  | 'assigned'
  | 'unassigned'
  | 'noted'
  | 'sent'
  | 'missing'
  | 'unknown'

function toldAt(path: string, told: Told): FormOutcome {
  return { to: withQuery(path, { told }) }
}

/** By its id, too: the desk's list of mails links so. */
async function enquiryAt(deps: Context, { path }: PostedForm): Promise<{ id: string; path: string }> {
  const found = await findEnquiry(deps, lastPart(path))
  return found ? { id: found.id, path: enquiryPath(found) } : { id: '', path }
}

export const stepForm = staffOnly(async (deps, sent, { email: by }) => {
  const { id, path } = await enquiryAt(deps, sent)
  const { step = '', how, seen } = sent.fields
  if (step !== 'undo' && !isEnquiryStep(step)) return toldAt(path, 'unknown')
  const taken = { id, seen: seenVersion(seen), by }
  const way = answeredBy.find((known) => known === how)
  const outcome =
    step === 'undo'
      ? await undoStep(deps, { ...taken, seen: taken.seen ?? -1 })
      : await takeStep(deps, { ...taken, step, ...(way && { how: way }) })
  if (outcome.kind === 'stale')
    return { to: withQuery(path, { told: 'late', step, how: step === 'answered' ? way : undefined }) }
  return toldAt(path, outcome.kind === 'missing' ? 'missing' : step === 'undo' ? 'undone' : step)
})

export const assignForm = staffOnly(async (deps, sent, { email: by }) => {
  const { id, path } = await enquiryAt(deps, sent)
  const { assignedTo = '', seen } = sent.fields
  const outcome = await assignEnquiry(deps, { id, to: assignedTo || undefined, seen, by })
  if (outcome.kind === 'stale') return { to: withQuery(path, { told: 'late-assigned', assignedTo }) }
  return toldAt(path, outcome.kind === 'done' ? (assignedTo ? 'assigned' : 'unassigned') : outcome.kind)
})

export const noteForm = staffOnly(async (deps, sent, { email: by }) => {
  const { id, path } = await enquiryAt(deps, sent)
  const { fields } = sent
  const outcome = await addNote(deps, { id, text: fields.note ?? '', by })
  if (outcome.kind === 'invalid') return { state: { values: fields, errors: { note: outcome.message } } }
  if (outcome.kind === 'missing') return { state: { values: fields, errors: noLongerKept() } }
  return toldAt(path, 'noted')
})

export const answerForm = staffOnly(async (deps, sent, { email: by }) => {
  const { id, path } = await enquiryAt(deps, sent)
  const { fields } = sent
  const answer = { text: fields.answer ?? '', by, seen: Number(fields.seen) }
  const outcome = await answerEnquiry(deps, { id, ...answer })
  const again = (errors: Record<string, string>) => ({ state: { values: fields, errors } })
  if (outcome.kind === 'invalid') return again({ answer: outcome.message })
  if (outcome.kind === 'missing') return again(noLongerKept())
  if (outcome.kind === 'stale') return again({ '': overtaken(outcome, deps.now()) })
  return toldAt(path, 'sent')
})

function noLongerKept() {
  return { '': words()('desk-enquiry.no-longer-kept') }
}

function overtaken(change: Change<Enquiry['status']>, now: number): string {
  const said = changeInWords(change, shortMoment(change.at, now, site))
  return words()(change.status === 'spam' ? 'desk-enquiry.unsent-spam' : 'desk-enquiry.unsent', {
    change: said,
  })
}
