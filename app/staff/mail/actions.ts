'use server'

import { redirect } from 'next/navigation'
import { sendTestMails } from '#lib/auth/test-mail.ts'
import { context } from '#lib/context.ts'
import { withQuery } from '#lib/desk/query.ts'
import { markHandled, sendAgain, sendAllAgain } from '#lib/outbox/admin.ts'
import { typed } from '../../actions/typed.ts'
import { requireStaff } from '../session.ts'

/** Sends one mail again, or puts it aside: whichever button was pressed. */
export async function settleHere(data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const { again, handled } = typed(data)
  const [id = '', seen] = (again ?? handled ?? '').split(' ')
  const outcome = again
    ? await sendAgain(context(), { id, seen })
    : await markHandled(context(), { id, seen, by })
  const wanted = again ? 'again' : 'handled'
  if (outcome.kind === 'already') redirect(withQuery('/staff/mail', { told: 'already', mail: id, wanted }))
  redirect(withQuery('/staff/mail', { told: outcome.kind === 'done' ? wanted : outcome.kind }))
}

/** Sends every mail again that was refused for good. */
export async function sendAllHere(): Promise<void> {
  await requireStaff()
  const count = await sendAllAgain(context())
  redirect(withQuery('/staff/mail', { told: count ? 'all' : 'none' }))
}

/** Puts a test mail to each of the staff into the outbox. */
export async function testHere(): Promise<void> {
  await requireStaff()
  const deps = context()
  await sendTestMails(deps)
  deps.outbox.wake()
  redirect('/staff/mail?told=test')
}
