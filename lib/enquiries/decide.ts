import type { Context } from '#lib/context.ts'
import type { Tx } from '#lib/db/client.ts'
import { type Decider, type Outcome, stale } from '#lib/events/transition.ts'
import { lengthOf, typedText } from '#lib/forms/typed.ts'
import type { Enquiry } from './enquiry.ts'
import { type answeredBy, type HistoryEntry, historyOf, lastChange, markUndone, record } from './history.ts'
import { noteLimits } from './limits.ts'
import { isOpen } from './standing.ts'
import { step } from './step.ts'
import { assignTo, changeEnquiry, selectEnquiry } from './store.ts'

/** What staff can make of an enquiry, and from where: also what was thought to be done. */
export const deskSteps = {
  'in-progress': { from: ['new', 'held', 'answered', 'spam'], to: 'in_progress' },
  answered: { from: ['new', 'held', 'in_progress'], to: 'answered' },
  spam: { from: ['new', 'held', 'in_progress'], to: 'spam' },
} as const satisfies Record<string, { from: readonly Enquiry['status'][]; to: Enquiry['status'] }>

export type DeskStep = keyof typeof deskSteps

export function isDeskStep(text: string): text is DeskStep {
  return Object.hasOwn(deskSteps, text)
}

type Deps = Pick<Context, 'db' | 'settings' | 'outbox' | 'now' | 'newId'>
type StepOutcome = Outcome<Enquiry['status']>

/**
 * Takes an enquiry a step on, if it still is as it was seen. The same step by the same person, sent twice, is
 * done once. The first step that makes a held one an enquiry like any other lets its mails leave.
 *
 * @param taken.how where it was answered, if not from here
 * @param taken.seen the enquiry's version on the page; without it, only an open one is taken on
 * @param taken.isOpenOnly what is answered or spam is left so, however well it was seen
 */
export async function takeStep(
  deps: Deps,
  taken: {
    id: string
    step: DeskStep
    how?: (typeof answeredBy)[number]
    seen?: number | undefined
    isOpenOnly?: boolean
  } & Decider,
): Promise<StepOutcome> {
  const { from, to } = deskSteps[taken.step]
  const { outcome, hasMails } = await deps.db.write(async (tx) => {
    const enquiry = await selectEnquiry(tx, 'id', taken.id)
    if (!enquiry) return { outcome: { kind: 'missing' as const } }
    const done = { kind: 'done' as const, status: to }
    if (isRepeat(enquiry, taken) && enquiry.status === to) return { outcome: done }
    const history = await historyOf(tx, enquiry.id)
    const { seen, isOpenOnly, by, fromMail } = taken
    const isAsSeen = seen === undefined ? isOpen(enquiry) : seen === enquiry.version
    const isFit = from.some((status) => status === enquiry.status) && (!isOpenOnly || isOpen(enquiry))
    if (!isAsSeen || !isFit) return { outcome: stale(enquiry, lastChange(enquiry, history)) }
    const how = to === 'answered' ? taken.how : undefined
    const hasMails = await step(
      tx,
      deps,
      { enquiry, history },
      { to, how, by, ...(fromMail && { fromMail }) },
    )
    return { outcome: done, hasMails }
  })
  if (hasMails) deps.outbox.wake()
  return outcome
}

/** Whether the last change was made by the same person from the same page. */
function isRepeat(
  enquiry: Enquiry,
  { seen, by }: { seen?: number | undefined; by: string | undefined },
): boolean {
  return seen !== undefined && by !== undefined && enquiry.version === seen + 1 && enquiry.decidedBy === by
}

/**
 * Takes the last step back. An answer that was sent from the desk is no step: it has left; so have the mails about
 * an enquiry that was released.
 *
 * @param taken.seen the enquiry's version on the page
 */
export async function undoStep(
  deps: Deps,
  taken: { id: string; seen: number } & Decider,
): Promise<StepOutcome> {
  const { id, seen, by, fromMail } = taken
  return await deps.db.write(async (tx): Promise<StepOutcome> => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    const history = await historyOf(tx, id)
    if (enquiry.version === seen + 1 && isUndoneBy(history, by))
      return { kind: 'done', status: enquiry.status }
    const [last, before] = standingSteps(history)
    if (enquiry.version !== seen || last?.kind !== 'step') return stale(enquiry, lastChange(enquiry, history))
    await takeBack(tx, enquiry, last, before)
    const undone = { kind: 'undo', from: last.to, to: last.from } as const
    await markUndone(tx, last.id, deps.now())
    await record(tx, id, undone, { id: deps.newId(), at: deps.now(), by, ...(fromMail && { fromMail }) })
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

function isUndoneBy(history: readonly HistoryEntry[], by: string | undefined): boolean {
  if (by === undefined) return false
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
 * @param assigned.seen who had it on the page, empty for nobody; without it, whoever has it now
 * @returns `unknown` when that is no address of the staff; `stale` when a colleague has assigned it meanwhile
 */
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
