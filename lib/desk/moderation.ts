import { type Item, itemNamed } from '#lib/auth/moderation-link.ts'
import type { Context } from '#lib/context.ts'
import { takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { type Enquiry, enquiryTransitions, isEnquiryStep } from '#lib/enquiries/enquiry.ts'
import { findEnquiry, type OpenedEnquiry, openEnquiry } from '#lib/enquiries/queries.ts'
import type { Outcome } from '#lib/events/transition.ts'
import { type FormOutcome, lastPart, type PostedForm, seenVersion } from '#lib/forms/form.ts'
import { decideReply, undoReply } from '#lib/replies/decide.ts'
import { findReply, openReply } from '#lib/replies/queries.ts'
import { type DeskReply, isReplyDecision, type Reply, replyTransitions } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { isId, isReference } from '#lib/ulid.ts'
import { words } from '#lib/words/words.ts'
import { changeInWords } from './changes.ts'

type Moderation =
  | { kind: 'reply'; reply: DeskReply }
  | ({ kind: 'enquiry' } & OpenedEnquiry)
  | { kind: 'expired' | 'forged' | 'missing' }

export async function openModeration(
  deps: Pick<Context, 'db' | 'keys' | 'now'>,
  token: string,
): Promise<Moderation> {
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item)
  const reply = item?.kind === 'reply' ? await openReply(deps, item.id) : undefined
  if (reply) return { kind: 'reply', reply }
  const opened = item?.kind === 'enquiry' ? await openEnquiry(deps, item.id) : undefined
  return opened ? { kind: 'enquiry', ...opened } : { kind: 'missing' }
}

/**
 * The token alone gives the right to. `unknown`: no such button.
 *
 * @param pressed.anyway what a colleague decided was shown, and is overruled
 */
export async function decide(
  deps: Pick<Context, 'db' | 'settings' | 'keys' | 'outbox' | 'now' | 'newId' | 'invalidate'>,
  token: string,
  decision: string,
  pressed: { seen?: number | undefined; anyway?: boolean } = {},
): Promise<Outcome<Reply['status'] | Enquiry['status']> | { kind: 'expired' | 'forged' | 'unknown' }> {
  const { seen, anyway = false } = pressed
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item, deps.settings.staffEmails)
  const decided = { id: item?.id ?? '', by: item?.sentTo, fromMail: true, seen, isOpenOnly: !anyway }
  if (decision === 'undo' && seen !== undefined && item)
    return await (item.kind === 'reply' ? undoReply : undoStep)(deps, { ...decided, seen })
  if (item?.kind === 'reply' && isReplyDecision(decision) && replyTransitions[decision].byMail)
    return await decideReply(deps, { ...decided, decision })
  if (item?.kind === 'enquiry' && isEnquiryStep(decision) && enquiryTransitions[decision].byMail)
    return await takeStep(deps, { ...decided, step: decision })
  return { kind: 'unknown' }
}

export function decidedInWords(change: Parameters<typeof changeInWords>[0]): string {
  return words()('desk.sentence', { said: changeInWords(change, formatMoment(change.at, site)) })
}

/** The token alone gives the right to. */
export async function moderationForm(deps: Context, { path, fields }: PostedForm): Promise<FormOutcome> {
  const [decision = '', anyway] = (fields.decision ?? '').split(' ')
  const pressed = { seen: seenVersion(fields.seen), anyway: anyway === 'anyway' }
  const outcome = await decide(deps, lastPart(path), decision, pressed)
  if (outcome.kind === 'done') return { to: path }
  if (outcome.kind === 'unknown') return { state: { errors: { '': words()('moderation.choose') } } }
  if (outcome.kind === 'stale')
    return {
      state: {
        values: { decision },
        errors: { '': words()('moderation.unchanged-meanwhile', { change: decidedInWords(outcome) }) },
      },
    }
  // The page itself says that it is no longer there.
  return { state: {} }
}

export type FoundItem = { kind: 'reply'; reply: Reply } | { kind: 'enquiry'; enquiry: Enquiry }

/** A moderation link or its token, also expired; a reference; an id. */
export async function findMeant(
  deps: Pick<Context, 'db' | 'keys' | 'now'>,
  text: string,
): Promise<FoundItem | { kind: 'forged' | 'missing' | 'unknown' }> {
  const missing = { kind: 'missing' } as const
  const id = text.toLowerCase()
  if (isReference(text) || isId(id))
    return (
      (await findItem(deps, { kind: 'reply', id })) ??
      (await findItem(deps, { kind: 'enquiry', id })) ??
      missing
    )
  const inAddress = /\/moderate\/([^/?#\s]*)/.exec(text)?.[1]
  const verified = deps.keys.verify('moderate', inAddress ?? text, deps.now())
  if (verified.kind === 'forged') return { kind: inAddress === undefined ? 'unknown' : 'forged' }
  const item = itemNamed(verified.item)
  return (item && (await findItem(deps, item))) ?? missing
}

async function findItem(deps: Pick<Context, 'db'>, item: Item): Promise<FoundItem | undefined> {
  if (item.kind === 'reply') {
    const reply = await findReply(deps.db.read, item.id)
    return reply && { kind: 'reply', reply }
  }
  const enquiry = await findEnquiry(deps, item.id)
  return enquiry && { kind: 'enquiry', enquiry }
}
