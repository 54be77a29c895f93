import type { FormState } from './request-context.ts'

/** The server action of a form that stands on a page for everyone: it redirects, or returns what to show again. */
export type FormAction = (path: string, before: FormState, data: FormData) => Promise<FormState>

// The server around the framework and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.form-actions')
const registry = globalThis as typeof globalThis & { [key]?: Set<FormAction> }
registry[key] ??= new Set()
const actions = registry[key]

/** Lets the server run an action by itself; see `runAction` in lib/http/action.ts for why. */
export function provideFormAction(action: FormAction): void {
  actions.add(action)
}

/**
 * The action that the framework names by this id (`$$id`, which React gives to a server reference).
 *
 * @returns undefined when it is not known here: the framework then runs it
 */
export function formActionOf(id: string): FormAction | undefined {
  for (const action of actions) if ('$$id' in action && action.$$id === id) return action
  return undefined
}
