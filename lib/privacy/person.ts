import { plainAddress } from '#lib/address.ts'
import { staffNamed } from '#lib/auth/staff.ts'
import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { enquiriesOf, type HeldEnquiry } from '#lib/enquiries/person.ts'
import { typedAddress } from '#lib/forms/typed.ts'
import { type HeldMail, selectMailsOf } from '#lib/outbox/erase-store.ts'
import { type HeldReply, repliesOf } from '#lib/replies/person.ts'

/** Everything that is held about the person behind an address; each oldest first. */
export type Person = {
  email: string
  replies: HeldReply[]
  enquiries: HeldEnquiry[]
  mails: HeldMail[]
}

/**
 * Everything that is held about someone; changes nothing.
 *
 * @param typed an address, capitals or not
 * @returns undefined when that is no address
 */
export async function findPerson(
  deps: Pick<Context, 'db' | 'settings'>,
  typed: string,
): Promise<Person | undefined> {
  const email = addressOf(typed)
  return email === undefined ? undefined : await heldAbout(deps.db.read, deps, email)
}

/** The address that was typed, or undefined. */
export function addressOf(typed: string): string | undefined {
  return plainAddress(typedAddress(typed.slice(0, 1000)), { localHosts: true })
}

/** @param email a plain address */
export async function heldAbout(
  db: Database['read'],
  { settings }: Pick<Context, 'settings'>,
  email: string,
): Promise<Person> {
  const replies = await repliesOf(db, email)
  const enquiries = await enquiriesOf(db, email)
  const items = [
    ...replies.map(({ id }) => ({ kind: 'reply' as const, id })),
    ...enquiries.map(({ id }) => ({ kind: 'enquiry' as const, id })),
  ]
  // What one of the staff is told by mail is about others.
  const recipient = staffNamed(settings, email) ? undefined : email
  return { email, replies, enquiries, mails: await selectMailsOf(db, { items, recipient }) }
}
