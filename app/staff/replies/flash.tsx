import { AllTheSame } from '#components/desk/all-the-same.tsx'
import { Button } from '#components/desk/button.tsx'
import { context } from '#lib/context.ts'
import { changeInWords } from '#lib/desk/changes.ts'
import type { Told } from '#lib/desk/replies-query.ts'
import { findDecision } from '#lib/replies/decide.ts'
import { openReply, repliesPerPage } from '#lib/replies/queries.ts'
import type { DeskReply } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { press } from '../../actions/submit.ts'
import { decisionsFrom } from './labels.ts'

/** What has just happened, and the way back; what a colleague has done meanwhile, and the way on. */
export async function Flash({ told }: { told: Told }) {
  const left = await leftOf(told)
  return (
    <>
      <Done told={told} isLeft={left.length > 0} />
      {left.length > 0 && <Left replies={left} wanted={told.wanted} />}
    </>
  )
}

async function Done({ told, isLeft }: { told: Told; isLeft: boolean }) {
  const t = words()
  if (told.told === 'decided') {
    const decision = await findDecision(context(), told.decision ?? '')
    if (!decision) return <span>{t('desk-reply.overtaken')}</span>
    return (
      <>
        <span>{t(`became.${decision.to}`, { count: decision.count })}</span>
        <Button form="undo" name="decision" value={told.decision ?? ''}>
          {t('desk.undo')}
        </Button>
      </>
    )
  }
  if (told.told === 'unchanged' && isLeft) return null
  return <span>{otherwise(told)}</span>
}

/** The replies that were left as they are and that are still kept. */
async function leftOf({ left = '' }: Told): Promise<DeskReply[]> {
  const ids = left.split('.').slice(0, repliesPerPage)
  const found = await Promise.all(ids.map((id) => openReply(context(), id)))
  return found.filter((reply) => reply !== undefined)
}

type LeftProps = { replies: readonly DeskReply[]; wanted: string | undefined }

function Left({ replies, wanted }: LeftProps) {
  const now = context().now()
  const sentences = replies.map(({ name, status, createdAt, lastChange }) => {
    const change = lastChange ?? { status, at: createdAt }
    return words()('desk-reply.of', {
      name,
      change: changeInWords(change, shortMoment(change.at, now, site)),
    })
  })
  const decision = decisionsFrom('all').find(({ value }) => value === wanted)
  const changeable = replies.filter(({ status }) => status !== decision?.to)
  const hidden = changeable.flatMap(({ id, version }) => [
    [`reply-${id}`, 'on'],
    [`seen-${id}`, String(version)],
  ])
  return (
    <AllTheSame
      sentences={sentences}
      action={press}
      form="decide-replies"
      hidden={Object.fromEntries(hidden)}
      button={decision && changeable.length ? { ...decision, name: 'decision' } : undefined}
    />
  )
}

const others = {
  none: 'desk-reply.none-ticked',
  unchanged: 'desk-reply.unchanged',
  answered: 'desk-reply.answered',
  gone: 'desk-reply.answer-gone',
  withdrawn: 'desk-reply.withdrawn',
} as const

/** @param told from the query: it may be anything */
function otherwise({ told = '', count = 0 }: Told): string {
  const t = words()
  if (told === 'undone') return count ? t('desk-reply.put-back', { count }) : t('desk-reply.nothing-to-undo')
  const [, key] = Object.entries(others).find(([name]) => name === told) ?? []
  return key ? t(key) : ''
}
