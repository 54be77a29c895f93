'use server'

import { redirect } from 'next/navigation'
import { decodedName } from '#lib/articles/path.ts'
import { provideFormAction } from '#lib/form-actions.ts'
import { leaveReply } from '#lib/replies/leave.ts'
import { currentRequest, type FormState } from '#lib/request.ts'
import { runtime } from '#lib/runtime.ts'
import { typed } from './typed.ts'

/** Takes “Leave a Reply” of the article at `path`. */
export async function leave(path: string, _before: FormState, data: FormData): Promise<FormState> {
  const deps = runtime()
  const found = deps.library.article(decodedName(path.replace('/articles/', '')))
  if (found.kind !== 'here') return { values: typed(data), errors: { '': 'This article is no longer here.' } }
  const client = currentRequest()?.client ?? '-'
  const left = await leaveReply(deps, { article: found.item, fields: typed(data), client })
  if ('state' in left) return left.state
  redirect(`${path}/reply-received`)
}

provideFormAction(leave)
