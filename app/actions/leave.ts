'use server'

import { redirect } from 'next/navigation'
import type { Article, Library } from '#lib/content/article.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { provideFormAction } from '#lib/form-actions.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { currentRequest, type FormState } from '#lib/request-context.ts'
import { typed } from './typed.ts'

/** Takes “Leave a Reply” of the article at `path`. */
export async function leave(path: string, _before: FormState, data: FormData): Promise<FormState> {
  const deps = context()
  const article = articleNamed(deps.library, decodedName(path.replace('/articles/', '')))
  if (!article) return { values: typed(data), errors: { '': 'This article is no longer here.' } }
  const client = currentRequest()?.client ?? '-'
  const identity = deps.library.identity(article)
  const left = await submitReply(deps, { article, identity, fields: typed(data), client })
  if ('state' in left) return left.state
  redirect(`${article.path}/reply-received`)
}

function articleNamed(library: Library, slug: string): Article | undefined {
  const found = library.article(slug)
  if (found.kind === 'here') return found.item
  // Renamed since the page was asked for.
  const next = found.kind === 'moved' ? library.article(found.to.replace('/articles/', '')) : undefined
  return next?.kind === 'here' ? next.item : undefined
}

provideFormAction(leave)
