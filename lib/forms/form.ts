import type { FormState } from '#lib/request-context.ts'
import { matchRoute } from '#lib/routes.ts'

/** A form as it was posted. */
export type PostedForm = {
  /** Path of the page it was sent to, escaped as in links. */
  path: string
  /** What stood behind the question mark. */
  query: string
  fields: Readonly<Record<string, string>>
  /** Key of the sender's address, see lib/spam/client-key.ts. */
  client: string
  /** The Cookie header, where the page is for one reader only. */
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

/** Where a form that was taken leads, or what to show in it again: then nothing was stored. */
export type FormOutcome = { to: string; cookie?: Cookie } | { state: FormState }

/** A form of the site; each checks by itself whether its sender may send it. */
export type Form<Deps> = {
  submit(deps: Deps, sent: PostedForm): Promise<FormOutcome>
  /** The pages it stands on, by their patterns in lib/routes.ts. */
  at: readonly string[]
  /** The field by which a form is known that was made before forms had names. */
  knownBy?: string
  /** It is taken from a page that is no longer there, too, and is then shown again on this one. */
  elsewhere?: string
}

/** Forms by the name that each has in its hidden field `form`. */
export type Forms<Deps> = Readonly<Record<string, Form<Deps>>>

function formsAt(forms: Forms<never>, path: string): [name: string, form: Form<never>][] {
  const pattern = matchRoute(path)?.route.pattern
  return Object.entries(forms).filter(([, { at }]) => pattern !== undefined && at.includes(pattern))
}

/** Whether a page has any form. */
export function hasForms(forms: Forms<never>, path: string): boolean {
  return formsAt(forms, path).length > 0
}

/** The name of the form of this page that was filled in; undefined where there is none. */
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

/** The version of an item that a form says its page showed; undefined where it does not say. */
export function seenVersion(seen: string | undefined): number | undefined {
  return seen !== undefined && /^\d{1,9}$/.test(seen) ? Number(seen) : undefined
}

/** The last part of a path: a token, a reference. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
