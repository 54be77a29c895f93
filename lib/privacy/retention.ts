import { forgetSignIns } from '#lib/auth/forget.ts'
import type { Context } from '#lib/context.ts'
import type { Tx } from '#lib/db/client.ts'
import { eraseStaleEnquiries } from '#lib/enquiries/person.ts'
import { eraseOldCopies } from '#lib/mail/mailbox.ts'
import { eraseOldMails, eraseTexts } from '#lib/outbox/erase-store.ts'
import { eraseStaleReplies } from '#lib/replies/person.ts'
import { shortenClients } from '#lib/spam/client-store.ts'
import type { Plan } from './retention-plan.ts'

/** Rows erased in one transaction: others must not wait long for theirs. */
const atOnce = 200

/** How much went. */
export type Gone = Record<'replies' | 'enquiries' | 'clients' | 'texts' | 'mails' | 'copies', number>

/**
 * Carries a plan out. It can be done twice, broken off and begun again, and by two at the same time: whatever is
 * gone already is not missed.
 */
export async function runRetention(deps: Pick<Context, 'db' | 'settings'>, plan: Plan): Promise<Gone> {
  const { db, settings } = deps
  const limit = atOnce
  const all = (erase: (tx: Tx) => Promise<number>) => untilNone(() => db.write(erase))
  const { spamBefore, rejectedBefore, answeredBefore } = plan
  const gone = {
    replies:
      (await all((tx) => eraseStaleReplies(tx, { status: ['spam', 'bin'], before: spamBefore, limit }))) +
      (await all((tx) => eraseStaleReplies(tx, { status: ['rejected'], before: rejectedBefore, limit }))),
    enquiries:
      (await all((tx) => eraseStaleEnquiries(tx, { status: 'spam', before: spamBefore, limit }))) +
      (await all((tx) => eraseStaleEnquiries(tx, { status: 'answered', before: answeredBefore, limit }))),
    clients: await shortenClients(db, plan.clientsBefore),
    texts: await all((tx) => eraseTexts(tx, plan.textsBefore, limit)),
    mails: await all((tx) => eraseOldMails(tx, plan.mailsBefore, limit)),
    copies: await eraseOldCopies(settings.dataDir, plan.textsBefore),
  }
  await db.write((tx) => forgetSignIns(tx, { askedBefore: plan.tracesBefore, now: plan.now }))
  await db.wipe()
  return gone
}

async function untilNone(erase: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const erased = await erase()
    total += erased
    if (erased < atOnce) return total
  }
}
