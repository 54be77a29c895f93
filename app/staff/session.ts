import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentStaff } from '#lib/auth/session.ts'
import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import type { Staff } from '#lib/auth/staff.ts'
import { context } from '#lib/context.ts'

/** The cookie of a session, as the browser gave it; it may be anything. */
export async function sessionCookieValue(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName(context().settings))?.value
}

/** Who is signed in, if anyone is. */
export async function staffHere(): Promise<Staff | undefined> {
  return await currentStaff(context(), await sessionCookieValue())
}

/**
 * Who is signed in; without a session the request ends at the sign-in page. The first line of every page, every
 * action and every download of the desk: none of them relies on another to have asked.
 */
export async function requireStaff(): Promise<Staff> {
  return (await staffHere()) ?? redirect('/staff/sign-in')
}
