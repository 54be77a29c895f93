import { plainAddress } from '#lib/address.ts'
import { staffNamed } from '#lib/auth/staff.ts'
import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { enquiriesOf, eraseEnquiries, type HeldEnquiry } from '#lib/enquiries/person.ts'
import { fold } from '#lib/fold.ts'
import { typedAddress } from '#lib/forms/typed.ts'
import { eraseCopies } from '#lib/mail/mailbox.ts'
import { eraseMails, type HeldMail, selectMailsOf } from '#lib/outbox/erase-store.ts'
import { eraseRepliesOf, type HeldReply, repliesOf } from '#lib/replies/person.ts'
import { selectSenders } from './store.ts'

export type Person = {
  email: string
  replies: HeldReply[]
  enquiries: HeldEnquiry[]
  mails: HeldMail[]
}

/** @returns undefined when `typed` is no address */
export async function findPerson(
  deps: Pick<Context, 'db' | 'settings'>,
  typed: string,
): Promise<Person | undefined> {
  const email = addressOf(typed)
  return email === undefined ? undefined : await heldAbout(deps.db.read, deps, email)
}

function addressOf(typed: string): string | undefined {
  return plainAddress(typedAddress(typed.slice(0, 1000)), { localHosts: true })
}

async function heldAbout(
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

export type Named = { name: string; email: string }

const mostPeople = 20

export async function peopleNamed({ db }: Pick<Context, 'db'>, typed: string): Promise<Named[]> {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const given = [
    ...(await selectSenders(db.read, 'reply', typed)),
    ...(await selectSenders(db.read, 'enquiry', typed)),
  ]
  const people = new Map<string, Named & { at: number }>()
  for (const one of given) {
    const name = fold(one.name)
    if (!one.email || !words.every((word) => name.includes(word))) continue
    const key = `${one.email.toLowerCase()} ${name}`
    if ((people.get(key)?.at ?? 0) < one.at) people.set(key, one)
  }
  return [...people.values()]
    .sort((a, b) => b.at - a.at)
    .slice(0, mostPeople)
    .map(({ name, email }) => ({ name, email }))
}

/** Times are ISO 8601 (UTC). @returns undefined when `typed` is no address */
export async function exportPerson(
  deps: Pick<Context, 'db' | 'settings' | 'now'>,
  typed: string,
): Promise<string | undefined> {
  const person = await findPerson(deps, typed)
  if (!person) return undefined
  const { email, ...held } = person
  const exported = { email, exportedAt: deps.now(), ...held }
  const readable = (name: string, value: unknown) =>
    isTime(name, value) ? new Date(value).toISOString() : value
  return `${JSON.stringify(exported, readable, 2)}\n`
}

function isTime(name: string, value: unknown): value is number {
  return typeof value === 'number' && (name === 'at' || /[a-z]At$/.test(name))
}

type Erased = { replies: number; kept: number; enquiries: number; mails: number }

/** @param erased.keepPublished lets published replies stand, without the person */
export async function erasePerson(
  deps: Pick<Context, 'db' | 'settings' | 'invalidate' | 'log'>,
  erased: { email: string; keepPublished: boolean },
): Promise<Erased | undefined> {
  const { db, settings } = deps
  const email = addressOf(erased.email)
  if (email === undefined) return undefined
  // The copies first: once the rows are gone nobody knows which files to erase.
  await eraseCopies(settings.dataDir, idsOf((await heldAbout(db.read, deps, email)).mails))
  const { mails, articles, ...counts } = await db.write(async (tx) => {
    const { enquiries, mails } = await heldAbout(tx, deps, email)
    await eraseMails(tx, idsOf(mails))
    await eraseEnquiries(tx, idsOf(enquiries))
    const replies = await eraseRepliesOf(tx, { email, keepPublished: erased.keepPublished })
    const { articles, kept } = replies
    return { mails: idsOf(mails), articles, kept, replies: replies.erased, enquiries: enquiries.length }
  })
  for (const slug of articles) deps.invalidate(`replies:${slug}`)
  // One may have become a file meanwhile.
  await eraseCopies(settings.dataDir, mails)
  await db.wipe()
  const gone = { ...counts, mails: mails.length }
  // That it was done must be shown; about whom must not be kept.
  if (Object.values(gone).some((count) => count > 0)) deps.log.info('A person was erased', gone)
  else deps.log.info('Nothing was kept of a person who was to be erased')
  return gone
}

function idsOf(items: readonly { id: string }[]): string[] {
  return items.map(({ id }) => id)
}
