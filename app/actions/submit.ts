'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { context } from '#lib/context.ts'
import { formNamed } from '#lib/forms/form.ts'
import { currentRequest, type FormState } from '#lib/request-context.ts'
import { siteForms } from '#lib/site-forms.ts'
import { words } from '#lib/words/words.ts'

/**
 * Takes any form of the site. In production lib/http/forms.ts does so in its place, by the same table; in development
 * posts come here, so that a form that was edited runs its new code.
 */
export async function submit(_before: FormState, data: FormData): Promise<FormState> {
  const request = currentRequest()
  const { pathname, search } = new URL(request?.target ?? '/', 'http://localhost')
  const fields = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]))
  const name = formNamed(siteForms, decodeURI(pathname), fields)
  if (!name) return { values: fields, errors: { '': words()('error.request.unreadable') } }
  const outcome = await siteForms[name].submit(context(), {
    path: pathname,
    query: search.slice(1),
    fields,
    client: request?.client ?? '-',
    cookie: String(await cookies()),
    requestId: request?.id ?? '-',
  })
  if ('state' in outcome) return outcome.state
  if (outcome.cookie) (await cookies()).set(outcome.cookie)
  redirect(outcome.to)
}

/** The same for a form that is never shown again. */
export async function press(data: FormData): Promise<void> {
  await submit({}, data)
}
