'use server'

import { redirect } from 'next/navigation'
import { context } from '#lib/context.ts'
import { withQuery } from '#lib/desk/query.ts'
import { erasePerson } from '#lib/privacy/person.ts'
import { typed } from '../../../actions/typed.ts'
import { requireStaff } from '../../session.ts'
import { personPath } from '../labels.ts'

/** Erases what is kept of a person, for good. */
export async function eraseHere(email: string, data: FormData): Promise<void> {
  await requireStaff()
  const keepPublished = typed(data).published !== 'erase'
  const erased = await erasePerson(context(), { email, keepPublished })
  redirect(erased ? withQuery('/staff/people', { told: 'erased', ...erased }) : personPath(email))
}
