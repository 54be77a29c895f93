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
import { press } from '../../actions/submit.ts'
import { became, decisionsFrom } from './labels.ts'

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
  if (told.told === 'decided') {
    const decision = await findDecision(context(), told.decision ?? '')
    if (!decision) return <span>This decision has been taken back, or another one has followed.</span>
    return (
      <>
        <span>
          {replies(decision.count)} {became[decision.to]}.
        </span>
        <Button form="undo" name="decision" value={told.decision ?? ''}>
          Undo
        </Button>
      </>
    )
  }
  if (told.told === 'unchanged' && isLeft) return null
  return <span>{others.get(told.told ?? '')?.(told.count ?? 0) ?? ''}</span>
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
    return `“${name}”: ${changeInWords(change, shortMoment(change.at, now, site))}.`
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

const others = new Map<string, (count: number) => string>(
  Object.entries({
    none: () => 'Nothing was decided: tick at least one reply, then press a button.',
    unchanged: () => 'Nothing was changed: what this was about is no longer kept.',
    undone: (count) =>
      count
        ? `${replies(count)} put back to where ${count === 1 ? 'it was' : 'they were'}.`
        : 'Nothing was left to undo.',
    answered: () => 'Your answer stands under the article.',
    gone: () => 'Nothing was changed: this answer was withdrawn before.',
    withdrawn: () => 'The answer is withdrawn from the article.',
  }),
)

function replies(count: number): string {
  return `${count} ${count === 1 ? 'reply' : 'replies'}`
}
