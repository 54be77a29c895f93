import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Fault } from '#lib/articles/fault.ts'
import { annotateFault, tellFault } from '#lib/articles/told.ts'
import type { Terminal } from './terminal.ts'

/** Prints each fault as `file:line:column: message`; on a screen with its source line, for GitHub with an annotation. */
export function printFaults(
  faults: readonly Fault[],
  terminal: Terminal,
  options: { annotations?: boolean } = {},
): void {
  const sources = new Map<string, string | undefined>()
  const sourceOf = (file: string) => {
    if (!sources.has(file)) sources.set(file, textOf(file))
    return sources.get(file)
  }
  for (const fault of faults) {
    const source = terminal.isScreen ? sourceOf(fault.file) : undefined
    terminal.print(tellFault(fault, { ...(source ? { source } : {}), colour: terminal.colour }))
    if (options.annotations) terminal.print(annotateFault(fault))
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
