import type { z } from 'zod'
import { inReadingOrder, type Slip } from './fault.ts'
import { didYouMean, listed, nearest } from './nearest.ts'
import type { Fields } from './yaml.ts'

/**
 * Checks fields by a schema and tells every slip at its place.
 *
 * @returns the values when all is well, and the slips
 */
export function checkFields<T extends z.ZodObject>(
  fields: Fields,
  schema: T,
): { values: z.output<T> | undefined; slips: Slip[] } {
  if (!fields.data) {
    const names = required(schema)
    const message =
      names.length === 1 ? `the field "${names[0]}" is missing` : `the fields ${listed(names)} are missing`
    const problem = { line: 1, column: 1, message }
    return { values: undefined, slips: fields.slips.length ? fields.slips : [problem] }
  }
  const parsed = schema.safeParse(fields.data)
  if (parsed.success) return { values: fields.slips.length ? undefined : parsed.data, slips: fields.slips }
  const known = Object.keys(schema.shape)
  const slips = parsed.error.issues.flatMap((issue) => told(issue, [], fields, known))
  const meant = new Set(unknownNames(parsed.error.issues).map((name) => nearest(name, known)))
  const certain = slips.filter(
    ({ slip, missing }) =>
      slip.line < fields.unsureFrom && !(missing && (meant.has(missing) || fields.slips.length)),
  )
  return { values: undefined, slips: inReadingOrder([...fields.slips, ...certain.map(({ slip }) => slip)]) }
}

type Told = { slip: Slip; missing?: string }

function told(
  issue: z.core.$ZodIssue,
  above: PropertyKey[],
  fields: Fields,
  known: readonly string[],
): Told[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => {
      const allowed = path.length ? [] : known
      const hint = didYouMean(name, allowed) || (allowed.length ? ` Known fields: ${listed(allowed)}.` : '')
      return { slip: { ...fields.nameAt([...path, name]), message: `unknown field "${name}".${hint}` } }
    })
  if (issue.code === 'invalid_union') {
    // The alternative that got furthest is the one that was meant; a wrong kind of value is told by the union.
    const deepest = issue.errors
      .filter((errors) => errors.length > 0)
      .sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
    if (deepest && depth(deepest) > 0) return deepest.flatMap((inner) => told(inner, path, fields, known))
  }
  const name = String(path[0] ?? '')
  const isMissing = path.length === 1 && !(name in (fields.data ?? {}))
  if (isMissing) return [{ slip: { line: 1, column: 1, message: issue.message }, missing: name }]
  return [{ slip: { ...fields.valueAt(path), message: issue.message } }]
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))
}

function unknownNames(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && !issue.path.length ? issue.keys : [],
  )
}

function required(schema: z.ZodObject): string[] {
  return Object.entries(schema.shape)
    .filter(([, field]) => !('safeParse' in field) || !(field as z.ZodType).safeParse(undefined).success)
    .map(([name]) => name)
}
