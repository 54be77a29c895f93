import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { formatAnnotation, formatDiagnostic } from '#lib/content/lint/format.ts'
import { inGroups } from '#lib/content/lint/groups.ts'
import type { Screen } from '../terminal.ts'

const mostOfACause = 20

/** @param options.all prints every fault of one cause in one file, instead of the first ones and a count */
export function printDiagnostics(
  faults: readonly FileDiagnostic[],
  { print, isScreen, colour }: Screen,
  options: { annotations: boolean; all: boolean },
): void {
  const files = new Set(isScreen ? faults.map(({ file }) => file) : [])
  const sources = new Map([...files].map((file) => [file, textOf(file)]))
  const groups = options.all ? [] : inGroups(faults, mostOfACause).map(({ more }) => more)
  // One more line says as much as the fault itself.
  const counted = new Map(groups.filter(({ length }) => length > 1).map((more) => [more[0], more]))
  const hidden = new Set([...counted.values()].flatMap(([, ...rest]) => rest))
  for (const fault of faults.filter((one) => !hidden.has(one))) {
    const more = counted.get(fault)
    if (more) {
      const message = `and ${more.length} more of this kind from here to line ${more.at(-1)?.line}; check --all prints each`
      print(formatDiagnostic({ ...fault, message }, { colour }))
      continue
    }
    const source = sources.get(fault.file)
    print(formatDiagnostic(fault, { ...(source && { source }), colour }))
    if (options.annotations) print(formatAnnotation(fault))
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch {
    // A file that cannot be read is what the fault tells of.
    return undefined
  }
}
