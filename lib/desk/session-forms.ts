import { currentStaff, signOut, signOutEverywhere } from '#lib/auth/session.ts'
import { endedSessionCookie, sessionCookie, sessionIn } from '#lib/auth/session-cookie.ts'
import { consumeSignIn, requestSignIn } from '#lib/auth/sign-in.ts'
import type { Context } from '#lib/context.ts'
import { type FormOutcome, lastPart, type PostedForm } from '#lib/forms/form.ts'
import { mailsLeave } from '#lib/outbox/admin.ts'
import { staffOnly } from './staff-only.ts'

/** Nothing tells who is staff: the page is the same for everyone. */
const askedNotes = { 'at-once': 'asked', later: 'asked-later', never: 'asked-without-mail' } as const

/** Says the same whether it is one of the staff or not. */
export async function askForm(
  deps: Context,
  { fields, client, cookie, requestId }: PostedForm,
): Promise<FormOutcome> {
  if (await currentStaff(deps, sessionIn(deps.settings, cookie))) return { to: '/staff' }
  const asked = await requestSignIn(deps, { email: fields.email ?? '', client })
  if (asked.kind === 'invalid') return { state: asked.state }
  deps.log.info('sign-in link asked for', { requestId })
  return { to: `/staff/sign-in?done=${askedNotes[mailsLeave(deps)]}` }
}

export async function signInForm(deps: Context, { path, requestId }: PostedForm): Promise<FormOutcome> {
  const outcome = await consumeSignIn(deps, lastPart(path))
  if (outcome.kind !== 'signed-in') {
    deps.log.info('sign-in refused', { reason: outcome.kind, requestId })
    return { to: path }
  }
  deps.log.info('signed in', { session: outcome.session.id, requestId })
  return { to: '/staff', cookie: sessionCookie(deps.settings, outcome.session) }
}

export async function signOutForm(deps: Context, { cookie, requestId }: PostedForm): Promise<FormOutcome> {
  const session = sessionIn(deps.settings, cookie)
  const staff = await currentStaff(deps, session)
  await signOut(deps, session)
  deps.log.info('signed out', { session: staff?.sessionId, requestId })
  return { to: '/staff/sign-in?done=out', cookie: endedSessionCookie(deps.settings) }
}

export const signOutEverywhereForm = staffOnly(async (deps, { requestId }, staff) => {
  await signOutEverywhere(deps, staff.email)
  deps.log.info('signed out everywhere', { session: staff.sessionId, requestId })
  return { to: '/staff/sign-in?done=out-everywhere', cookie: endedSessionCookie(deps.settings) }
})
