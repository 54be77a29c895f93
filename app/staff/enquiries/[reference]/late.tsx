import { AllTheSame } from '#components/desk/all-the-same.tsx'
import { context } from '#lib/context.ts'
import { changeInWords } from '#lib/desk/changes.ts'
import { one, type Query } from '#lib/desk/query.ts'
import { isEnquiryStep } from '#lib/enquiries/enquiry.ts'
import type { OpenedEnquiry } from '#lib/enquiries/queries.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { press } from '../../../actions/submit.ts'

type Props = { opened: OpenedEnquiry; query: Query }

/** What a colleague has made of the enquiry before the step that was wanted, and the way to take it all the same. */
export function LateStep({ opened, query }: Props) {
  const { enquiry, steps, lastChange } = opened
  const change = lastChange ?? { status: enquiry.status, at: enquiry.createdAt }
  const step = one(query, 'step') ?? ''
  const how = one(query, 'how')
  return (
    <AllTheSame
      sentences={[words()('desk.sentence', { said: changeInWords(change, momentOf(change.at)) })]}
      action={press}
      form="enquiry-step"
      hidden={{ seen: String(enquiry.version), ...(how && { how }) }}
      button={
        isEnquiryStep(step) && steps.includes(step)
          ? { name: 'step', value: step, label: words()(`decide.${step}`) }
          : undefined
      }
    />
  )
}

/** To whom a colleague has given the enquiry before, and the way to assign it all the same. */
export function LateAssignment({ opened, query }: Props) {
  const { enquiry, history } = opened
  const to = one(query, 'assignedTo') ?? ''
  const last = history.findLast(({ kind }) => kind === 'assigned')
  return (
    <AllTheSame
      sentences={[assignedInWords(enquiry, last)]}
      action={press}
      form="assign-enquiry"
      hidden={{ seen: enquiry.assignedTo ?? '' }}
      button={{
        name: 'assignedTo',
        value: to,
        label: to
          ? words()('desk-enquiry.assign-to', { email: to })
          : words()('desk-enquiry.assign-to-nobody'),
      }}
    />
  )
}

type Assigned = { at: number; by?: string }

function assignedInWords({ assignedTo }: OpenedEnquiry['enquiry'], last: Assigned | undefined): string {
  const t = words()
  const to = { who: assignedTo === undefined ? 'nobody' : 'other', to: assignedTo ?? '' }
  if (!last) return t('desk.sentence', { said: t('desk-enquiry.assigned', to) })
  const at = momentOf(last.at)
  return last.by === undefined
    ? t('desk-enquiry.assigned-at', { ...to, at })
    : t('desk-enquiry.assigned-by', { ...to, at, name: last.by })
}

function momentOf(at: number): string {
  return shortMoment(at, context().now(), site)
}
