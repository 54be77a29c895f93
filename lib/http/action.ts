import { formActionOf } from '#lib/form-actions.ts'
import { type FormState, type RequestContext, withRequest } from '#lib/request-context.ts'
import type { PageForm } from './html.ts'
import { boundOf } from './post.ts'

/**
 * Runs the server action of a form without the framework's request around it, which costs more than the action does:
 * finding the route, taking the body apart once more, starting a rendering that a redirect throws away.
 *
 * @returns where a form that was taken leads, or what to show in it again, for which nothing has been stored; undefined
 *   when its action is not known here
 * @throws what the action throws
 */
export async function runAction(
  form: PageForm,
  typed: Readonly<Record<string, string>>,
  context: RequestContext,
): Promise<{ location: string } | FormState | undefined> {
  const action = formActionOf(form.action)
  const [path] = boundOf(form.hidden) ?? []
  if (!action || typeof path !== 'string') return undefined
  const data = new FormData()
  for (const [name, value] of Object.entries(typed)) if (form.names.has(name)) data.append(name, value)
  try {
    return await withRequest(context, () => action(path, {}, data))
  } catch (error) {
    const location = locationIn(error)
    if (location === undefined) throw error
    return { location }
  }
}

/** Where the framework's `redirect()` leads: it throws `NEXT_REDIRECT;type;address;status;` as a digest. */
function locationIn(error: unknown): string | undefined {
  if (!(error instanceof Error && 'digest' in error && typeof error.digest === 'string')) return undefined
  return /^NEXT_REDIRECT;[a-z]+;(.+);\d+;$/.exec(error.digest)?.[1]
}
