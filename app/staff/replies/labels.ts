import { settingInWords } from '#lib/content/settings.ts'
import type { Place } from '#lib/desk/replies-query.ts'
import { type ReplyStatus, replyDecisionsFrom, replyTransitions } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'

/** What can be decided about a reply in this state. */
export function decisionsFrom(status: ReplyStatus | 'all') {
  const t = words()
  return replyDecisionsFrom(status).map((value) => {
    return { value, label: t(`decide.${value}`), to: replyTransitions[value].to }
  })
}

/** What stands where there are no replies. */
export function empty({ queue, search, article, person }: Place): string {
  const t = words()
  if (search || article || person) return t('desk-reply.none-fits')
  if (queue === 'waiting') return t('desk-reply.none-for-you')
  if (queue === 'held') return t('desk-reply.none-held')
  if (queue === 'bin') return t('desk-reply.none-in-bin', { span: settingInWords('spamDays', site) })
  return t(queue === 'all' ? 'desk-reply.none-yet' : 'desk.none')
}
