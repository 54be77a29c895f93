import type { FormState } from '#lib/request-context.ts'
import { matchRoute } from '#lib/routes.ts'

export type PostedForm = {
  path: string
  query: string
  fields: Readonly<Record<string, string>>
  client: string
  cookie?: string | undefined
  requestId: string
}

export type Cookie = {
  name: string
  value: string
  path: string
  expires: Date
  httpOnly: boolean
  secure: boolean
  sameSite: 'lax'
}

export type FormOutcome = { to: string; cookie?: Cookie } | { state: FormState }

/** Each checks by itself whether its sender may send it. */
export type Form<Deps> = {
  submit(deps: Deps, sent: PostedForm): Promise<FormOutcome>
  at: readonly string[]
  /** The field by which a form is known that was made before forms had names. */
  knownBy?: string
  /** It is taken from a page that is no longer there, too; shown again it stands on this one if its own has it no more. */
  elsewhere?: string
}

export type Forms<Deps> = Readonly<Record<string, Form<Deps>>>

function formsAt(forms: Forms<never>, path: string): [name: string, form: Form<never>][] {
  const pattern = matchRoute(path)?.route.pattern
  return Object.entries(forms).filter(([, { at }]) => pattern !== undefined && at.includes(pattern))
}

export function hasForms(forms: Forms<never>, path: string): boolean {
  return formsAt(forms, path).length > 0
}

export function formNamed<Name extends string>(
  forms: Readonly<Record<Name, Form<never>>>,
  path: string,
  fields: Readonly<Record<string, string>>,
): Name | undefined {
  const { form } = fields
  const found = formsAt(forms, path).find(([name, { knownBy }]) =>
    form === undefined ? knownBy !== undefined && Object.hasOwn(fields, knownBy) : name === form,
  )
  return found?.[0] as Name | undefined
}

/** Such as `seen-<id>`. */
export function namedIds(
  fields: Readonly<Record<string, string>>,
  name: string,
): [id: string, value: string][] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const [kind, id] = field.split('-')
    return kind === name && id ? [[id, value]] : []
  })
}

export function seenVersion(seen: string | undefined): number | undefined {
  return seen !== undefined && /^\d{1,9}$/.test(seen) ? Number(seen) : undefined
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
