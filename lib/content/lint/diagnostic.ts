import type { Place } from '../source.ts'
import { type RuleId, rules, type Severity } from './rules.ts'

/** Plain data, in the words of `vfile-message`. */
export type Diagnostic = Place & {
  ruleId: RuleId
  severity: Severity
  message: string
}

export type FileDiagnostic = Diagnostic & {
  /** From the working folder, e.g. `content/articles/x.mdx`. */
  file: string
  isDraft: boolean
}

export type Problem = { ruleId: RuleId; message: string }

/** Its offset counts from the start of the part it is in. */
export type Unplaced = Problem & { offset: number }

/** Nothing is said without a message. */
export type Say = (ruleId: RuleId, offset: number, message: string | undefined) => void

export const top: Place = { line: 1, column: 1 }

export function diagnostic(ruleId: RuleId, { line, column }: Place, message: string): Diagnostic {
  return { ruleId, severity: rules[ruleId].severity, line, column, message }
}

export function isError({ ruleId }: Pick<Diagnostic, 'ruleId'>): boolean {
  return rules[ruleId].severity === 'error'
}

export function hasErrors({ diagnostics }: { diagnostics: readonly Diagnostic[] }): boolean {
  return diagnostics.some(isError)
}

/** By line, then column, errors first; the same message at the same place stands once. */
export function inReadingOrder<Some extends Diagnostic>(diagnostics: readonly Some[]): Some[] {
  const byPlace = new Map<string, Some>()
  for (const one of diagnostics) byPlace.set(`${one.line}:${one.column}: ${one.message}`, one)
  return [...byPlace.values()].sort(
    (a, b) => a.line - b.line || a.column - b.column || Number(isError(b)) - Number(isError(a)),
  )
}
