import type { FileState, Library } from '#lib/content/article.ts'
import { type FileDiagnostic, isError } from './diagnostic.ts'

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

type FaultGroup = { shown: FileDiagnostic[]; more: FileDiagnostic[] }

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

/** One line says as much as all of them: `first` stands for `more`, in its own file or in others. */
export type Cause = { first: FileDiagnostic; more: FileDiagnostic[] }

/** So many files may have one and the same fault, and so many faults of a kind may stand in one file. */
const mostFiles = 3
const mostInFile = 10

/** Errors first. @param most of one kind in one file that stand each for itself */
export function byCause(faults: readonly FileDiagnostic[], most = mostInFile): Cause[] {
  const sorted = [...faults.filter(isError), ...faults.filter((fault) => !isError(fault))]
  const alike = Map.groupBy(sorted, ({ ruleId, message }) => `${ruleId} ${message}`)
  const isEverywhere = (fault: FileDiagnostic) => {
    const all = alike.get(`${fault.ruleId} ${fault.message}`) ?? []
    return all.length > mostFiles && new Set(all.map(({ file }) => file)).size > mostFiles
  }
  const keyOf = (fault: FileDiagnostic) =>
    isEverywhere(fault)
      ? `${fault.ruleId} ${fault.message}`
      : `${fault.file}\0${fault.ruleId} ${causeOf(fault.message)}`
  return [...Map.groupBy(sorted, keyOf).values()].flatMap((all) => {
    const [first, ...more] = all
    if (!first || (!isEverywhere(first) && all.length <= most))
      return all.map((one) => ({ first: one, more: [] }))
    return [{ first, more }]
  })
}

/** What many files have alike stands once, and each file for what it has besides. */
export function sharedCauses(files: readonly FaultyFile[]): { causes: Cause[]; rest: FaultyFile[] } {
  const causes = byCause(
    files.flatMap(({ faults }) => faults),
    Number.POSITIVE_INFINITY,
  ).filter(({ more }) => more.length)
  const isShared = new Set(causes.flatMap(({ first, more }) => [first, ...more]))
  const rest = files.flatMap((file) => {
    const faults = file.faults.filter((fault) => !isShared.has(fault))
    return faults.length ? [{ ...file, faults }] : []
  })
  return { causes, rest }
}

const mostPlaces = 3

/** Goes on after the message of the first. */
export function othersInWords({ first, more }: Cause): string {
  if (!more.length) return ''
  const files = new Map(more.filter(({ file }) => file !== first.file).map((one) => [one.file, one]))
  if (!files.size) return `; and ${more.length} more of this kind down to line ${more.at(-1)?.line}`
  const places = [...files.values()].slice(0, mostPlaces).map(({ file, line }) => `${file}:${line}`)
  return `; and in ${files.size} more files: ${places.join(', ')}${files.size > mostPlaces ? ' …' : ''}`
}

function causeOf(message: string): string {
  return message.replace(/"[^"]*"|<[^>]*>|`[^`]*`|\d+/g, '…')
}
