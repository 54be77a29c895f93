import { z } from 'zod'
import { listed } from '../nearest.ts'
import type { Schemas } from '../schema.ts'
import type { Place } from '../source.ts'
import type { Fields } from '../yaml.ts'
import { type Diagnostic, diagnostic, hasErrors, inReadingOrder, top } from './diagnostic.ts'
import { type Judge, judgeField, meantBy } from './field-names.ts'

/** `readable`: the fields without an error, as they were typed. */
export function checkFields<T extends z.ZodObject>(
  fields: Fields,
  schema: T,
  judge: Judge = judgeField,
): { values: z.output<T> | undefined; readable: Record<string, unknown>; diagnostics: Diagnostic[] } {
  const { data, diagnostics } = fields
  if (!data) {
    const names = required(schema)
    const message =
      names.length === 1 ? `the field "${names[0]}" is missing` : `the fields ${listed(names)} are missing`
    const missing = diagnostic('missing-field', top, message)
    return { values: undefined, readable: {}, diagnostics: diagnostics.length ? diagnostics : [missing] }
  }
  const known = Object.keys(schema.shape)
  const [own, foreign] = divided(data, known)
  const empty = Object.keys(own).filter((name) => isLeftEmpty(name, fields, schema))
  const whole = schema.safeParse(own)
  const issues: z.core.$ZodIssue[] = whole.success ? [] : whole.error.issues
  const filled = Object.entries(own).filter(([name]) => !empty.includes(name))
  const parsed = empty.length ? schema.safeParse(Object.fromEntries(filled)) : whole
  const unknown: z.core.$ZodIssue = { code: 'unrecognized_keys', keys: foreign, path: [], message: '' }
  const all = foreign.length ? [...issues, unknown] : issues
  const found = all.flatMap((issue) => problemsOf(issue, [], fields, schema, judge))
  const meant = new Set(foreign.map((name) => judge(name, known, data).meant))
  const misspelt = placesOfUnknown(all)
  const certain = found.filter(
    ({ problem, missing, isEmpty, follows }) =>
      fields.isSure(problem.line) &&
      !(
        follows !== undefined &&
        (diagnostics.length || misspelt.some((place) => place.startsWith(follows)))
      ) &&
      !(missing && (meant.has(missing) || diagnostics.length)) &&
      // What was to stand in it is the line that could not be read.
      !(isEmpty && !fields.isSure(problem.line + 1)),
  )
  const told = inReadingOrder([...diagnostics, ...certain.map(({ problem }) => problem)])
  const faulty = new Set(issues.map(({ path }) => path[0]))
  return {
    values: parsed.success && !hasErrors({ diagnostics: told }) ? parsed.data : undefined,
    readable: Object.fromEntries(Object.entries(own).filter(([name]) => !faulty.has(name))),
    diagnostics: told,
  }
}

/** Whether a file is shown, and until when, is not left to a guess. */
const decisive: ReadonlySet<string> = new Set(['draft', 'expires', 'replies', 'lang'])

/** A field that may be missing, with nothing in it: it is as if it were not there. */
function isLeftEmpty(name: string, fields: Fields, schema: z.ZodObject): boolean {
  const value = fields.data?.[name]
  const isEmpty = value === null || (typeof value === 'string' && value.trim() === '')
  if (!isEmpty || decisive.has(name) || fields.whyEmpty([name])) return false
  return isArticleLike(schema) && schema.shape[name] instanceof z.ZodOptional
}

/** Settings are held to the letter. */
function isArticleLike(schema: z.ZodObject): boolean {
  return 'title' in schema.shape || 'bio' in schema.shape
}

function divided(data: Record<string, unknown>, known: readonly string[]) {
  const all = Object.entries(data)
  const own = Object.fromEntries(all.filter(([name]) => known.includes(name)))
  return [own, all.flatMap(([name]) => (known.includes(name) ? [] : [name]))] as const
}

/** The names that may stand at a place of the fields; none where it is a list, or one of several forms. */
function namesAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const [step, ...rest] = path
  if (schema instanceof z.ZodOptional) return namesAt(schema.unwrap(), path)
  if (schema instanceof z.ZodPipe) return namesAt(schema.in, path)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => namesAt(one, path))
  if (schema instanceof z.ZodArray) return typeof step === 'number' ? namesAt(schema.element, rest) : []
  if (!(schema instanceof z.ZodObject)) return []
  if (step === undefined) return Object.keys(schema.shape)
  const inside = schema.shape[String(step)]
  return inside ? namesAt(inside, rest) : []
}

type Found = {
  problem: Diagnostic
  missing?: string
  isEmpty?: boolean
  /** The place whose names have to be right first. */
  follows?: string
}

