import type { Context } from '#lib/context.ts'
import { eraseEnquiries } from '#lib/enquiries/person.ts'
import { eraseCopies } from '#lib/mail/mailbox.ts'
import { eraseMails } from '#lib/outbox/erase-store.ts'
import { eraseRepliesOf } from '#lib/replies/person.ts'
import { addressOf, heldAbout } from './person.ts'

/** How much is gone, and how many published replies stand without the person. */
export type Erased = { replies: number; kept: number; enquiries: number; mails: number }

/**
 * Erases everything that is held about someone: replies, enquiries, the mails about them and to the person, their
 * fingerprints, and the copies in the mailbox folder. What has left by mail cannot be called back.
 *
 * @param erased.email an address, capitals or not
 * @param erased.keepPublished lets published replies stand, without the person
 * @returns undefined when that is no address
 */
export async function erasePerson(
  deps: Pick<Context, 'db' | 'settings' | 'invalidate' | 'log'>,
  erased: { email: string; keepPublished: boolean },
): Promise<Erased | undefined> {
  const email = addressOf(erased.email)
  if (email === undefined) return undefined
  const { mails, articles, ...counts } = await deps.db.write(async (tx) => {
    const { enquiries, mails } = await heldAbout(tx, deps, email)
    const mailIds = mails.map(({ id }) => id)
    await eraseMails(tx, mailIds)
    const enquiryIds = enquiries.map(({ id }) => id)
    await eraseEnquiries(tx, enquiryIds)
    const replies = await eraseRepliesOf(tx, { email, keepPublished: erased.keepPublished })
    const { articles, kept } = replies
    return { mails: mailIds, articles, kept, replies: replies.erased, enquiries: enquiryIds.length }
  })
  await deps.db.wipe()
  for (const slug of articles) deps.invalidate(`replies:${slug}`)
  await eraseCopies(deps.settings.dataDir, mails)
  const told = { ...counts, mails: mails.length }
  // That it was done must be shown; about whom must not be kept.
  deps.log.info('A person was erased', told)
  return told
}
