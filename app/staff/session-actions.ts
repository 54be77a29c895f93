'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOut, signOutEverywhere } from '#lib/auth/session.ts'
import { endedSessionCookie, sessionCookie } from '#lib/auth/session-cookie.ts'
import { consumeSignIn, requestSignIn } from '#lib/auth/sign-in.ts'
import { context } from '#lib/context.ts'
import { mailsLeave } from '#lib/outbox/admin.ts'
import { currentRequest, type FormState } from '#lib/request-context.ts'
import { typed } from '../actions/typed.ts'
import { requireStaff, sessionCookieValue, staffHere } from './session.ts'

/** For whom mail leaves later, a link is best made by whoever runs the site: the page is the same for everyone. */
const askedNotes = { 'at-once': 'asked', later: 'asked-later', never: 'asked-without-mail' } as const

/** Takes an address and says the same whether it is one of the staff or not. */
export async function askForLink(_before: FormState, data: FormData): Promise<FormState> {
  const client = currentRequest()?.client ?? '-'
  const asked = await requestSignIn(context(), { email: typed(data).email ?? '', client })
  if (asked.kind === 'invalid') return asked.state
  record('sign-in link asked for')
  redirect(`/staff/sign-in?done=${askedNotes[mailsLeave(context())]}`)
}

/** Uses up a sign-in link: its button was pressed. */
export async function signIn(token: string): Promise<void> {
  const deps = context()
  const outcome = await consumeSignIn(deps, token)
  // Used or expired: the page of the link says so.
  if (outcome.kind !== 'signed-in') {
    record('sign-in refused', { reason: outcome.kind })
    redirect(`/staff/sign-in/${token}`)
  }
  record('signed in', { session: outcome.session.id })
  const cookie = sessionCookie(deps.settings, outcome.session)
  ;(await cookies()).set(cookie)
  redirect('/staff')
}

/** Ends this session. */
export async function signOutHere(): Promise<void> {
  const deps = context()
  const staff = await staffHere()
  await signOut(deps, await sessionCookieValue())
  record('signed out', { session: staff?.sessionId })
  ;(await cookies()).set(endedSessionCookie(deps.settings))
  redirect('/staff/sign-in?done=out')
}

/** Ends every session of who is signed in. */
export async function signOutOfAll(): Promise<void> {
  const staff = await requireStaff()
  const deps = context()
  await signOutEverywhere(deps, staff.email)
  record('signed out everywhere', { session: staff.sessionId })
  ;(await cookies()).set(endedSessionCookie(deps.settings))
  redirect('/staff/sign-in?done=out-everywhere')
}

/** One log line for what happens at the door of the desk: the session's id, never an address or a token. */
function record(message: string, fields: Record<string, unknown> = {}): void {
  context().log.info(message, { ...fields, requestId: currentRequest()?.id })
}
