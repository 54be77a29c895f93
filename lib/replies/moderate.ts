import { already, type Outcome } from '#lib/moderation/outcome.ts'
import type { Runtime } from '#lib/runtime.ts'
import { noteEvent } from './event-store.ts'
import type { Reply } from './reply.ts'
import { decideReply, selectReply } from './store.ts'

/** What each decision of staff makes of a reply. */
export const replyDecisions = {
  approve: 'approved',
  reject: 'rejected',
  spam: 'spam',
} as const satisfies Record<string, Reply['status']>

export type ReplyDecision = keyof typeof replyDecisions

/**
 * Decides about a reply once; an approved one stands under its article as soon as this resolves.
 *
 * @param decided.by address of the one who decides, where it is known
 */
export async function moderateReply(
  deps: Pick<Runtime, 'db' | 'now' | 'newId' | 'drop'>,
  decided: { id: string; decision: ReplyDecision; by?: string },
): Promise<Outcome<Reply['status']>> {
  const { id, by } = decided
  const status = replyDecisions[decided.decision]
  const at = deps.now()
  const { reply, isDone } = await deps.db.write(async (tx) => {
    const reply = await selectReply(tx, id)
    const isDone = await decideReply(tx, { id, status, at, by })
    if (reply && isDone) {
      const decided = { kind: 'decided', from: reply.status, to: status, decisionId: deps.newId() } as const
      await noteEvent(tx, { id: deps.newId(), replyId: id, at, by, ...decided })
    }
    return { reply, isDone }
  })
  if (!reply) return { kind: 'missing' }
  if (!isDone) return already(reply)
  if (status === 'approved') deps.drop(`replies:${reply.article}`)
  return { kind: 'done', status }
}
