import { AllTheSame } from '#components/desk/all-the-same.tsx'
import { context } from '#lib/context.ts'
import { changeInWords } from '#lib/desk/changes.ts'
import { one, type Query } from '#lib/desk/query.ts'
import { isEnquiryStep } from '#lib/enquiries/enquiry.ts'
import type { OpenedEnquiry } from '#lib/enquiries/queries.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { press } from '../../../actions/submit.ts'

type Props = { opened: OpenedEnquiry; query: Query }

const stepNames = { 'in-progress': 'In progress', answered: 'Answered', spam: 'Spam' }

/** What a colleague has made of the enquiry before the step that was wanted, and the way to take it all the same. */
export function LateStep({ opened, query }: Props) {
  const { enquiry, steps, lastChange } = opened
  const change = lastChange ?? { status: enquiry.status, at: enquiry.createdAt }
  const step = one(query, 'step') ?? ''
  const how = one(query, 'how')
  return (
    <AllTheSame
      sentences={[`${changeInWords(change, momentOf(change.at))}.`]}
      action={press}
      form="enquiry-step"
      hidden={{ seen: String(enquiry.version), ...(how && { how }) }}
      button={
        isEnquiryStep(step) && steps.includes(step)
          ? { name: 'step', value: step, label: stepNames[step] }
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
  const what = `Assigned to ${enquiry.assignedTo ?? 'nobody'}`
  return (
    <AllTheSame
      sentences={[last ? `${what}${last.by ? ` by ${last.by}` : ''}, ${momentOf(last.at)}.` : `${what}.`]}
      action={press}
      form="assign-enquiry"
      hidden={{ seen: enquiry.assignedTo ?? '' }}
      button={{ name: 'assignedTo', value: to, label: to ? `Assign to ${to}` : 'Assign to nobody' }}
    />
  )
}

function momentOf(at: number): string {
  return shortMoment(at, context().now(), site)
}
