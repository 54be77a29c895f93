/** What came of a decision. Only the first one counts; who comes later is told what was decided. */
export type Outcome<Status> =
  | { kind: 'done'; status: Status }
  | {
      kind: 'already'
      status: Status
      /** Milliseconds since 1970. */
      at: number
      /** Address of the one who decided, where it is known. */
      by?: string
    }
  | { kind: 'missing' }

/** Tells a later comer what the first decision was. */
export function already<Status>(item: {
  status: Status
  createdAt: number
  decidedAt?: number
  decidedBy?: string
}): Outcome<Status> {
  const { status, createdAt, decidedAt = createdAt, decidedBy } = item
  return { kind: 'already', status, at: decidedAt, ...(decidedBy !== undefined && { by: decidedBy }) }
}
