/** Who decides: a member of staff at the desk, or whoever follows a link in a mail. */
export type Decider = {
  /** Address of one of the staff: who is signed in, or whom the mail was sent to; undefined where that is not known. */
  by: string | undefined
  /** It comes from a link in a mail. */
  fromMail?: boolean
}

/** The last change of something that staff decide about. */
export type Change<Status> = {
  /** How it stands since. */
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

/** Tells whoever decides too late what has been done meanwhile. */
export function stale<Status>(
  item: { status: Status; createdAt: number },
  last: Change<Status> | undefined,
): { kind: 'stale' } & Change<Status> {
  return { kind: 'stale', ...(last ?? { status: item.status, at: item.createdAt }) }
}

/** What is written down of who decided. */
export function signature({ by, fromMail }: { by?: string | undefined; fromMail?: boolean | undefined }) {
  return { ...(by !== undefined && { by }), ...(fromMail && { fromMail: true as const }) }
}
