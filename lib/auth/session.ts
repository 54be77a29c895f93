import type { Deps } from '#lib/deps.ts'
import { clocksApart } from '#lib/time/format.ts'
import { sessionLasts } from './sign-in.ts'
import { type Staff, staffNamed } from './staff.ts'
import { deleteSessions, deleteStale, selectSession } from './store.ts'
import { hashOf, isToken } from './token.ts'

/** Whoever is taken out of STAFF_EMAIL is nobody from then on. */
export async function currentStaff(
  deps: Pick<Deps, 'db' | 'settings' | 'now'>,
  cookie: string | undefined,
): Promise<Staff | undefined> {
  if (!cookie || !isToken(cookie)) return undefined
  const session = await selectSession(deps.db.read, hashOf(cookie))
  const email = session && staffNamed(deps.settings, session.email)
  const now = deps.now()
  if (!session || !email || session.expiresAt <= now) return undefined
  if (session.expiresAt > now + sessionLasts + clocksApart) return undefined
  return { email, sessionId: session.id, expiresAt: session.expiresAt }
}

export async function signOut(deps: Pick<Deps, 'db'>, cookie: string | undefined): Promise<void> {
  if (cookie && isToken(cookie)) await deps.db.write((tx) => deleteSessions(tx, 'token_hash', hashOf(cookie)))
}

export async function signOutEverywhere(deps: Pick<Deps, 'db'>, email: string): Promise<void> {
  await deps.db.write((tx) => deleteSessions(tx, 'email', email.toLowerCase()))
}

export const forgetSignIns = deleteStale
