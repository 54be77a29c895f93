import { redirect } from 'next/navigation'
import { context } from '#lib/context.ts'
import { personPath } from '#lib/desk/people-forms.ts'
import { personPage } from '#lib/privacy/page.ts'
import { exportPerson, findPerson } from '#lib/privacy/person.ts'
import { articleOf } from '#lib/replies/article.ts'
import { site } from '#lib/site.ts'
import { download } from '../../download.ts'
import { requireStaff } from '../../session.ts'

export const dynamic = 'force-dynamic'

/** Everything that is kept of a person, as a file: JSON for machines, or with `as=page` a page to hand over. */
export async function GET(request: Request): Promise<Response> {
  await requireStaff()
  const query = new URL(request.url).searchParams
  const email = query.get('email')?.trim() ?? ''
  const deps = context()
  if (query.get('as') === 'page') {
    const person = await findPerson(deps, email)
    if (!person) redirect(personPath(email))
    const titleOf = (reply: { article: string }) => articleOf(deps, reply).title
    const page = personPage(person, { site, now: deps.now(), titleOf })
    return download(page, { type: 'text/html; charset=utf-8', name: 'person.html' })
  }
  const text = await exportPerson(deps, email)
  // The page says what is wrong with the address.
  if (text === undefined) redirect(personPath(email))
  return download(text, { type: 'application/json; charset=utf-8', name: 'person.json' })
}
