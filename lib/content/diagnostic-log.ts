import type { FileDiagnostic } from './lint/diagnostic.ts'

/** Milliseconds: a file that is being written mends itself. */
const patience = 1200
/** What is still coming, as the folder of a renamed article, may mend it for so long. */
const longest = 5000

/** What has been told, so that each fault is told once for as long as it stands. */
export function createLedger() {
  let since = new Map<string, { at: number; isTold: boolean }>()
  return {
    /**
     * @param isSure tells also what is new now
     * @param isAllSeen whether all that came until then, a moment of `performance.now()`, is known
     */
    due(
      faults: readonly FileDiagnostic[],
      isSure: boolean,
      isAllSeen: (since: number) => boolean,
    ): FileDiagnostic[] {
      const now = performance.now()
      const next: typeof since = new Map()
      const told: FileDiagnostic[] = []
      for (const fault of faults) {
        const key = `${fault.file}:${fault.line}:${fault.column}:${fault.message}`
        const known = since.get(key) ?? { at: now, isTold: false }
        const age = now - known.at
        const isRipe = age >= longest || (age >= patience && isAllSeen(known.at))
        const isDue = !known.isTold && (isSure || isRipe)
        if (isDue) told.push(fault)
        next.set(key, { at: known.at, isTold: known.isTold || isDue })
      }
      since = next
      return told
    },
    isWaiting: () => [...since.values()].some(({ isTold }) => !isTold),
  }
}
