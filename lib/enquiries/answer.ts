import { plainAddress } from '#lib/address.ts'
import type { Context } from '#lib/context.ts'
import type { Tx } from '#lib/db/client.ts'
import { lastChange } from '#lib/events/event.ts'
import { record, selectHistory, stampOf } from '#lib/events/store.ts'
import { type Change, stale } from '#lib/events/transition.ts'
import { lengthOf, typedText } from '#lib/forms/typed.ts'
import { mailsAbout } from '#lib/outbox/admin-store.ts'
import { whenMailsLeave } from '#lib/outbox/health.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { announceReleased } from './announce.ts'
import { answerableStatuses, type Enquiry, type EnquiryStatus } from './enquiry.ts'
import { answerLimits } from './limits.ts'
import { threadWith } from './mail-store.ts'
import { moveEnquiry, selectEnquiry } from './store.ts'

type Answered =
  | { kind: 'done' | 'repeat'; status: Enquiry['status'] }
  /** Nothing was sent. */
  | ({ kind: 'stale' } & Change<Enquiry['status']>)
  | { kind: 'invalid'; message: string }
  | { kind: 'missing' }

type Deps = Pick<Context, 'db' | 'settings' | 'outbox' | 'now' | 'newId'>

/** The same text again is a second click. Without a mail server the enquiry stays open. */
export async function answerEnquiry(
  deps: Deps,
  answer: { id: string; text: string; seen: number; by: string },
): Promise<Answered> {
  const { id, seen, by } = answer
  const text = typedText(answer.text, answerLimits.most)
  if (!text) return { kind: 'invalid', message: words()('desk-enquiry.enter-answer') }
  const length = lengthOf(text)
  if (length > answerLimits.most)
    return {
      kind: 'invalid',
      message: words()('desk-enquiry.long-answer', { most: answerLimits.most, length }),
    }
  const answered = await deps.db.write(async (tx): Promise<Answered> => {
    const enquiry = await selectEnquiry(tx, 'id', id)
    if (!enquiry) return { kind: 'missing' }
    const history = await selectHistory<EnquiryStatus>(tx, id)
    const last = history.findLast(({ kind }) => kind === 'answer')
    if (last?.kind === 'answer' && last.text === text && !(await isStillToSend(tx, deps, id, last.mailId)))
      return { kind: 'repeat', status: enquiry.status }
    if (enquiry.version !== seen || !answerableStatuses.includes(enquiry.status))
      return stale({ ...enquiry, lastChange: lastChange(enquiry, history) })
    const to = statusAfter(deps, enquiry)
    // Of a held enquiry first the acknowledgement: the answer stands in one thread with it.
    await announceReleased(tx, deps, enquiry, { to, at: deps.now(), by }, history)
    await send(tx, deps, enquiry, { text, by, to })
    return { kind: 'done', status: to }
  })
  if (answered.kind === 'done') deps.outbox.wake()
  return answered
}

async function isStillToSend(tx: Tx, { outbox }: Deps, enquiryId: string, mailId: string): Promise<boolean> {
  if (whenMailsLeave(outbox.state()) === 'never') return false
  const mails = await mailsAbout(tx, { kind: 'enquiry', id: enquiryId })
  return mails.some(({ id, status }) => id === mailId && status === 'filed')
}

/** Nobody is answered by what is never sent. */
function statusAfter({ outbox }: Deps, { status }: Enquiry): 'answered' | 'in_progress' {
  const isSent = whenMailsLeave(outbox.state()) !== 'never'
  return isSent || status === 'answered' ? 'answered' : 'in_progress'
}

async function send(
  tx: Tx,
  deps: Deps,
  enquiry: Enquiry,
  { text, by, to }: { text: string; by: string; to: 'answered' | 'in_progress' },
): Promise<void> {
  const { id: enquiryId, reference, email: recipient, status } = enquiry
  const item = { kind: 'enquiry', id: enquiryId } as const
  const thread = await threadWith(tx, item, recipient)
  // An address such as staff@localhost reaches nobody from outside.
  const replyTo = plainAddress(by) ?? site.contact.email
  const message = { kind: 'enquiry-answer', enquiryId, reference, text, replyTo, thread } as const
  const mail = { recipient, message, item }
  const [mailId = ''] = await enqueue(tx, [mail], deps)
  const stamp = stampOf(deps, { by })
  await moveEnquiry(tx, enquiry, to, stamp)
  await record(tx, item, { kind: 'answer', from: status, to, text, mailId }, stamp)
}