function problemsOf(
  issue: z.core.$ZodIssue,
  above: PropertyKey[],
  fields: Fields,
  schema: z.ZodObject,
  judge: Judge,
): Found[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.flatMap((name) => {
      const all = [...path, name]
      // What YAML made of a line that it could not read is no name of the writer's.
      if (fields.diagnostics.length && !fields.hasName(all)) return []
      const allowed = namesAt(schema, path)
      const others = allowed.length ? `Known fields: ${listed(allowed)}.` : ''
      const { ruleId, hint = others } = judge(name, allowed, fields.data ?? {}, path.length > 0)
      const message = `unknown field "${name}". ${hint}`.trimEnd()
      return [{ problem: diagnostic(ruleId, fields.nameAt(all), message) }]
    })
  if (issue.code === 'invalid_union') {
    // The alternative that got furthest is the one that was meant; a wrong kind of value is the error of the union.
    const deepest = issue.errors
      .filter((errors) => errors.length > 0)
      .sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
    if (deepest && depth(deepest) > 0)
      return deepest.flatMap((inner) => problemsOf(inner, path, fields, schema, judge))
  }
  const name = String(path[0] ?? '')
  const isMissing = path.length === 1 && !(name in (fields.data ?? {}))
  if (isMissing) return [{ problem: diagnostic('missing-field', top, issue.message), missing: name }]
  if (issue.code === 'custom' && issue.params?.isOfName)
    return [{ problem: diagnostic('field-value', fields.nameAt(path), issue.message) }]
  const why = fields.whyEmpty(path)
  const what = typeof path.at(-1) === 'number' ? `an entry of "${name}"` : `"${String(path.at(-1) ?? name)}"`
  const message = why ? `${what} is empty, because ${why}` : issue.message
  const found = fields.data?.[name]
  const ruleId = path.length === 1 && isLeftEmpty(name, fields, schema) ? 'empty-field' : 'field-value'
  const problem = diagnostic(ruleId, fields.valueAt(path), message)
  const follows = whatFollows(issue, path, fields)
  return [
    {
      problem,
      ...(follows !== undefined && { follows }),
      ...(found === null || found === '' ? { isEmpty: true } : {}),
    },
  ]
}

/** What is missing, or does not fit together, may be there under another name. */
function whatFollows(issue: z.core.$ZodIssue, path: readonly PropertyKey[], fields: Fields) {
  if (path.length > 1 && !fields.hasName(path) && typeof path.at(-1) === 'string')
    return placeOf(path.slice(0, -1))
  return issue.code === 'custom' && issue.params?.isOfWhole ? placeOf(path) : undefined
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `${String(step)}/`).join('')
}

function placesOfUnknown(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap(({ code, path }) => (code === 'unrecognized_keys' ? placeOf(path) : []))
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))
}

function required(schema: z.ZodObject): string[] {
  const { shape } = schema
  return Object.keys(shape).filter((name) => shape[name] && !z.safeParse(shape[name], undefined).success)
}

/** Commas where a list was likely meant, though a name may hold one. */
export function checkTopics(fields: Fields): Diagnostic[] {
  const all = fields.data?.topics
  const typed = typeof all === 'string' ? all.replace(/\s+/g, ' ').trim() : undefined
  const several = typed ? typed.split(/ ?[,;，、；،] ?/).filter(Boolean) : []
  if (several.length < 2) return []
  const list = several.map((one) => (/^[\p{L}\p{N}][^:#"'[\]{}]*$/u.test(one) ? one : JSON.stringify(one)))
  const message = `"${typed}" is read as one topic: for several write topics: [${list.join(', ')}], for this one topics: [${JSON.stringify(typed)}]`
  return [diagnostic('several-topics', fields.valueAt(['topics']), message)]
}

const neverShown = '"expires" is not after "date": the article would never be shown'

export function checkPairs(fields: Fields, values: z.output<Schemas['inArticles']> = {}): Diagnostic[] {
  const found: Diagnostic[] = []
  const data = fields.data ?? {}
  const has = (name: string) => typeof data[name] === 'string' && data[name].trim() !== ''
  const isMisspelt = (name: string) =>
    Object.keys(data).some((one) => one !== name && meantBy(one, [name]) === name)
  const say = (place: Place, message: string) => found.push(diagnostic('picture-fields', place, message))
  if (has('image') && !('imageAlt' in data) && !isMisspelt('imageAlt'))
    say(
      fields.nameAt(['image']),
      'the picture needs imageAlt (what it shows, for those who cannot see it): imageAlt: The entrance, with a ramp',
    )
  found.push(...checkFocus(fields, 'image'))
  if (has('imageAlt') && !('image' in data) && !isMisspelt('image'))
    say(fields.nameAt(['imageAlt']), 'imageAlt stands without image: add the picture, or remove it')
  if (values.expires && values.date && values.expires.at <= values.date.at)
    found.push(diagnostic('paired-fields', fields.valueAt(['expires']), neverShown))
  return found
}

/** Advice: the first sentences stand in. */
export function checkDescription({ data, diagnostics }: Fields, opening: string | undefined): Diagnostic[] {
  if (!data || diagnostics.length || 'description' in data || opening === undefined) return []
  if (Object.keys(data).some((name) => meantBy(name, ['description']))) return []
  const shown = opening ? 'the first sentences of the text stand in for it' : 'nothing stands there'
  const message = `there is no description, so ${shown} in lists, feeds, search results and shares. Better add one: description: What opens in May, and who may come`
  return [diagnostic('missing-description', top, message)]
}

export function checkFocus(fields: Fields, picture: 'image' | 'picture'): Diagnostic[] {
  const names = Object.keys(fields.data ?? {})
  if (!names.includes('focus') || names.some((name) => meantBy(name, [picture]) === picture)) return []
  const message = `focus stands without ${picture}: add the picture, or remove it`
  return [diagnostic('picture-fields', fields.nameAt(['focus']), message)]
}
