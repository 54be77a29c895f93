import { isWorkingDay, type Milestones, milestones } from '#lib/enquiries/deadline.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { Site } from '#lib/site.ts'
import { clocksApart, localDay } from '#lib/time/format.ts'
import { fromLocal } from '#lib/time/zone.ts'

export const stages = ['reminder', 'escalation', 'overdue'] as const satisfies (keyof Milestones)[]

export type Stage = (typeof stages)[number]

export type Notice = { recipient: string; stage: Stage; enquiries: Enquiry[] }

export type Plan = { notices: Notice[]; names: string[] }

type Place = Pick<Site, 'promise' | 'timeZone'>

export function noticeName(stage: Stage, enquiryId: string): string {
  return `${stage}:${enquiryId}`
}

/** Of what fell due while the site was down only the last stage; one mail for each person and stage. */
export function planNotices(
  awaited: { enquiries: readonly Enquiry[]; told: ReadonlySet<string> },
  staffEmails: readonly string[],
  now: number,
  { promise, timeZone }: Place,
): Plan {
  const plan: Plan = { notices: [], names: [] }
  for (const enquiry of awaited.enquiries) {
    const times = milestones(enquiry, promise, timeZone)
    // Made before the clock was set back, it may be older than anybody knows: staff look now.
    const isFromFuture = enquiry.createdAt > now + clocksApart
    const reached = stages.filter((stage) => times[stage] <= now || (isFromFuture && stage === 'reminder'))
    const stage = reached.at(-1)
    if (!stage || awaited.told.has(noticeName(stage, enquiry.id))) continue
    const names = reached.map((each) => noticeName(each, enquiry.id))
    plan.names.push(...names.filter((name) => !awaited.told.has(name)))
    for (const recipient of recipientsOf(stage, enquiry, staffEmails)) add(plan, recipient, stage, enquiry)
  }
  return plan
}

function recipientsOf(stage: Stage, { assignedTo }: Enquiry, staffEmails: readonly string[]): string[] {
  const assignee = staffEmails.filter((staff) => staff === assignedTo)
  return stage === 'reminder' && assignee.length ? assignee : [...staffEmails]
}

function add({ notices }: Plan, recipient: string, stage: Stage, enquiry: Enquiry): void {
  const begun = notices.find((notice) => notice.recipient === recipient && notice.stage === stage)
  if (begun) begun.enquiries.push(enquiry)
  else notices.push({ recipient, stage, enquiries: [enquiry] })
}

export function digestDue(
  now: number,
  { promise, timeZone, digestAt }: Place & Pick<Site, 'digestAt'>,
): { name: string; at: number } | undefined {
  const day = localDay(now, timeZone)
  const at = fromLocal(Date.parse(`${day}T${digestAt}:00Z`), timeZone)
  return now >= at && isWorkingDay(day, promise) ? { name: `digest:${day}`, at } : undefined
}
