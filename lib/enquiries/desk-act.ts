import type { Tx } from '#lib/db/client.ts'
import { lengthOf, typedText } from '#lib/forms/typed.ts'
import type { Runtime } from '#lib/runtime.ts'
import type { Enquiry } from './enquiry.ts'
import { type answeredBy, type HistoryEntry, historyOf, markUndone, record } from './history.ts'
import { noteLimits } from './limits.ts'
import { step } from './step.ts'
import { assignTo, changeEnquiry, selectEnquiry } from './store.ts'

/** What staff can make of an enquiry at the desk, and from where: also what was thought to be done. */
export const deskSteps = {
  'in-progress': { from: ['new', 'held', 'answered', 'spam'], to: 'in_progress' },
  answered: { from: ['new', 'held', 'in_progress'], to: 'answered' },
  spam: { from: ['new', 'held', 'in_progress'], to: 'spam' },
} as const satisfies Record<string, { from: readonly Enquiry['status'][]; to: Enquiry['status'] }>

export type DeskStep = keyof typeof deskSteps

/** What came of a step. */
export type DeskOutcome =
  | { kind: 'done'; status: Enquiry['status'] }
  /** It is no longer as it was on the page that was seen: nothing was changed. */
  | { kind: 'stale'; enquiry: Enquiry }
  | { kind: 'missing' }

type Deps = Pick<Runtime, 'db' | 'now' | 'newId'>

/**
 * Takes an enquiry a step on, if it still is as it was seen. The same step by the same person, sent twice, is
 * done once.
 *
 * @param taken.how where it was answered, if not from here
 * @param taken.seen the enquiry's version on the page
 * @param taken.by address of the one who takes it
 */
export async function takeStep(
  deps: Deps,
  taken: { id: string; step: DeskStep; how?: (typeof answeredBy)[number]; seen: number; by: string },
): Promise<DeskOutcome> {
  const { from, to } = deskSteps[taken.step]
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', taken.id)
    if (!enquiry) return { kind: 'missing' }
    if (isRepeat(enquiry, taken) && enquiry.status === to) return { kind: 'done', status: to }
    const isStale = enquiry.version !== taken.seen || !from.some((status) => status === enquiry.status)
    if (isStale) return { kind: 'stale', enquiry }
    const how = to === 'answered' ? taken.how : undefined
    await step(tx, enquiry, to, { id: deps.newId(), at: deps.now(), by: taken.by, how })
    return { kind: 'done', status: to }
  })
}

/** Whether the last change was made by the same person from the same page. */
function isRepeat(enquiry: Enquiry, taken: { seen: number; by: string }): boolean {
  return enquiry.version === taken.seen + 1 && enquiry.decidedBy === taken.by
}

/**
 * Takes the last step back. An answer that was sent from the desk is no step: it has left.
 *
 * @param taken.seen the enquiry's version on the page
 */
export async function undoStep(
  deps: Deps,
  taken: { id: string; seen: number; by: string },
): Promise<DeskOutcome> {
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', taken.id)
    if (!enquiry) return { kind: 'missing' }
    const history = await historyOf(tx, taken.id)
    if (enquiry.version === taken.seen + 1 && isUndoneBy(history, taken.by))
      return { kind: 'done', status: enquiry.status }
    const [last, before] = standingSteps(history)
    if (enquiry.version !== taken.seen || last?.kind !== 'step') return { kind: 'stale', enquiry }
    await takeBack(tx, enquiry, last, before)
    const undone = { kind: 'undo', from: last.to, to: last.from } as const
    await markUndone(tx, last.id, deps.now())
    await record(tx, taken.id, undone, { id: deps.newId(), at: deps.now(), by: taken.by })
    return { kind: 'done', status: last.from }
  })
}

/** Whether the last step may be taken back. */
export function mayUndo(history: readonly HistoryEntry[]): boolean {
  return standingSteps(history)[0]?.kind === 'step'
}

type Standing = Extract<HistoryEntry, { kind: 'step' | 'answer' }>

/** The steps and answers that were not taken back, the last one first. */
function standingSteps(history: readonly HistoryEntry[]): Standing[] {
  const isStanding = (entry: HistoryEntry): entry is Standing =>
    !entry.isUndone && (entry.kind === 'step' || entry.kind === 'answer')
  return history.filter(isStanding).reverse()
}

function isUndoneBy(history: readonly HistoryEntry[], by: string): boolean {
  const last = history.findLast(({ kind }) => kind !== 'note' && kind !== 'assigned')
  return last?.kind === 'undo' && last.by === by
}

async function takeBack(
  tx: Tx,
  enquiry: Enquiry,
  last: Standing,
  before: Standing | undefined,
): Promise<void> {
  const wasFirstAnswer = last.to === 'answered' && enquiry.answeredAt === last.at
  await changeEnquiry(tx, enquiry.id, {
    ...{ status: last.from, decidedAt: before?.at, decidedBy: before?.by },
    answeredAt: wasFirstAnswer ? undefined : enquiry.answeredAt,
  })
}

/**
 * Gives an enquiry to one of the staff, or to nobody.
 *
 * @param assigned.to an address in STAFF_EMAIL, in capitals or not; undefined for nobody
 * @returns `unknown` when that is no address of the staff
 */
export async function assignEnquiry(
  deps: Deps & Pick<Runtime, 'settings'>,
  assigned: { id: string; to: string | undefined; by: string },
): Promise<{ kind: 'done' | 'unknown' | 'missing' }> {
  const { id, by } = assigned
  const to = deps.settings.staffEmails.find((staff) => staff.toLowerCase() === assigned.to?.toLowerCase())
  if (assigned.to !== undefined && to === undefined) return { kind: 'unknown' }
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    if (enquiry.assignedTo === to) return { kind: 'done' }
    await assignTo(tx, id, to)
    const happened = { id: deps.newId(), at: deps.now(), by }
    await record(tx, id, { kind: 'assigned', ...(to !== undefined && { to }) }, happened)
    return { kind: 'done' }
  })
}

/**
 * Adds a private note; the same note by the same person, sent twice, is kept once.
 *
 * @returns `invalid` with what to say beside the field
 */
export async function addNote(
  deps: Deps,
  note: { id: string; text: string; by: string },
): Promise<{ kind: 'done' | 'repeat' | 'missing' } | { kind: 'invalid'; message: string }> {
  const { id, by } = note
  const text = typedText(note.text, noteLimits.most)
  if (!text) return { kind: 'invalid', message: 'Enter your note' }
  if (lengthOf(text) > noteLimits.most)
    return { kind: 'invalid', message: `Your note must be ${noteLimits.most} characters or fewer` }
  return await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    const last = (await historyOf(tx, id)).at(-1)
    if (last?.kind === 'note' && last.text === text && last.by === by) return { kind: 'repeat' }
    await record(tx, id, { kind: 'note', text }, { id: deps.newId(), at: deps.now(), by })
    return { kind: 'done' }
  })
}
