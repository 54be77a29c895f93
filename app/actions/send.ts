'use server'

import { redirect } from 'next/navigation'
import type { Library } from '#lib/content/article.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { provideFormAction } from '#lib/form-actions.ts'
import { currentRequest, type FormState } from '#lib/request-context.ts'
import { typed } from './typed.ts'

/** Takes the enquiry sent from the page at `path`. */
export async function send(path: string, _before: FormState, data: FormData): Promise<FormState> {
  const deps = context()
  const client = currentRequest()?.client ?? '-'
  const from = knownAs(deps.library, path)
  const sent = await submitEnquiry(deps, { page: path, from, fields: typed(data), client })
  if ('state' in sent) return sent.state
  redirect(sent.received)
}

/** What the page at `path` is known by: a renamed article by its first address. */
function knownAs(library: Library, path: string): string {
  const found = library.article(decodedName(path.replace('/articles/', '')))
  return found.kind === 'here' ? library.identity(found.item).path : path
}

provideFormAction(send)
