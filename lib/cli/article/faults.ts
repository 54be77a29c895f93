import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { formatAnnotation, formatDiagnostic } from '#lib/content/lint/format.ts'
import { byCause, type Cause, othersInWords } from '#lib/content/lint/groups.ts'
import type { Screen } from '../terminal.ts'

export type Printing = {
  annotations: boolean
  /** Each fault on its own, though many have one cause. */
  all: boolean
  /** A warning counts as an error. */
  strict: boolean
}

/** Errors first, in each file by line. */
export function printDiagnostics(
  faults: readonly FileDiagnostic[],
  { print, isScreen, colour }: Screen,
  { annotations, all, strict }: Printing,
): void {
  const sources = new Map<string, string | undefined>()
  const sourceOf = (file: string) => {
    if (!sources.has(file)) sources.set(file, textOf(file))
    return sources.get(file)
  }
  const causes = byCause(faults)
  const each = all ? causes.flatMap(({ first, more }) => [first, ...more].map(alone)) : causes
  for (const cause of each) {
    const { first, more } = cause
    const others = more.length ? `${othersInWords(cause)} (check --all prints each)` : ''
    const severity = strict ? 'error' : first.severity
    const fault = { ...first, severity, message: first.message + others }
    const source = isScreen ? sourceOf(first.file) : undefined
    print(formatDiagnostic(fault, { ...(source && { source }), colour }))
    if (annotations) print(formatAnnotation(fault))
  }
}

function alone(first: FileDiagnostic): Cause {
  return { first, more: [] }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch {
    // A file that cannot be read is what the fault tells of.
    return undefined
  }
}
