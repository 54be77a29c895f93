import type { FileDiagnostic } from './lint/diagnostic.ts'

/** A fault is told when it has stood for so long, in milliseconds: a file that is being written mends itself. */
const patience = 1200

/** Tells each fault once for as long as it stands. */
export type Ledger = {
  /**
   * @param faults all that stand now
   * @param now milliseconds of a clock that never jumps
   * @param isSure tells also what is new at this moment
   * @returns those to tell now
   */
  due(faults: readonly FileDiagnostic[], now: number, isSure?: boolean): FileDiagnostic[]
  /** Whether some fault waits to be told. */
  isWaiting(): boolean
}

export function createLedger(): Ledger {
  let since = new Map<string, { at: number; isTold: boolean }>()
  return {
    due(faults, now, isSure = false) {
      const next: typeof since = new Map()
      const told: FileDiagnostic[] = []
      for (const fault of faults) {
        const key = `${fault.file}:${fault.line}:${fault.column}:${fault.message}`
        const known = since.get(key) ?? { at: now, isTold: false }
        const isDue = !known.isTold && (isSure || now - known.at >= patience)
        if (isDue) told.push(fault)
        next.set(key, { at: known.at, isTold: known.isTold || isDue })
      }
      since = next
      return told
    },
    isWaiting: () => [...since.values()].some(({ isTold }) => !isTold),
  }
}
