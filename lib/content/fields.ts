import type { z } from 'zod'
import { inReadingOrder, type Slip } from './fault.ts'
import { adviceFor, meantBy } from './foreign-fields.ts'
import { listed } from './nearest.ts'
import type { Fields } from './yaml.ts'

/**
 * Checks fields by a schema and tells every slip at its place.
 *
 * @returns the values when all is well; those that can be read of the rest, as they were typed; and the slips
 */
export function checkFields<T extends z.ZodObject>(
  fields: Fields,
  schema: T,
): { values: z.output<T> | undefined; readable: Record<string, unknown>; slips: Slip[] } {
  const { data } = fields
  if (!data) {
    const names = required(schema)
    const message =
      names.length === 1 ? `the field "${names[0]}" is missing` : `the fields ${listed(names)} are missing`
    const problem = { line: 1, column: 1, message }
    return { values: undefined, readable: {}, slips: fields.slips.length ? fields.slips : [problem] }
  }
  const parsed = schema.safeParse(data)
  if (parsed.success)
    return { values: fields.slips.length ? undefined : parsed.data, readable: data, slips: fields.slips }
  const { issues } = parsed.error
  const known = Object.keys(schema.shape)
  const slips = issues.flatMap((issue) => told(issue, [], fields, known))
  const meant = new Set(unknownNames(issues).map((name) => meantBy(name, known)))
  const certain = slips.filter(
    ({ slip, missing, isEmpty }) =>
      fields.isSure(slip.line) &&
      !(missing && (meant.has(missing) || fields.slips.length)) &&
      // What was to stand in it is the line that could not be read.
      !(isEmpty && !fields.isSure(slip.line + 1)),
  )
  const faulty = new Set(issues.map(({ path }) => path[0]))
  return {
    values: undefined,
    readable: Object.fromEntries(Object.entries(data).filter(([name]) => !faulty.has(name))),
    slips: inReadingOrder([...fields.slips, ...certain.map(({ slip }) => slip)]),
  }
}

type Told = { slip: Slip; missing?: string; isEmpty?: boolean }

function told(
  issue: z.core.$ZodIssue,
  above: PropertyKey[],
  fields: Fields,
  known: readonly string[],
): Told[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.flatMap((name) => {
      const all = [...path, name]
      // What YAML made of a line that it could not read is no name of the writer's.
      if (fields.slips.length && !fields.hasName(all)) return []
      const allowed = path.length ? [] : known
      const others = allowed.length ? `Known fields: ${listed(allowed)}.` : ''
      const hint = adviceFor(name, allowed, fields.data ?? {}) ?? others
      return [{ slip: { ...fields.nameAt(all), message: `unknown field "${name}". ${hint}`.trimEnd() } }]
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
  if (issue.code === 'custom' && issue.params?.isOfName)
    return [{ slip: { ...fields.nameAt(path), message: issue.message } }]
  const place = fields.valueAt(path)
  const why = fields.whyEmpty(path)
  const what = typeof path.at(-1) === 'number' ? `an entry of "${name}"` : `"${String(path.at(-1) ?? name)}"`
  const message = why ? `${what} is empty, because ${why}` : issue.message
  const found = fields.data?.[name]
  return [{ slip: { ...place, message }, ...(found === null || found === '' ? { isEmpty: true } : {}) }]
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
