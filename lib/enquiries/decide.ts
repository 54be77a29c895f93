import type { Context } from '#lib/context.ts'
import { type answeredBy, standing, standingOf, undoableStep } from '#lib/events/event.ts'
import { record, recordUndo, selectHistory, stampOf } from '#lib/events/store.ts'
import { type Asked, type Decider, judge, judgeUndo, type Outcome } from '#lib/events/transition.ts'
import { lengthOf, typedText } from '#lib/forms/typed.ts'
import { words } from '#lib/words/words.ts'
import { announceReleased } from './announce.ts'
import { type EnquiryStatus, type EnquiryStep, enquiryTransitions, isOpen } from './enquiry.ts'
import { noteLimits } from './limits.ts'
import { assignTo, changeEnquiry, moveEnquiry, selectEnquiry } from './store.ts'

type Deps = Pick<Context, 'db' | 'settings' | 'outbox' | 'now' | 'newId'>
type StepOutcome = Outcome<EnquiryStatus>

/** Takes an enquiry a step on, if it still is as it was seen; the first step of a held one lets its mails leave. */
export async function takeStep(
  deps: Deps,
  taken: { id: string; step: EnquiryStep; how?: (typeof answeredBy)[number] } & Asked,
): Promise<StepOutcome> {
  const { id, by } = taken
  const transition = enquiryTransitions[taken.step]
  const { outcome, hasMails } = await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { outcome: { kind: 'missing' as const } }
    const history = await selectHistory<EnquiryStatus>(tx, id)
    const { version, status: from } = enquiry
    const verdict = judge(
      standingOf(enquiry, history, { isOpen: isOpen(enquiry), version }),
      transition,
      taken,
    )
    if (verdict.kind !== 'take') return { outcome: verdict }
    const [to, stamp] = [transition.to, stampOf(deps, taken)]
    const hasMails = await announceReleased(tx, deps, enquiry, { to, at: stamp.at, by }, history)
    await moveEnquiry(tx, enquiry, to, stamp)
    const how = to === 'answered' && taken.how ? { how: taken.how } : {}
    await record(tx, { kind: 'enquiry', id }, { kind: 'step', from, to, ...how }, stamp)
    return { outcome: { kind: 'done' as const, status: to }, hasMails }
  })
  if (hasMails) deps.outbox.wake()
  return outcome
}

/** Takes the last step back; an answer is none, and mails that have left stay so. */
export async function undoStep(
  deps: Deps,
  taken: { id: string; seen: number } & Decider,
): Promise<StepOutcome> {
  const { id } = taken
  return await deps.db.write(async (tx): Promise<StepOutcome> => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    const history = await selectHistory<EnquiryStatus>(tx, id)
    const item = standingOf(enquiry, history, { isOpen: isOpen(enquiry), version: enquiry.version })
    const verdict = judgeUndo(item, undoableStep(history), taken)
    if (verdict.kind !== 'take') return verdict
    const { step } = verdict
    const [, before] = standing(history)
    const wasFirstAnswer = step.to === 'answered' && enquiry.answeredAt === step.at
    await changeEnquiry(tx, id, {
      ...{ status: step.from, decidedAt: before?.at, decidedBy: before?.by },
      answeredAt: wasFirstAnswer ? undefined : enquiry.answeredAt,
    })
    await recordUndo(tx, { kind: 'enquiry', id }, step, stampOf(deps, taken))
    return { kind: 'done', status: step.from }
  })
}

/** @param assigned.seen the assignee on the page, empty for nobody; without it, nothing is stale */
export async function assignEnquiry(
  deps: Deps,
  assigned: { id: string; to: string | undefined; seen?: string | undefined; by: string },
): Promise<{ kind: 'done' | 'unknown' | 'missing' | 'stale' }> {
  const { id, seen, by } = assigned
  const to = deps.settings.staffEmails.find((staff) => staff.toLowerCase() === assigned.to?.toLowerCase())
  if (assigned.to !== undefined && to === undefined) return { kind: 'unknown' }
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    if (enquiry.assignedTo === to) return { kind: 'done' }
    if (seen !== undefined && seen !== (enquiry.assignedTo ?? '')) return { kind: 'stale' }
    await assignTo(tx, id, to)
    const happening = { kind: 'assigned', ...(to !== undefined && { to }) } as const
    await record(tx, { kind: 'enquiry', id }, happening, stampOf(deps, { by }))
    return { kind: 'done' }
  })
}

/** The same note by the same person, sent twice, is kept once. */
export async function addNote(
  deps: Deps,
  note: { id: string; text: string; by: string },
): Promise<{ kind: 'done' | 'repeat' | 'missing' } | { kind: 'invalid'; message: string }> {
  const { id, by } = note
  const text = typedText(note.text, noteLimits.most)
  if (!text) return { kind: 'invalid', message: words()('desk-enquiry.enter-note') }
  if (lengthOf(text) > noteLimits.most)
    return { kind: 'invalid', message: words()('desk-enquiry.long-note', { most: noteLimits.most }) }
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    const last = (await selectHistory<EnquiryStatus>(tx, id)).at(-1)
    if (last?.kind === 'note' && last.text === text && last.by === by) return { kind: 'repeat' }
    await record(tx, { kind: 'enquiry', id }, { kind: 'note', text }, stampOf(deps, { by }))
    return { kind: 'done' }
  })
}
