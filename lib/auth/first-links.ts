import type { Deps } from '#lib/deps.ts'
import type { Keys } from './keys.ts'
import { signInLink } from './sign-in.ts'
import { hasAnyoneSignedIn } from './store.ts'

/** A link that signs one of the staff in; `expiresAt` in milliseconds since 1970. */
export type StaffLink = { email: string; url: string; expiresAt: number }

/**
 * Links to the desk for the terminal of a start: without a mail server none could come by mail, and as long as nobody
 * has signed in, nobody knows another way. None otherwise.
 */
export async function firstLinks(
  deps: Pick<Deps, 'db' | 'settings' | 'now' | 'newId'> & { keys: Keys },
): Promise<StaffLink[]> {
  const { smtpUrl, staffEmails } = deps.settings
  if (smtpUrl !== undefined || (await hasAnyoneSignedIn(deps.db.read))) return []
  const links: StaffLink[] = []
  for (const email of staffEmails) {
    const link = await signInLink(deps, email)
    if (link) links.push({ email, ...link })
  }
  return links
}
