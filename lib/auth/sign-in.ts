import { z } from 'zod'
import { longestAddress } from '#lib/address.ts'
import type { Deps } from '#lib/deps.ts'
import { email } from '#lib/forms/fields.ts'
import { parseForm } from '#lib/forms/parse.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import type { FormState } from '#lib/request-context.ts'
import { clocksApart } from '#lib/time/format.ts'
import type { Keys } from './keys.ts'
import { staffNamed } from './staff.ts'
import {
  countRequests,
  hasAnyoneSignedIn,
  insertRequest,
  insertSession,
  markUsed,
  type SignInRequest,
  selectRequest,
} from './store.ts'
import { hashOf, isToken, newToken } from './token.ts'

const minute = 60_000
const day = 24 * 60 * minute

export const linkLasts = 15 * minute
/** Looking prolongs nothing, because looking changes nothing. */
export const sessionLasts = 14 * day

/** Asking for a colleague's address locks nobody out: links mailed until then are good. */
const mostForAddress = 5
const mostByClient = 20

const schema = z.object({
  email: email({ called: 'email', most: longestAddress, localHosts: true }),
})

type LinkDeps = Pick<Deps, 'db' | 'settings' | 'now' | 'newId'> & { keys: Keys }

type Unopened = { kind: 'expired' | 'used' | 'unknown' }

/** Answer and work are always the same, and the outbox is not woken, so that nobody learns who is staff. */
export async function requestSignIn(
  deps: LinkDeps,
  asked: { email: string; client: string },
): Promise<{ kind: 'asked' } | { kind: 'invalid'; state: FormState }> {
  const parsed = parseForm(schema, { email: asked.email })
  if ('errors' in parsed) return { kind: 'invalid', state: parsed }
  const { db, settings } = deps
  const address = parsed.ok.email
  const request = newRequest(deps, address, asked.client)
  const recipient = staffNamed(settings, address)
  await db.write(async (tx) => {
    const since = request.createdAt - linkLasts
    const until = request.createdAt + clocksApart
    const { forAddress, byClient } = await countRequests(tx, { ...request, since, until })
    if (settings.formLimits && (forAddress >= mostForAddress || byClient >= mostByClient)) return
    await insertRequest(tx, request)
    if (!recipient) return
    const message = { kind: 'sign-in', requestId: request.id, expiresAt: request.expiresAt } as const
    await enqueue(tx, [{ recipient, message }], deps)
  })
  return { kind: 'asked' }
}

export async function signInLink(
  deps: LinkDeps,
  address: string,
): Promise<{ url: string; expiresAt: number } | undefined> {
  const email = staffNamed(deps.settings, address)
  if (!email) return undefined
  const request = newRequest(deps, email, 'terminal')
  await deps.db.write((tx) => insertRequest(tx, request))
  return { url: signInAddress(deps)(request.id), expiresAt: request.expiresAt }
}

export type StaffLink = { email: string; url: string; expiresAt: number }

/** Without a mail server, and as long as nobody has signed in, there is no other way. */
export async function firstLinks(deps: LinkDeps): Promise<StaffLink[]> {
  const { smtpUrl, staffEmails } = deps.settings
  if (smtpUrl !== undefined || (await hasAnyoneSignedIn(deps.db.read))) return []
  const links: StaffLink[] = []
  for (const email of staffEmails) {
    const link = await signInLink(deps, email)
    if (link) links.push({ email, ...link })
  }
  return links
}

export function signInAddress(deps: Pick<LinkDeps, 'settings' | 'keys'>): (requestId: string) => string {
  return (id) => `${deps.settings.siteUrl}/staff/sign-in/${deps.keys.signInToken(id)}`
}

/** Changes nothing: a scanner of mails may open it. */
export async function peekSignIn(
  { db, settings, now }: Pick<Deps, 'db' | 'settings' | 'now'>,
  token: string,
  read: Deps['db']['read'] = db.read,
): Promise<{ kind: 'valid'; id: string; email: string; expiresAt: number } | Unopened> {
  const request = isToken(token) ? await selectRequest(read, hashOf(token)) : undefined
  const email = settings.staffEmails.find((one) => hashOf(one.toLowerCase()) === request?.addressHash)
  if (!request || !email) return { kind: 'unknown' }
  if (request.isUsed) return { kind: 'used' }
  const left = request.expiresAt - now()
  if (left <= 0 || left > linkLasts + clocksApart) return { kind: 'expired' }
  return { kind: 'valid', id: request.id, email, expiresAt: request.expiresAt }
}

export async function consumeSignIn(
  deps: Pick<Deps, 'db' | 'settings' | 'now' | 'newId'>,
  token: string,
): Promise<
  { kind: 'signed-in'; session: { id: string; token: string; email: string; expiresAt: number } } | Unopened
> {
  const createdAt = deps.now()
  const session = { id: deps.newId(), token: newToken(), expiresAt: createdAt + sessionLasts }
  return await deps.db.write(async (tx) => {
    const checked = await peekSignIn(deps, token, tx)
    if (checked.kind !== 'valid') return checked
    const { id, email } = checked
    await markUsed(tx, id, createdAt)
    const row = { id: session.id, tokenHash: hashOf(session.token), createdAt }
    await insertSession(tx, { ...row, email: email.toLowerCase(), expiresAt: session.expiresAt })
    return { kind: 'signed-in' as const, session: { ...session, email } }
  })
}

function newRequest(
  { keys, now, newId }: Pick<LinkDeps, 'keys' | 'now' | 'newId'>,
  address: string,
  client: string,
): SignInRequest {
  const [id, createdAt] = [newId(), now()]
  const tokenHash = hashOf(keys.signInToken(id))
  const addressHash = hashOf(address.toLowerCase())
  return { id, tokenHash, addressHash, client, createdAt, expiresAt: createdAt + linkLasts }
}
