/** Who decides: a member of staff at the desk, or whoever follows a link in a mail. */
export type Decider = {
  /** Address of one of the staff: who is signed in, or whom the mail was sent to; undefined where not known. */
  by: string | undefined
  /** It comes from a link in a mail. */
  fromMail?: boolean | undefined
}

/** The last change of status of a reply or an enquiry. */
export type Change<Status> = {
  /** Its status since. */
  status: Status
  /** Milliseconds since 1970. */
  at: number
  by?: string
  fromMail?: true
  /** A decision was taken back. */
  isUndo?: true
}

/** What came of a decision. */
export type Outcome<Status> =
  | { kind: 'done'; status: Status }
  /** It is no longer as it was on the page that was seen: nothing was changed. */
  | ({ kind: 'stale' } & Change<Status>)
  | { kind: 'missing' }

/** One button: from which statuses it leads to which, and whether the page of a mail's link has it too. */
export type Transition<Status> = { from: readonly Status[]; to: Status; byMail: boolean }

/** A reply or an enquiry as it is when somebody decides about it. */
export type Standing<Status> = {
  status: Status
  createdAt: number
  version: number
  /** Whether staff have still to do something about it. */
  isOpen: boolean
  lastChange: Change<Status> | undefined
}

/** What somebody asks for who saw a page. */
export type Asked = Decider & {
  /** The version on the page; without it, only what is open is decided about. */
  seen?: number | undefined
  /** What was decided about is left so, however well it was seen. */
  isOpenOnly?: boolean | undefined
}

/** It may be done, or what to answer instead. */
type Verdict<Status, Take> = Take | Exclude<Outcome<Status>, { kind: 'missing' }>

/**
 * Whether a transition may be taken. The same one by the same person, sent twice, is
 * `done` already; a colleague's decision that the page did not show makes it `stale`.
 */
export function judge<Status>(
  item: Standing<Status>,
  { from, to }: Transition<Status>,
  { seen, isOpenOnly, by }: Asked,
): Verdict<Status, { kind: 'take' }> {
  const { status, version, isOpen, lastChange } = item
  const isRepeat = seen !== undefined && version === seen + 1 && !lastChange?.isUndo
  if (isRepeat && status === to && by !== undefined && lastChange?.by === by) return { kind: 'done', status }
  const isAsSeen = seen === undefined ? isOpen : seen === version
  return isAsSeen && from.includes(status) && (isOpen || !isOpenOnly) ? { kind: 'take' } : stale(item)
}

/** Whether the last step may be taken back. @param step undefined where there is none that can be */
export function judgeUndo<Status, Step>(
  item: Standing<Status>,
  step: Step | undefined,
  { seen, by }: { seen: number } & Decider,
): Verdict<Status, { kind: 'take'; step: Step }> {
  const { status, version, lastChange } = item
  const isRepeat = version === seen + 1 && lastChange?.isUndo && by !== undefined && lastChange.by === by
  if (isRepeat) return { kind: 'done', status }
  return version === seen && step !== undefined ? { kind: 'take', step } : stale(item)
}

/** Tells whoever decides too late what has been done meanwhile. */
export function stale<Status>(
  item: Pick<Standing<Status>, 'status' | 'createdAt' | 'lastChange'>,
): { kind: 'stale' } & Change<Status> {
  return { kind: 'stale', ...(item.lastChange ?? { status: item.status, at: item.createdAt }) }
}

/** What is written down of who decided. */
export function signature({ by, fromMail }: { by?: string | undefined; fromMail?: boolean | undefined }) {
  return { ...(by !== undefined && { by }), ...(fromMail && { fromMail: true as const }) }
}
