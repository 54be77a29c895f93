import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { formatAnnotation, formatDiagnostic } from '#lib/content/lint/format.ts'
import { inGroups } from '#lib/content/lint/groups.ts'
import type { Terminal } from './terminal.ts'

const mostOfACause = 20

/** @param options.all prints every fault of one cause in one file, instead of the first ones and a count */
export function printDiagnostics(
  faults: readonly FileDiagnostic[],
  terminal: Terminal,
  options: { annotations?: boolean | undefined; all?: boolean | undefined } = {},
): void {
  const sources = new Map<string, string | undefined>()
  const sourceOf = (file: string) => {
    if (!sources.has(file)) sources.set(file, textOf(file))
    return sources.get(file)
  }
  const counts = new Map<FileDiagnostic, FileDiagnostic[]>()
  const hidden = new Set<FileDiagnostic>()
  for (const { more } of options.all ? [] : inGroups(faults, mostOfACause)) {
    const [first, ...rest] = more
    // One more line says as much as the fault itself.
    if (!first || !rest.length) continue
    counts.set(first, rest)
    for (const fault of rest) hidden.add(fault)
  }
  for (const fault of faults) {
    if (hidden.has(fault)) continue
    const rest = counts.get(fault)
    if (rest) {
      const last = rest.at(-1)?.line
      const message = `and ${rest.length + 1} more of this kind from here to line ${last}; check --all prints each`
      terminal.print(formatDiagnostic({ ...fault, message }, { colour: terminal.colour }))
      continue
    }
    const source = terminal.isScreen ? sourceOf(fault.file) : undefined
    terminal.print(formatDiagnostic(fault, { ...(source ? { source } : {}), colour: terminal.colour }))
    if (options.annotations) terminal.print(formatAnnotation(fault))
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
