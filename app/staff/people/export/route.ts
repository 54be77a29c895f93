import { redirect } from 'next/navigation'
import { exportPerson } from '#lib/people/export.ts'
import { runtime } from '#lib/runtime.ts'
import { download } from '../../download.ts'
import { requireStaff } from '../../session.ts'
import { personPath } from '../words.ts'

export const dynamic = 'force-dynamic'

/** Everything that is kept of a person, as a file. */
export async function GET(request: Request): Promise<Response> {
  await requireStaff()
  const email = new URL(request.url).searchParams.get('email')?.trim() ?? ''
  const text = await exportPerson(runtime(), email)
  // The page says what is wrong with the address.
  if (text === undefined) redirect(personPath(email))
  return download(text, { type: 'application/json; charset=utf-8', name: 'person.json' })
}
