import type { FileDiagnostic } from './lint/diagnostic.ts'

/** Milliseconds: a file that is being written mends itself. */
const patience = 1200

/** What has been told, so that each fault is told once for as long as it stands. */
export function createLedger() {
  let since = new Map<string, { at: number; isTold: boolean }>()
  return {
    /** @param isSure tells also what is new now */
    due(faults: readonly FileDiagnostic[], isSure: boolean): FileDiagnostic[] {
      const now = performance.now()
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
