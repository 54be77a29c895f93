import { type Change, type Standing, signature } from './transition.ts'

export const answeredBy = ['telephone', 'mail'] as const

export type Happening<Status> =
  | {
      kind: 'step'
      from: Status
      to: Status
      /** The same for all that were decided about at once. */
      decisionId?: string
      how?: (typeof answeredBy)[number]
    }
  | { kind: 'undo'; from: Status; to: Status }
  | { kind: 'answer'; from: Status; to: Status; text: string; mailId: string }
  | { kind: 'published' | 'withdrawn' }
  | { kind: 'assigned'; to?: string }
  | { kind: 'note'; text: string }

export type Event<Status> = Happening<Status> & {
  id: string
  /** Milliseconds since 1970. */
  at: number
  by?: string
  /** It was done by the link of a mail, which was sent to `by`. */
  fromMail?: true
  isUndone: boolean
}

export type StatusChange<Status> = Extract<Event<Status>, { from: unknown }>

/** The last one first. */
export function standing<Status>(history: readonly Event<Status>[]): StatusChange<Status>[] {
  return history
    .filter((event) => isChange(event) && event.kind !== 'undo' && !event.isUndone)
    .reverse() as StatusChange<Status>[]
}

/** No answer, because that has left. */
export function undoableStep<Status>(history: readonly Event<Status>[]) {
  const [last] = standing(history)
  return last?.kind === 'step' ? last : undefined
}

export function changesIn(history: readonly Event<unknown>[]): number {
  return history.filter(isChange).length
}

export function lastChange<Status>(
  item: Omit<Item<Status>, 'createdAt'>,
  history: readonly Event<Status>[],
): Change<Status> | undefined {
  const { status, decidedAt, decidedBy } = item
  const last = history.findLast(isChange)
  if (last) return { status, at: last.at, ...signature(last), ...(last.kind === 'undo' && { isUndo: true }) }
  // Decided before there was a history.
  return decidedAt === undefined ? undefined : { status, at: decidedAt, ...signature({ by: decidedBy }) }
}

type Item<Status> = { status: Status; createdAt: number; decidedAt?: number; decidedBy?: string }

export function standingOf<Status>(
  item: Item<Status>,
  history: readonly Event<Status>[],
  { isOpen, version = changesIn(history) }: { isOpen: boolean; version?: number },
): Standing<Status> {
  const { status, createdAt } = item
  return { status, createdAt, version, isOpen, lastChange: lastChange(item, history) }
}

function isChange({ kind }: Pick<Event<unknown>, 'kind'>): boolean {
  return kind === 'step' || kind === 'undo' || kind === 'answer'
}
