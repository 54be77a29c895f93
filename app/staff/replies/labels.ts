import { settingInWords } from '#lib/content/settings.ts'
import type { Place } from '#lib/desk/replies-query.ts'
import {
  type ReplyDecision,
  type ReplyStatus,
  replyDecisionsFrom,
  replyTransitions,
} from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'

export const queueNames: Readonly<Record<Place['queue'], string>> = {
  waiting: 'Waiting',
  held: 'Held',
  approved: 'Approved',
  rejected: 'Rejected',
  spam: 'Spam',
  bin: 'Bin',
  all: 'All',
}

const decisionLabels: Readonly<Record<ReplyDecision, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  spam: 'Spam',
  bin: 'Bin',
}

/** What can be decided about a reply in this state. */
export function decisionsFrom(status: ReplyStatus | 'all') {
  return replyDecisionsFrom(status).map((value) => {
    return { value, label: decisionLabels[value], to: replyTransitions[value].to }
  })
}

/** What has become of replies, after their number: `3 replies approved`. */
export const became: Readonly<Record<ReplyStatus, string>> = {
  waiting: 'put back to wait',
  held: 'held',
  approved: 'approved',
  rejected: 'rejected',
  spam: 'marked as spam',
  bin: 'put into the bin',
}

/** What stands where there are no replies. */
export function empty({ queue, search, article, person }: Place): string {
  if (search || article || person) return 'No reply fits.'
  if (queue === 'waiting') return 'No reply waits for you.'
  if (queue === 'held') return 'Nothing is held.'
  if (queue === 'bin')
    return `The bin is empty. What is put here is kept for ${settingInWords('spamDays', site)}.`
  return queue === 'all' ? 'There are no replies yet.' : 'None.'
}
