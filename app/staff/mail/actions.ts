'use server'

import { redirect } from 'next/navigation'
import { markHandled, sendAgain, sendAllAgain } from '#lib/desk/mails.ts'
import { runtime } from '#lib/runtime.ts'
import { sendTestMails } from '#lib/staff/test-mail.ts'
import { typed } from '../../actions/typed.ts'
import { requireStaff } from '../session.ts'

/** Sends one mail again, or puts it aside: whichever button was pressed. */
export async function settleHere(data: FormData): Promise<void> {
  const { email: by } = await requireStaff()
  const { again, handled } = typed(data)
  const outcome = again
    ? await sendAgain(runtime(), again)
    : await markHandled(runtime(), { id: handled ?? '', by })
  const told = outcome.kind === 'done' ? (again ? 'again' : 'handled') : outcome.kind
  redirect(`/staff/mail?told=${told}`)
}

/** Sends every mail again that was refused for good. */
export async function sendAllHere(): Promise<void> {
  await requireStaff()
  await sendAllAgain(runtime())
  redirect('/staff/mail?told=all')
}

/** Puts a test mail to each of the staff into the outbox. */
export async function testHere(): Promise<void> {
  await requireStaff()
  const deps = runtime()
  await sendTestMails(deps)
  deps.outbox.wake()
  redirect('/staff/mail?told=test')
}
