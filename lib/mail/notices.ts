import { formatMoment } from '#lib/time/format.ts'
import type { Block, Fact } from './layout.ts'
import type { DeskDigest, MailContext, OpenEnquiry, PromiseNotice, Written } from './message.ts'
import { cleanLine } from './sanitize.ts'

const longestName = 80

export function promiseNotice(message: PromiseNotice, context: MailContext): Written {
  const [first] = message.enquiries
  if (!first) throw new Error('A notice needs an enquiry')
  return message.count === 1 ? noticeOfOne(message.stage, first, context) : noticeOfMany(message, context)
}

const meaning = {
  reminder: 'Two thirds of the promised time have passed.',
  escalation: 'The promised time is nearly over.',
  overdue: 'The promised time is over, and nobody has marked an answer.',
} as const

function noticeOfOne(
  stage: PromiseNotice['stage'],
  enquiry: OpenEnquiry,
  { site, itemLink }: MailContext,
): Written {
  const { id, reference, dueAt, assignedTo } = enquiry
  const by = formatMoment(dueAt, site)
  const subject = {
    reminder: `Reminder: answer enquiry ${reference} by ${by}`,
    escalation: `Urgent: answer enquiry ${reference} by ${by}`,
    overdue: `Overdue: enquiry ${reference} was promised an answer by ${by}`,
  }[stage]
  return {
    subject,
    blocks: [
      { paragraph: meaning[stage] },
      {
        facts: [
          ['Reference', reference],
          ['Name', who(enquiry)],
          ['Answer by', by],
          ['Assigned to', assignedTo ?? 'nobody'],
        ],
      },
      { action: 'Read it and mark how it stands', href: itemLink({ kind: 'enquiry', id }) },
      { paragraph: 'Opening the link changes nothing.' },
    ],
  }
}

function noticeOfMany({ stage, enquiries, count }: PromiseNotice, context: MailContext): Written {
  const subject = {
    reminder: `Reminder: ${count} enquiries wait for an answer`,
    escalation: `Urgent: the promised time of ${count} enquiries is nearly over`,
    overdue: `Overdue: ${count} enquiries were promised an answer`,
  }[stage]
  return {
    subject,
    blocks: [
      { paragraph: meaning[stage] },
      ...listed(enquiries, count, () => stage === 'overdue', context),
      deskLink(context),
    ],
  }
}

export function deskDigest(message: DeskDigest, context: MailContext): Written {
  const { enquiries, counts } = message
  return {
    subject: digestSubject(counts),
    blocks: [
      { paragraph: `This is open on ${formatMoment(message.at, context.site)}.` },
      ...listed(enquiries, counts.enquiries, ({ dueAt }) => dueAt < message.at, context),
      ...(counts.heldEnquiries
        ? [{ paragraph: `Held, perhaps spam: ${several(counts.heldEnquiries, 'enquiry', 'enquiries')}.` }]
        : []),
      ...(counts.replies
        ? [{ paragraph: `Awaiting moderation: ${several(counts.replies, 'reply', 'replies')}.` }]
        : []),
      deskLink(context),
    ],
  }
}

function digestSubject({ enquiries, overdue, heldEnquiries, replies }: DeskDigest['counts']): string {
  const parts = [
    ...(enquiries
      ? [several(enquiries, 'open enquiry', 'open enquiries') + (overdue ? ` (${overdue} overdue)` : '')]
      : []),
    ...(heldEnquiries ? [several(heldEnquiries, 'held enquiry', 'held enquiries')] : []),
    ...(replies ? [several(replies, 'reply to moderate', 'replies to moderate')] : []),
  ]
  return `This morning: ${parts.join(', ')}`
}

function listed(
  enquiries: readonly OpenEnquiry[],
  count: number,
  isOverdue: (enquiry: OpenEnquiry) => boolean,
  { site }: MailContext,
): Block[] {
  if (!enquiries.length) return []
  const facts = enquiries.map((enquiry): Fact => {
    const assigned = enquiry.assignedTo ? `, assigned to ${enquiry.assignedTo}` : ''
    const until = `${isOverdue(enquiry) ? 'overdue since' : 'answer by'} ${formatMoment(enquiry.dueAt, site)}`
    return [enquiry.reference, [who(enquiry), `, ${until}${assigned}`]]
  })
  const rest = count - enquiries.length
  return [{ facts }, ...(rest > 0 ? [{ paragraph: `And ${rest} more.` }] : [])]
}

function deskLink({ siteUrl }: MailContext): Block {
  return { action: 'Open the desk', href: `${siteUrl}/staff` }
}

function who({ name, organisation }: OpenEnquiry): string {
  const shown = cleanLine(name, longestName)
  return organisation ? `${shown} (${cleanLine(organisation, longestName)})` : shown
}

function several(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
