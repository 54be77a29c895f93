export type Decider = {
  /** Who is signed in, or whom the mail was sent to; undefined where not known. */
  by: string | undefined
  fromMail?: boolean | undefined
}

export type Change<Status> = {
  status: Status
  at: number
  by?: string
  fromMail?: true
  isUndo?: true
}

export type Outcome<Status> =
  | { kind: 'done'; status: Status }
  /** It is no longer as it was on the page: nothing was changed. */
  | ({ kind: 'stale' } & Change<Status>)
  | { kind: 'missing' }

export type Transition<Status> = { from: readonly Status[]; to: Status; byMail: boolean }

export type Standing<Status> = {
  status: Status
  createdAt: number
  version: number
  isOpen: boolean
  lastChange: Change<Status> | undefined
}

export type Asked = Decider & {
  /** The version on the page; without it, only what is open is decided about. */
  seen?: number | undefined
  isOpenOnly?: boolean | undefined
}

type Verdict<Status, Take> = Take | Exclude<Outcome<Status>, { kind: 'missing' }>

/** `done` for the same person’s second click, `stale` where a colleague’s decision was not shown on the page. */
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

export function stale<Status>(
  item: Pick<Standing<Status>, 'status' | 'createdAt' | 'lastChange'>,
): { kind: 'stale' } & Change<Status> {
  return { kind: 'stale', ...(item.lastChange ?? { status: item.status, at: item.createdAt }) }
}

export function signature({ by, fromMail }: { by?: string | undefined; fromMail?: boolean | undefined }) {
  return { ...(by !== undefined && { by }), ...(fromMail && { fromMail: true as const }) }
}
