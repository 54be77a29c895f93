import { formatMoment } from '#lib/time/format.ts'
import type { Block, Fact } from './layout.ts'
import type { MailContext, MessageOf, OpenEnquiry, Written } from './message.ts'
import { cleanLine } from './sanitize.ts'

const longestName = 80

type Stage = MessageOf<'promise-notice'>['stage']

const meaning: Readonly<Record<Stage, string>> = {
  reminder: 'Two thirds of the promised time have passed.',
  escalation: 'The promised time is nearly over.',
  overdue: 'The promised time is over, and nobody has marked an answer.',
}

const ofOne: Readonly<Record<Stage, (reference: string, by: string) => string>> = {
  reminder: (reference, by) => `Reminder: answer enquiry ${reference} by ${by}`,
  escalation: (reference, by) => `Urgent: answer enquiry ${reference} by ${by}`,
  overdue: (reference, by) => `Overdue: enquiry ${reference} was promised an answer by ${by}`,
}

const ofMany: Readonly<Record<Stage, (count: number) => string>> = {
  reminder: (count) => `Reminder: ${count} enquiries wait for an answer`,
  escalation: (count) => `Urgent: the promised time of ${count} enquiries is nearly over`,
  overdue: (count) => `Overdue: ${count} enquiries were promised an answer`,
}

export function promiseNotice(message: MessageOf<'promise-notice'>, context: MailContext): Written {
  const { stage, enquiries, count } = message
  const [first] = enquiries
  if (!first) throw new Error('A notice needs an enquiry')
  const { id, reference, dueAt, assignedTo } = first
  const by = formatMoment(dueAt, context.site)
  if (count > 1)
    return {
      subject: ofMany[stage](count),
      blocks: [
        { paragraph: meaning[stage] },
        ...listed(enquiries, count, () => stage === 'overdue', context),
        deskLink(context),
      ],
    }
  return {
    subject: ofOne[stage](reference, by),
    blocks: [
      { paragraph: meaning[stage] },
      {
        facts: [
          ['Reference', reference],
          ['Name', who(first)],
          ['Answer by', by],
          ['Assigned to', assignedTo ?? 'nobody'],
        ],
      },
      { action: 'Read it and mark how it stands', href: context.itemLink({ kind: 'enquiry', id }) },
      { paragraph: 'Opening the link changes nothing.' },
    ],
  }
}

export function deskDigest(message: MessageOf<'desk-digest'>, context: MailContext): Written {
  const { at, enquiries, counts } = message
  const { enquiries: open, overdue, heldEnquiries: held, replies } = counts
  const parts = [
    open && several(open, 'open enquiry', 'open enquiries') + (overdue ? ` (${overdue} overdue)` : ''),
    held && several(held, 'held enquiry', 'held enquiries'),
    replies && several(replies, 'reply to moderate', 'replies to moderate'),
  ]
  const others = [
    held && `Held, perhaps spam: ${several(held, 'enquiry', 'enquiries')}.`,
    replies && `Awaiting moderation: ${several(replies, 'reply', 'replies')}.`,
  ]
  return {
    subject: `This morning: ${parts.filter(Boolean).join(', ')}`,
    blocks: [
      { paragraph: `This is open on ${formatMoment(at, context.site)}.` },
      ...listed(enquiries, open, ({ dueAt }) => dueAt < at, context),
      ...others.filter((other) => other !== 0).map((paragraph) => ({ paragraph })),
      deskLink(context),
    ],
  }
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
