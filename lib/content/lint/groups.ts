import type { FileState, Library } from '#lib/content/article.ts'
import type { FileDiagnostic } from './diagnostic.ts'

export type FaultyFile = FileState & { faults: FileDiagnostic[] }

/** Those with errors first. */
export function faultyFiles(library: Pick<Library, 'faults' | 'files'>): FaultyFile[] {
  const faults = Map.groupBy(library.faults(), ({ file }) => file)
  const files = library.files().flatMap((file) => {
    const own = faults.get(file.file)
    return own ? [{ ...file, faults: own }] : []
  })
  return [...files.filter(({ errors }) => errors), ...files.filter(({ errors }) => !errors)]
}

export type FaultGroup = { shown: FileDiagnostic[]; more: FileDiagnostic[] }

/** An old file may hold the same fault hundreds of times. */
export function inGroups(faults: readonly FileDiagnostic[], most: number): FaultGroup[] {
  const groups = new Map<string, FaultGroup>()
  for (const fault of faults) {
    const key = `${fault.file}\0${fault.severity}\0${causeOf(fault.message)}`
    const group = groups.get(key) ?? { shown: [], more: [] }
    groups.set(key, group)
    ;(group.shown.length < most ? group.shown : group.more).push(fault)
  }
  return [...groups.values()]
}

function causeOf(message: string): string {
  return message.replace(/"[^"]*"|<[^>]*>|`[^`]*`|\d+/g, '…')
}
